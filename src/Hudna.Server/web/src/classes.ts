import type { Incident } from './types';

/** What the map and the lists tell apart: each class has a shape of its own besides its colour. */
export type ClassId = 'air' | 'shelling' | 'ground' | 'force' | 'movement' | 'coercion' | 'talks' | 'people';

export interface EventClass { id: ClassId; colour: string; /** A path in a box of 20 by 20. */ path: string }

// Dark enough (4.5:1 and more on the page's paper) that white or the paper can stand beside them; told apart by lightness and hue also
// without red and green; never told apart by colour alone.
export const classes: EventClass[] = [
  { id: 'air', colour: '#a8171f', path: 'M2 3h16L10 18z' },
  { id: 'shelling', colour: '#b45309', path: 'M3.5 3.5h13v13h-13z' },
  { id: 'ground', colour: '#6d28a8', path: 'M10 1.5 18.5 10 10 18.5 1.5 10z' },
  { id: 'force', colour: '#3f3f46', path: 'M10 1l2.2 5.2 5.6-.7-3.4 4.5 3.4 4.5-5.6-.700L10 19l-2.2-5.2-5.6.7 3.4-4.5-3.4-4.5 5.6.700z' },
  { id: 'movement', colour: '#0f6b4f', path: 'M2 4h8l8 6-8 6H2l5.5-6z' },
  { id: 'coercion', colour: '#6b5900', path: 'M6 2h8l4.5 8L14 18H6l-4.5-8z' },
  { id: 'talks', colour: '#1d5fa8', path: 'M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z' },
  { id: 'people', colour: '#00707a', path: 'M7 2h6v5h5v6h-5v5H7v-5H2V7h5z' },
];

export const classOf = (id: ClassId) => classes.find((c) => c.id === id)!;

const assault: [ClassId, string[]][] = [
  ['air', ['airstrike', 'drone-strike', 'cluster-munition']],
  ['shelling', ['shelling', 'missile']],
  ['ground', ['ground-attack', 'infiltration', 'clash', 'sniping']],
];

const byType: Record<string, ClassId> = {
  MOBILIZE: 'movement', RETREAT: 'movement', COERCE: 'coercion', SANCTION: 'coercion', THREATEN: 'coercion', AID: 'people', PROTEST: 'people',
};

/** The class of an incident: armed force by its first means, everything else by its type. */
export function classify(incident: Pick<Incident, 'type' | 'modes'>): ClassId {
  if (incident.type !== 'ASSAULT') return byType[incident.type] ?? 'talks';
  return assault.find(([, modes]) => incident.modes.some((m) => modes.includes(m)))?.[0] ?? 'force';
}
