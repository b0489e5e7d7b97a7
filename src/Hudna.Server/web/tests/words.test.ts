import { expect, test } from 'vitest';
import { ar } from '../src/words/ar';
import { en } from '../src/words/en';

test('Arabic has every word of English, filled in with the same names', () => {
  expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
  for (const [key, word] of Object.entries(en)) {
    const other = ar[key as keyof typeof ar];
    expect(typeof other).toBe(typeof word);
    const names = (x: unknown) => (JSON.stringify(x).match(/\{\w+\}/g) ?? []).sort();
    expect(names(other), key).toEqual(names(word));
  }
});

test('every type, mode and verdict of the codebook has a word', () => {
  const types = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DENY', 'COMMENT'];
  for (const type of types) expect(en).toHaveProperty([`type.${type}`]);
});
