import { classify } from '../classes';
import { actorById } from '../names';
import type { Query } from '../address';
import type { Incident, Verdict } from '../types';

/** Whether an actor is another or lies beneath it. */
export function belongs(id: string | null, ancestor: string): boolean {
  for (let steps = 0; id && steps < 16; steps++) {
    if (id === ancestor) return true;
    id = actorById(id)?.parent ?? null;
  }
  return false;
}

export function judged(incident: Incident, { agreement, reading, verdict }: Query): boolean {
  if (!agreement && !reading && !verdict) return true;
  const verdicts = Object.entries(incident.verdicts)
    .filter(([a]) => !agreement || a === agreement)
    .flatMap(([, readings]) => Object.entries(readings).filter(([r]) => !reading || r === reading).map(([, v]) => v));
  if (verdict === 'none') return verdicts.length === 0;
  return verdict ? verdicts.includes(verdict as Verdict) : verdicts.length > 0;
}

/** Everything but the dates: the timeline shows what these let through. `found` are the ids that a search brought. */
export function fits(incident: Incident, query: Query, found: Set<string> | null): boolean {
  const kinds = query.class?.split(',');
  return (
    (!kinds || kinds.includes(classify(incident))) &&
    (!query.mode || incident.modes.includes(query.mode)) &&
    (!query.actor || [...incident.actors, ...incident.targets].some((a) => belongs(a.id, query.actor!))) &&
    judged(incident, query) &&
    (!found || found.has(incident.id))
  );
}

/** Whether it may have happened on a day from one to another. Undated incidents fall out once days are chosen. */
export function within(incident: Incident, from?: string, to?: string): boolean {
  if (!from && !to) return true;
  const { start, end } = incident.time ?? {};
  if (!start && !end) return false;
  return (!from || !end || end >= from) && (!to || !start || start <= to);
}
