import { useEffect, useRef, useState } from 'preact/hooks';
import { change, link, useView } from '../address';
import { disputed, toll, what, when, where, who } from '../names';
import { SymbolOf, VerdictChip } from '../parts/parts';
import type { Incident, Verdict } from '../types';
import { comma, plural, t } from '../words';

const step = matchMedia('(max-width: 820px)').matches ? 30 : 100;

/** The incidents beside the map, newest first. Arrow keys step through them; the one pointed at stands out on the map. */
export function List({ incidents }: { incidents: Incident[] }) {
  const { query } = useView();
  const [most, setMost] = useState(step);
  const frame = useRef<HTMLOListElement>(null);
  const newest = [...incidents].sort((a, b) => (b.time?.start ?? '').localeCompare(a.time?.start ?? ''));

  useEffect(() => {
    if (!query.at) return;
    const row = frame.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(query.at)}"]`);
    if (row && !row.matches(':hover, :focus-within')) row.scrollIntoView({ block: 'nearest' });
  }, [query.at]);

  if (incidents.length === 0) return <p class="empty">{t('obs.none')}</p>;

  const keys = (e: KeyboardEvent) => {
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    const rows = [...frame.current!.querySelectorAll<HTMLElement>('a')];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = rows[at + (e.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    e.preventDefault();
    next.focus();
  };

  return (
    <>
      <ol ref={frame} class="incidents" onKeyDown={keys}>
        {newest.slice(0, most).map((i) => (
          <li key={i.id} data-id={i.id} class={i.id === query.at ? 'at' : undefined} onMouseEnter={() => change({ at: i.id })} onFocusIn={() => change({ at: i.id })}>
            <Row incident={i} />
          </li>
        ))}
      </ol>
      {newest.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + step)}>{t('obs.more', { n: Math.min(step, newest.length - most) })}</button>
      )}
    </>
  );
}

function Row({ incident }: { incident: Incident }) {
  const verdict = gravest(incident);
  return (
    <a href={link('incident', incident.id)}>
      <SymbolOf incident={incident} />
      <span class="what">{what(incident)}</span>
      <span class="day">{when(incident.time)}</span>
      <span class="where">{where(incident) || t('incident.noPlace')}</span>
      <span class="parties">
        {incident.actors.length > 0 && <bdi>{who(incident.actors, 2)}</bdi>}
        {incident.actors.length > 0 && incident.targets.length > 0 && <span class="arrow" aria-hidden="true"> › </span>}
        {incident.targets.length > 0 && <bdi>{who(incident.targets, 2)}</bdi>}
      </span>
      <span class="facts">
        {toll(incident.counts) && <span class="toll">{toll(incident.counts)}</span>}
        <span>{plural('incident.sourcesText', incident.sources)}</span>
        {incident.disputes.length > 0 && <span class="disputed">{t('incident.disagree')}: {incident.disputes.map(disputed).join(comma())}</span>}
        {verdict && <VerdictChip verdict={verdict} />}
      </span>
    </a>
  );
}

/** The gravest verdict of any agreement under the bare text; the readings stand on the incident's own page. */
function gravest(incident: Incident): Verdict | null {
  const order: Verdict[] = ['violation', 'undecided', 'exempt', 'compliant'];
  const given = Object.values(incident.verdicts).map((readings) => readings.text).filter((v) => v !== undefined);
  return order.find((v) => given.includes(v)) ?? null;
}
