import { expect, test } from 'vitest';
import { boxOf, circle, mainClass, meets, sort } from '../src/map/shapes';
import type { Incident, Place } from '../src/types';

const at = (more: Partial<Place>): Place => ({ id: 'x', text: '', name: '', nameAr: null, precision: 'exact', role: 'where', lat: 35.7, lon: 36.5, ...more });
const incident = (id: string, places: Place[], type = 'ASSAULT', modes = ['airstrike']): Incident =>
  ({ id, type, modes, time: null, places, actors: [], targets: [], counts: [], mentions: 1, sources: 1, disputes: [], verdicts: {} });

test('a circle is as wide on the ground as it should be', () => {
  const [w, s, e, n] = boxOf(circle(36, 36.5, 5000));
  expect((n - s) * 111_320).toBeCloseTo(10_000, -2);
  expect((e - w) * 111_320 * Math.cos((36 * Math.PI) / 180)).toBeCloseTo(10_000, -2);
});

test('incidents at one place share a symbol, and no incident is lost', () => {
  const drawn = sort([
    incident('a', [at({ radius: 900 })]), incident('b', [at({ radius: 900 })]), incident('c', [at({ radius: 4000 })]),
    incident('d', [at({ area: 'idlib' })]), incident('e', [at({ roads: ['m4/1', 'm4/2'] })]), incident('f', []), incident('g', [at({ lat: undefined, lon: undefined })]),
    incident('h', [at({ radius: 60_000 })]),
  ]);
  expect(drawn.spots.map((s) => s.incidents.map((i) => i.id))).toEqual([['a', 'b'], ['c']]);
  expect(drawn.areas[0]!.incidents[0]!.id).toBe('d');
  expect(drawn.routes[0]!.ids).toEqual(['m4/1', 'm4/2']);
  expect(drawn.broad[0]!.incidents[0]!.id).toBe('h');
  expect(drawn.unplaced.map((i) => i.id)).toEqual(['f', 'g']);
});

test('an incident with several places is drawn at each', () => {
  expect(sort([incident('a', [at({ radius: 900 }), at({ radius: 900, lat: 35.8 })])]).spots).toHaveLength(2);
});

test('the class shown is the commonest, the gravest where they tie', () => {
  const strike = incident('a', []);
  const talk = incident('b', [], 'CONSULT', ['meeting']);
  expect(mainClass([talk, strike])).toBe('air');
  expect(mainClass([talk, strike, talk])).toBe('talks');
});

test('boxes meet at their edges and not beyond', () => {
  expect(meets([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
  expect(meets([0, 0, 1, 1], [1.1, 0, 2, 1])).toBe(false);
});
