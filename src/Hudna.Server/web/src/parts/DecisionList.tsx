import { useState } from 'preact/hooks';
import { link } from '../address';
import type { Decision } from '../types';
import { comma, date, plural, t, word } from '../words';
import { ReasonForm } from './DecideForm';

interface Props {
  decisions: Decision[];
  /** Whether the incident is named that each is about: not on its own page. */
  linked?: boolean;
}

/** Decisions with who, when and why; those in force with a way to take them back. */
export function DecisionList({ decisions, linked }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ol class="decisions">
      {decisions.map((d) => (
        <li key={d.id} class={d.inForce || d.kind === 'undo' ? '' : 'undone'}>
          <p>
            <strong>{word('decide.did', d.kind)}</strong>{' '}
            {d.kind !== 'undo' && <span class="muted">{about(d)}</span>}{' '}
            {d.field && d.kind === 'correct' && <code dir="ltr">{d.field} = {d.value}</code>}
            {!d.inForce && d.kind !== 'undo' && <span class="tag">{t('decide.undone')}</span>}
            {d.idle && <span class="tag">{t('decide.idle')}</span>}
            {linked && d.incident && <a class="tag" href={link('incident', d.incident)}>{t('claim.incident')} ↗</a>}
          </p>
          <p class="muted"><bdi>{d.reader}</bdi>{comma()}{date(d.at.slice(0, 10))} <span dir="ltr">{d.at.slice(11, 16)} UTC</span></p>
          <p><q><bdi>{d.reason}</bdi></q></p>
          {(d.inForce || d.kind === 'undo') && (
            <button type="button" class="act undo" aria-expanded={open === d.id} onClick={() => setOpen(open === d.id ? null : d.id)}>{t('decide.undo')}</button>
          )}
          {open === d.id && (
            <ReasonForm label={t('decide.undo')} make={() => ({ kind: 'undo', subjects: [d.id] })} done={() => setOpen(null)} cancel={() => setOpen(null)} />
          )}
        </li>
      ))}
    </ol>
  );
}

function about(d: Decision): string {
  const claims = d.subjects.filter((s) => s.startsWith('claim:')).length;
  const incidents = d.subjects.filter((s) => s.startsWith('incident:')).length;
  if (d.kind === 'split') return plural('decide.sentences', claims);
  if (incidents > 1) return plural('decide.incidents', incidents);
  if (incidents === 1) return t('incident.title');
  return claims > 0 ? plural('decide.sentences', claims) : '';
}
