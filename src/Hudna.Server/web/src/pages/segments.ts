import type { ReportFull } from '../types';

/** A run of text with the same claims on all of it. */
export interface Segment { start: number; end: number; text: string; claims: string[] }

export interface Block { role: string; language: string; segments: Segment[] }

/**
 * Cuts a report into its passages, and each passage where a claim begins or ends, so that claims may overlap and nest as they like. What
 * lies between passages is white space and left out.
 */
export function blocks(report: Pick<ReportFull, 'text' | 'passages' | 'claims'>): Block[] {
  const passages = report.passages.length > 0 ? report.passages : [{ start: 0, end: report.text.length, role: 'body', language: 'und' }];
  return passages.map(({ start, end, role, language }) => {
    const touching = report.claims.filter((c) => c.quote.start < end && c.quote.end > start);
    const cuts = new Set([start, end]);
    for (const { quote } of touching) {
      if (quote.start > start) cuts.add(quote.start);
      if (quote.end < end) cuts.add(quote.end);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const segments = edges.slice(1).map((to, n): Segment => {
      const from = edges[n]!;
      return {
        start: from, end: to, text: report.text.slice(from, to),
        claims: touching.filter((c) => c.quote.start < to && c.quote.end > from).map((c) => c.id),
      };
    });
    return { role, language, segments };
  });
}
