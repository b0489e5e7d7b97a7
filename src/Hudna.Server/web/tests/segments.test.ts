import { expect, test } from 'vitest';
import { blocks } from '../src/pages/segments';
import type { Claim } from '../src/types';

const claim = (id: string, start: number, end: number) => ({ id, quote: { start, end, exact: '' } }) as Claim;
const text = 'abcdefghij\nklmnopqrst';
const passages = [
  { start: 0, end: 10, role: 'body', language: 'en' },
  { start: 11, end: 21, role: 'body', language: 'en' },
];
const show = (claims: Claim[]) => blocks({ text, passages, claims }).map((b) => b.segments.map((s) => `${s.text}:${s.claims.join('+')}`));

test('a passage without claims is one piece', () => expect(show([])).toEqual([['abcdefghij:'], ['klmnopqrst:']]));

test('claims that overlap, nest and touch are cut where they begin and end', () => {
  expect(show([claim('x', 1, 6), claim('y', 4, 8), claim('z', 5, 6)])[0]).toEqual(['a:', 'bcd:x', 'e:x+y', 'f:x+y+z', 'gh:y', 'ij:']);
  expect(show([claim('x', 0, 5), claim('y', 5, 10)])[0]).toEqual(['abcde:x', 'fghij:y']);
});

test('a claim that runs over passages is marked in each', () => {
  expect(show([claim('x', 8, 13)])).toEqual([['abcdefgh:', 'ij:x'], ['kl:x', 'mnopqrst:']]);
});

test('the pieces of a passage put together are the passage', () => {
  for (let n = 0; n < 200; n++) {
    const at = (k: number) => (n * 7 + k * 13) % 21;
    const claims = [0, 1, 2].map((k) => claim(`${k}`, Math.min(at(k), at(k + 3)), Math.max(at(k), at(k + 3)) + 1));
    blocks({ text, passages, claims }).forEach((b, k) =>
      expect(b.segments.map((s) => s.text).join('')).toBe(text.slice(passages[k]!.start, passages[k]!.end)));
  }
});

test('a report whose parts were not told is one passage', () => {
  expect(blocks({ text: 'abc', passages: [], claims: [] })[0]!.segments[0]!.text).toBe('abc');
});
