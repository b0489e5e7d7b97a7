import { classes, classify, type ClassId } from '../classes';
import type { Incident } from '../types';

export type Unit = 'day' | 'week' | 'month' | 'year';

/** Days since 1970; all reckoning is in whole days, so no time zone comes in. */
export const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
export const dayText = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);

export interface Bin { start: number; /** One past the last day. */ end: number; total: number; byClass: Map<ClassId, number> }

/** An incident of which only an interval is known that is longer than a bar. */
export interface Span { start: number; end: number; incident: Incident; lane: number }

export interface Bins { unit: Unit; first: number; /** One past the last day. */ last: number; bins: Bin[]; spans: Span[]; most: number; undated: number; lanes: number }

/** The start of the unit that a day lies in. Weeks begin on Monday. */
export function floor(n: number, unit: Unit): number {
  if (unit === 'day') return n;
  if (unit === 'week') return n - ((((n + 3) % 7) + 7) % 7);
  const d = new Date(n * 86_400_000);
  return Math.round(Date.UTC(d.getUTCFullYear(), unit === 'month' ? d.getUTCMonth() : 0, 1) / 86_400_000);
}

export function next(n: number, unit: Unit): number {
  if (unit === 'day') return n + 1;
  if (unit === 'week') return n + 7;
  const d = new Date(n * 86_400_000);
  return Math.round(Date.UTC(d.getUTCFullYear() + (unit === 'year' ? 1 : 0), d.getUTCMonth() + (unit === 'month' ? 1 : 0), 1) / 86_400_000);
}

/** The finest unit with at most so many bars. */
export const unitFor = (days: number, most: number): Unit => (days <= most ? 'day' : days / 7 <= most ? 'week' : days / 30 <= most ? 'month' : 'year');

/**
 * Counts incidents into bars. An incident counts in the bar that all its possible days lie in; one whose interval crosses bars is drawn
 * as a span beneath instead of being put on a day that nobody named.
 */
export function count(incidents: Incident[], first: number, last: number, unit: Unit, mostLanes = 5): Bins {
  const from = floor(first, unit);
  const bins: Bin[] = [];
  const at = new Map<number, Bin>();
  for (let n = from; n < last; n = next(n, unit)) {
    const bin: Bin = { start: n, end: next(n, unit), total: 0, byClass: new Map(classes.map((c) => [c.id, 0])) };
    bins.push(bin);
    at.set(n, bin);
  }
  const spans: Span[] = [];
  let undated = 0;
  for (const incident of incidents) {
    const { start, end } = incident.time ?? {};
    if (!start && !end) {
      undated++;
      continue;
    }
    const s = start ? dayNumber(start) : first;
    const e = end ? dayNumber(end) : last - 1;
    const bin = at.get(floor(s, unit));
    if (bin && start && end && e < bin.end) {
      bin.total++;
      const c = classify(incident);
      bin.byClass.set(c, bin.byClass.get(c)! + 1);
    } else spans.push({ start: s, end: e + 1, incident, lane: 0 });
  }
  const free: number[] = [];
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const span of spans) {
    let lane = free.findIndex((until) => until <= span.start);
    if (lane < 0) lane = free.length < mostLanes ? free.length : free.indexOf(Math.min(...free));
    free[lane] = Math.max(free[lane] ?? 0, span.end);
    span.lane = lane;
  }
  return {
    unit, first: from, last: bins.at(-1)?.end ?? last, bins, spans, undated, lanes: free.length,
    most: bins.reduce((m, b) => Math.max(m, b.total), 0),
  };
}

/** The first and one past the last day of anything dated; null where nothing is. */
export function extent(days: (string | null | undefined)[]): [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (const day of days) {
    if (!day) continue;
    const n = dayNumber(day);
    first = Math.min(first, n);
    last = Math.max(last, n);
  }
  return first <= last ? [first, last + 1] : null;
}

/** Starts of years, months or days, so that at most so many labels fit. */
export function ticks(first: number, last: number, most: number): { at: number; unit: Unit }[] {
  const days = last - first;
  const steps: [Unit, number][] = [['day', 1], ['day', 2], ['week', 1], ['week', 2], ['month', 1], ['month', 2], ['month', 3], ['month', 6], ['year', 1], ['year', 2], ['year', 5], ['year', 10]];
  const length = { day: 1, week: 7, month: 30.4, year: 365.2 };
  const [unit, step] = steps.find(([u, s]) => days / (length[u] * s) <= most) ?? ['year', 20];
  const found: { at: number; unit: Unit }[] = [];
  for (let n = floor(first, unit); n < last; n = next(n, unit)) {
    if (n < first) continue;
    const d = new Date(n * 86_400_000);
    const index = unit === 'year' ? d.getUTCFullYear() : unit === 'month' ? d.getUTCMonth() : unit === 'week' ? Math.floor((n + 3) / 7) : n;
    if (index % step === 0) found.push({ at: n, unit });
  }
  return found;
}
