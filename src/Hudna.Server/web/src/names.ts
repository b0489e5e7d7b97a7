import type { Actor, Agreement, Incident, Named, Place, Range, Theatre, Time } from './types';
import { comma, date, dot, isArabic, number, t, word } from './words';

let actors = new Map<string, Actor>();

/** Names are looked up in the theatre, once it is here. */
export function know(theatre: Theatre) {
  actors = new Map(theatre.actors.map((a) => [a.id, a]));
}

/** The Arabic name of an actor that is called so in English; undefined where none is or has none. */
export function actorNamed(name: string): string | undefined {
  for (const actor of actors.values()) if (actor.name === name) return actor.nameAr ?? undefined;
  return undefined;
}

export const actorById = (id: string) => actors.get(id);

export function actorName(id: string): string {
  const actor = actors.get(id);
  if (!actor) return id;
  return (isArabic() && actor.nameAr) || actor.name;
}

/** As the register names it; the report's own words where it has no entry. */
export const named = (mention: Named) => (mention.id && actors.has(mention.id) ? actorName(mention.id) : mention.text);

export const nameOf = (thing: { name: string; nameAr: string | null }) => (isArabic() && thing.nameAr) || thing.name;

/** A text of an agreement's file in the reader's language, where the file has it. */
export const titleOf = (thing: { title: string; titleAr: string | null }) => (isArabic() && thing.titleAr) || thing.title;
export const textOf = (thing: { text: string; textAr: string | null }) => (isArabic() && thing.textAr) || thing.text;

export const agreementName = (a: Agreement) => nameOf(a);

/** "near al-Bara", "somewhere in Ariha": never more exact than the report. */
export function placeName(place: Place): string {
  const name = nameOf(place);
  const role = place.role === 'where' ? '' : `${word('role', place.role)} `;
  return place.precision === 'exact' ? role + name : `${role}${word('precision', place.precision)} ${name}`;
}

/** The means, or the type where none is named. */
export function what(incident: { type: string | null; modes: string[] }): string {
  const modes = incident.modes.filter((m) => m !== 'other' || incident.modes.length === 1);
  if (modes.length === 0 || (modes.length === 1 && modes[0] === 'other')) return incident.type ? word('type', incident.type) : '';
  return modes.map((m) => word('mode', m)).join(dot());
}

export function where(incident: Incident, most = 3): string {
  const seen = [...new Set(incident.places.map(placeName))];
  const shown = seen.slice(0, most).join(comma());
  return seen.length > most ? `${shown} +${number(seen.length - most)}` : shown;
}

export function who(mentions: Named[], most = 3): string {
  const seen = [...new Set(mentions.map(named))];
  const shown = seen.slice(0, most).join(comma());
  return seen.length > most ? `${shown} +${number(seen.length - most)}` : shown;
}

/** A date as exactly as it is known: "30 Dec 2021", "December 2021", "5 – 9 Mar 2020", "since …". */
export function when(time: Time | null): string {
  if (!time) return t('time.unknown');
  const about = time.approximate ? `${t('time.about')} ` : '';
  const { start, end } = time;
  if (start && !end) return `${t('time.since')} ${about}${date(start)}`;
  if (end && !start) return `${t('time.until')} ${about}${date(end)}`;
  if (!start || !end) return t('time.unknown');
  if (start === end) return about + date(start);
  if (start.slice(0, 7) === end.slice(0, 7) && start.endsWith('-01') && end === lastOfMonth(start)) return about + date(start, { month: 'long', year: 'numeric' });
  if (start.endsWith('-01-01') && end.endsWith('-12-31') && start.slice(0, 4) === end.slice(0, 4)) return about + date(start, { year: 'numeric' });
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  return `${about}${date(start, sameYear ? { day: 'numeric', month: 'short' } : undefined)} – ${date(end)}`;
}

/** A date in EDTF as claims carry it. */
export function whenEdtf(edtf: string | null): string {
  if (!edtf) return t('time.unknown');
  if (!/^\d{4}(-\d{2}){0,2}$/.test(edtf)) return edtf;
  const start = edtf.length === 10 ? edtf : edtf.length === 7 ? `${edtf}-01` : `${edtf}-01-01`;
  const end = edtf.length === 10 ? edtf : edtf.length === 7 ? lastOfMonth(start) : `${edtf}-12-31`;
  return when({ edtf, start, end, approximate: false });
}

function lastOfMonth(day: string): string {
  const d = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}

/** "3", "3–5", "≥5", "≈17"; in words where the signs would turn round between Arabic numbers. */
export function figure(count: Range & { approximate?: boolean }): string {
  const { min, best, max } = count;
  const about = count.approximate ? (isArabic() ? 'نحو ' : '≈') : '';
  if (min !== null && min === max) return about + number(min);
  if (min !== null && max !== null) return `${about}${number(min)}–${number(max)}`;
  if (min !== null) return isArabic() ? `${about}${number(min)} فأكثر` : `${about}≥${number(min)}`;
  if (max !== null) return isArabic() ? `${about}حتى ${number(max)}` : `${about}≤${number(max)}`;
  return best !== null ? about + number(best) : '?';
}

/** What is counted, in words: "killed, civilians". */
export function counted(code: string): string {
  const hyphen = code.indexOf('-');
  if (hyphen < 0) return word('count', code);
  return `${word('count', code.slice(0, hyphen))} (${word('group', code.slice(hyphen + 1))})`;
}

/** The toll in short: killed and wounded, whole figures before groups. */
export function toll(counts: Range[]): string {
  const order = ['killed', 'killed-civilians', 'wounded', 'wounded-civilians', 'casualties', 'displaced', 'missing'];
  const known = order.map((what) => counts.find((c) => c.what === what)).filter((c) => c !== undefined);
  const shown = known.filter((c) => !(c.what.includes('-') && known.some((k) => k.what === c.what.split('-')[0])));
  return shown.map((c) => `${figure(c)} ${word('count', c.what.split('-')[0]!)}`).join(comma());
}

/** What sources disagree about, in words: a figure, or an aspect. */
export const disputed = (about: string) => (/^(killed|wounded|missing|displaced|casualties|strikes|munitions|locations|vehicles|rounds|detained)/.test(about) ? counted(about) : word('dispute', about));
