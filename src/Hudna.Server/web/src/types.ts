// The API's answers; docs/api.md says what they mean.

export type Verdict = 'violation' | 'compliant' | 'exempt' | 'not-covered' | 'undecided';

export interface Time { edtf: string; start: string | null; end: string | null; approximate: boolean }

export interface Place {
  id: string | null; text: string; name: string; nameAr: string | null;
  precision: string; role: string; lat?: number; lon?: number;
  /** One of these three where there is something to draw. Metres; a place's id; ids of stretches. */
  radius?: number; area?: string; roads?: string[];
}

export interface Named { text: string; id: string | null }

export interface Range { what: string; min: number | null; best: number | null; max: number | null }
export interface Count extends Range { approximate: boolean }

export interface Incident {
  id: string; type: string; modes: string[]; time: Time | null; places: Place[]; actors: Named[]; targets: Named[]; counts: Range[];
  mentions: number; sources: number; disputes: string[];
  /** agreement → reading → the gravest verdict of its terms. */
  verdicts: Record<string, Record<string, Verdict>>;
}

export interface IncidentList { total: number; count: number; incidents: Incident[] }

export interface Attribution { name: string; role: string | null; affiliation: string | null; words: string | null }

export interface Claim {
  id: string;
  report: { id: string; source: string; publisher: string | null; published: string | null; publishedBasis: string };
  kind: 'event' | 'statement' | 'tally' | 'forecast';
  type: string | null; modes: string[];
  quote: { start: number; end: number; exact: string };
  actors: Named[]; targets: Named[]; places: { text: string; id: string | null; name: string; precision: string; role?: string }[];
  time: { text: string | null; edtf: string | null; basis: string | null; estimated: boolean };
  counts: Count[]; modality: string; negated: boolean; probabilityWords: string | null; attribution: Attribution[];
  topic: string | null; proposition: string | null; horizon: { text: string | null; edtf: string | null; open: boolean } | null;
  tally: (Count & { unit: string | null; period: string | null; area: string | null }) | null;
  confidence: number; coder: string;
}

export interface ReportHead {
  id: string; source: string; title: string | null; publisher: string | null; published: string | null; publishedBasis: string; language: string;
}
export interface ReportRow extends ReportHead { claims: Partial<Record<Claim['kind'], number>>; incidents: number }
export interface ReportFull extends ReportHead {
  byline: string | null; mediaType: string; encoding: string; remarks: string[]; text: string;
  passages: { start: number; end: number; role: string; language: string }[];
  claims: Claim[]; incidentOf: Record<string, string>;
}

export interface Reason { words: string; rule: string | null; claims: string[]; probability?: number; children: Reason[] }
export interface Finding {
  id: string; incident: string; agreement: string; term: string; reading: string; verdict: Verdict; probability: number;
  responsible: string[]; because: Reason;
}

export interface IncidentFull extends Incident {
  tolls: (Range & { sources: (Count & { claim: string })[] })[];
  disputed: { about: string; words: string; claims: string[] }[];
  merged: { claim: string; with: string | null; score: number; words: string }[];
  claims: Claim[]; made: string[]; reports: ReportHead[]; findings: Finding[];
  /** What readers decided about it or its claims and did not take back, the latest first. */
  decisions: Decision[];
}

export interface Decision {
  id: string; kind: string; subjects: string[]; field: string | null; value: string | null; reader: string; at: string; reason: string;
  inForce: boolean;
  /** What it names is in no present coding. */
  idle: boolean;
  /** Where the first of its claims stands now. */
  incident: string | null;
}

export interface Actor { id: string; name: string; nameAr: string | null; kind: string; parent: string | null }
export interface Term {
  id: string; title: string; text: string; titleAr: string | null; textAr: string | null; kind: string; binds: string[]; zone: string | null;
  from: string | null; until: string | null; deadline: string | null; recurs: string | null;
}
export interface Reading {
  id: string; title: string; holders: string[]; text: string; titleAr: string | null; textAr: string | null; sources: string[];
  terms: { term: string; because: string; becauseAr: string | null }[];
}
export interface Agreement {
  id: string; name: string; nameAr: string | null; parties: string[]; guarantors: string[]; signed: string; inForce: string; ends: string | null;
  sources: string[]; version: string; terms: Term[]; readings: Reading[];
  states: { state: string; since: Time; words: string; sources: string[] }[];
}
export interface Theatre {
  id: string; name: string; nameAr: string | null; timeZone: string; bounds: [number, number, number, number];
  actors: Actor[]; agreements: Agreement[]; zones: { id: string; name: string; nameAr: string | null }[];
  calendar: { id: string; kind: string; name: string; time: Time; place: string | null; confidence: string }[];
}

export interface Summary {
  theatre: string; reports: number; claims: number; byKind: Record<Claim['kind'], number>; incidents: number; placed: number; dated: number;
  disputed: number; first: string | null; last: string | null;
  agreements: { id: string; verdicts: Partial<Record<Verdict, number>> }[];
}

export interface Ledger {
  agreement: Agreement;
  cells: { term: string; reading: string; verdicts: Partial<Record<Verdict, number>> }[];
  duties: Duty[];
  /** What each reading counts, and why it does not count what another does. */
  sides: { reading: string; violations: number; undecided: number; notCounted: { why: string; incidents: number }[] }[];
  /** What a reading leaves undecided throughout, and what the reports of it do not tell. */
  unjudged: { reading: string; undecided: number; noPlace: number; noActor: number; noTime: number }[];
  counts: PublishedCount[];
  steps: FindingLife[];
}
export interface PublishedCount {
  claim: string; report: string | null; observer: string; observerId: string | null; unit: string | null; theirs: Count; period: Time | null; area: string | null; areas: string[];
  parties: string[]; reading: string; ours: { unit: string; min: number; max: number | null }[]; daysTold: number; daysInPeriod: number | null;
  canAgree: boolean; wouldHaveToBeTrue: string[];
}
export interface FindingLife {
  finding: string; now: string | null; incident: string | null; term: string | null; reading: string | null; stage: string; verdict: Verdict | null; issued: Verdict | null;
  issuedByVersion: string | null; notice: string | null; steps: { id: string; step: string; reader: string; at: string; reason: string }[];
}
export interface Duty {
  term: string; due: string | null; period: Time | null; state: string; on: string | null; times: number; incidents: string[]; because: Reason;
}
export interface Findings { count: number; findings: Finding[]; incidents: Incident[] }
