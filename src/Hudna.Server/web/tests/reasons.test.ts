import { expect, test, vi } from 'vitest';

vi.stubGlobal('location', { pathname: '/', search: '?lang=ar' });
vi.stubGlobal('addEventListener', () => undefined);
const { inArabic, learn } = await import('../src/words/reasons');
const { know } = await import('../src/names');

const theatre = {
  id: 'x', name: 'X', nameAr: null, timeZone: 'UTC', bounds: [0, 0, 0, 0], calendar: [],
  actors: [{ id: 'russia', name: 'Russia', nameAr: 'روسيا', kind: 'state', parent: null }, { id: 'syria/army', name: 'Army', nameAr: 'الجيش', kind: 'army', parent: null }],
  zones: [{ id: 'area', name: 'The area', nameAr: 'المنطقة' }],
  agreements: [{
    id: 'truce', name: 'Truce', nameAr: 'هدنة', parties: [], guarantors: [], signed: '', inForce: '', ends: null, sources: [], version: '', states: [],
    terms: [{ id: '1', title: 'Halt', text: '', titleAr: 'الوقف', textAr: '', kind: 'prohibition', binds: [], zone: null, from: null, until: null, deadline: null, recurs: null }],
    readings: [{ id: 'r', title: 'Monitors', titleAr: 'المراقبون', holders: [], text: '', textAr: '', sources: [], terms: [{ term: '1', because: 'A breach is a breach.', becauseAr: 'الخرق خرق.' }] }],
  }],
};
know(theatre as never);
learn(theatre as never);

// Each shape of sentence that the program makes, and what of it must not stay English.
test.each([
  'Violation of: Halt (truce/1), read as Monitors', 'It was ASSAULT by shelling, missile', 'It was on 2020-09, which is not before 2020-03-06, the first day that counts',
  'It was on 2020-09, of which 40 per cent fall in the days that count', 'No place is told', 'al-Bara lies in The area', 'the vicinity of al-Bara may lie in The area, 3.3 km inside its edge (probability 0.81)',
  'Ariha, an area, may lie in The area; 40 per cent of it do', 'Who did it is not known', 'Army belongs to Russia, which the term binds; it was aimed at Russia', 'The term binds Russia',
  'Russia answers for it: A breach is a breach.', 'Army is exempt in this reading: A breach is a breach.', 'Whom it hit is not told; the term protects Russia',
  'Monitors reads the term so: A breach is a breach.', 'The sources disagree on who did it, and not all of those named are bound', 'nothing that was read tells', '2 times (the text names no rhythm)',
  'undecided under truce/1: place, day or means', 'exempt from truce/1', 'They do not say what one of their 2,387 is. By ours one would have to be one of: 3 incidents; 4 to 9 places hit; 4 or more single strikes or shells.',
  'Both count people killed: theirs 18, ours 0 people killed.', 'The reports that were read tell of fire on 2 to 5 of their 167 days; on the others it would have to have been quiet, or the fire be in reports that were not read.',
  'At least 2,380 more would have to have happened than the reports read tell of, or one of theirs be less than one of ours.', 'They count Russia only; so does ours, where the report names who fired.',
  'It was issued as violation and would be exempt today. The agreement\'s file has changed since; it was issued by version 0123.',
])('%s', (words) => {
  const said = inArabic(words);
  expect(said).not.toBe(words);
  expect(said).toMatch(/[\u0600-\u06ff]/);
  // What may stay: names of places, ids of rules.
  expect(said.replace(/al-Bara|Ariha|truce\/1|0123/g, '')).not.toMatch(/[A-Za-z]/);
});

test('a sentence that no rule knows stays as it came', () => expect(inArabic('Something else.')).toBe('Something else.'));
