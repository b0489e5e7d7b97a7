import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { classify, classOf, type ClassId } from '../classes';
import type { Incident, Reason, Verdict } from '../types';
import { percent, t, word } from '../words';
import { reason } from '../words/reasons';

export function Symbol({ of, open = false, size = 16 }: { of: ClassId; open?: boolean; size?: number }) {
  const { colour, path } = classOf(of);
  return (
    <svg class="symbol" width={size} height={size} viewBox="-1 -1 22 22" aria-hidden="true">
      <path d={path} fill={open ? '#fff' : colour} stroke={colour} stroke-width={open ? 2.6 : 1} stroke-linejoin="round" />
    </svg>
  );
}

export const SymbolOf = ({ incident, size }: { incident: Incident; size?: number }) => (
  <Symbol of={classify(incident)} open={!incident.places.some((p) => p.precision === 'exact')} size={size} />
);

const marks: Record<Verdict, string> = { violation: '✕', undecided: '?', exempt: '◦', compliant: '✓', 'not-covered': '–' };

export const VerdictChip = ({ verdict, children }: { verdict: Verdict; children?: ComponentChildren }) => (
  <span class={`verdict ${verdict}`}>
    <span aria-hidden="true">{marks[verdict]}</span> {children ?? word('verdict', verdict)}
  </span>
);

export function Reasons({ reason: because, claimLink }: { reason: Reason; claimLink: (id: string) => ComponentChildren }) {
  return (
    <div class="reason">
      <p>
        <bdi>{reason(because.words)}</bdi>
        {because.probability !== undefined && because.probability < 1 && <span class="muted"> ({t('ledger.probability')} {percent(because.probability)})</span>}
        {because.rule && <span class="rule" dir="ltr">{because.rule}</span>}
        {because.claims.map((id) => <span key={id}> {claimLink(id)}</span>)}
      </p>
      {because.children.length > 0 && (
        <ul>
          {because.children.map((child, n) => <li key={n}><Reasons reason={child} claimLink={claimLink} /></li>)}
        </ul>
      )}
    </div>
  );
}

export function Loading() {
  return <p class="loading" role="status">{t('loading')}</p>;
}

export function Fault({ words }: { words: string }) {
  const noAnswer = /fetch|network/i.test(words);
  return (
    <div class="fault" role="alert">
      <h1 tabIndex={-1}>{t('fault.title')}</h1>
      <p>{noAnswer ? t('fault.server') : <bdi>{words}</bdi>}</p>
    </div>
  );
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Hudna` : 'Hudna';
  }, [title]);
}

/** The direction of text that reports carry, which may differ from the interface's. */
export const directionOf = (language: string) => (/^(ar|fa|he|ur)/.test(language) ? 'rtl' : language === 'und' ? 'auto' : 'ltr');
