import { expect, test } from 'vitest';
import { count, dayNumber, dayText, extent, floor, next, ticks, unitFor } from '../src/timeline/bins';
import type { Incident } from '../src/types';

const on = (start: string | null, end = start): Incident => ({
  id: `${start}/${end}`, type: 'ASSAULT', modes: ['shelling'], time: start || end ? { edtf: '', start, end, approximate: false } : null,
  places: [], actors: [], targets: [], counts: [], mentions: 1, sources: 1, disputes: [], verdicts: {},
});

test('days survive being numbered', () => {
  for (const day of ['1970-01-01', '2000-02-29', '2020-03-06', '2021-12-31']) expect(dayText(dayNumber(day))).toBe(day);
});

test('weeks begin on Monday, months and years on their first', () => {
  const day = dayNumber('2021-12-30'); // a Thursday
  expect(dayText(floor(day, 'week'))).toBe('2021-12-27');
  expect(dayText(floor(dayNumber('2021-12-27'), 'week'))).toBe('2021-12-27');
  expect(dayText(floor(day, 'month'))).toBe('2021-12-01');
  expect(dayText(next(floor(day, 'month'), 'month'))).toBe('2022-01-01');
  expect(dayText(floor(day, 'year'))).toBe('2021-01-01');
});

test('an incident counts in the bar that holds all its days, else it is a span', () => {
  const [first, last] = [dayNumber('2021-12-01'), dayNumber('2022-02-01')];
  const incidents = [on('2021-12-30'), on('2021-12-01', '2021-12-31'), on('2021-12-30', '2022-01-02'), on(null)];
  const byMonth = count(incidents, first, last, 'month');
  expect(byMonth.bins.map((b) => b.total)).toEqual([2, 0]);
  expect(byMonth.spans).toHaveLength(1);
  expect(byMonth.undated).toBe(1);
  const byDay = count(incidents, first, last, 'day');
  expect(byDay.bins.reduce((n, b) => n + b.total, 0)).toBe(1);
  expect(byDay.spans).toHaveLength(2);
});

test('nothing is lost between bars, spans and the undated', () => {
  const incidents = Array.from({ length: 300 }, (_, n) => on(dayText(18_000 + ((n * 37) % 400)), dayText(18_000 + ((n * 37) % 400) + (n % 5) * 9)));
  for (const unit of ['day', 'week', 'month', 'year'] as const) {
    const b = count(incidents, 17_990, 18_500, unit);
    expect(b.bins.reduce((n, x) => n + x.total, 0) + b.spans.length + b.undated).toBe(incidents.length);
  }
});

test('spans that meet lie in different lanes, as far as there are lanes', () => {
  const b = count([on('2021-01-01', '2021-03-01'), on('2021-02-01', '2021-04-01'), on('2021-03-05', '2021-05-01')], dayNumber('2021-01-01'), dayNumber('2021-06-01'), 'day');
  expect(b.spans.map((s) => s.lane)).toEqual([0, 1, 0]);
});

test('the unit is the finest that fits, and labels are not more than asked for', () => {
  expect(unitFor(60, 100)).toBe('day');
  expect(unitFor(500, 100)).toBe('week');
  expect(unitFor(2000, 100)).toBe('month');
  expect(unitFor(9000, 100)).toBe('year');
  for (const days of [10, 90, 400, 1100, 5000]) expect(ticks(18_000, 18_000 + days, 12).length).toBeLessThanOrEqual(13);
});

test('the extent covers first and last day', () => {
  expect(extent(['2021-01-02', null, '2020-12-31'])).toEqual([dayNumber('2020-12-31'), dayNumber('2021-01-03')]);
  expect(extent([null, undefined])).toBeNull();
});
