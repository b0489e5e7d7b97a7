import { lazy, Suspense } from 'preact/compat';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { change, link, useView } from '../address';
import { useAnswer } from '../api';
import { boxOfIncident, meets, sort, type Box, type Shapes } from '../map/shapes';
import { toll, what, when, where } from '../names';
import { Fault, Loading, SymbolOf, useTitle } from '../parts/parts';
import { Timeline } from '../timeline/Timeline';
import type { Incident, IncidentList, ReportRow, Theatre } from '../types';
import { dot, plural, t } from '../words';
import { Filters } from './Filters';
import { fits, within } from './filter';
import { IncidentTable } from './IncidentTable';
import { Legend } from './Legend';
import { List } from './List';

const MapView = lazy(() => import('../map/MapView'));

export function Observatory({ theatre }: { theatre: Theatre }) {
  const { query } = useView();
  const all = useAnswer<IncidentList>('/api/incidents');
  const reports = useAnswer<{ reports: ReportRow[] }>('/api/reports');
  const shapes = useAnswer<Shapes>('/api/shapes').value;
  const search = useAnswer<IncidentList>(query.q ? `/api/incidents?q=${encodeURIComponent(query.q)}` : null);
  const [box, setBox] = useState<Box | null>(null);
  useTitle(t('obs.title'));

  const incidents = all.value?.incidents;
  const found = useMemo(() => (query.q ? new Set(search.value?.incidents.map((i) => i.id)) : null), [query.q, search.value]);
  const { class: kind, mode, actor, agreement, reading, verdict, from, to } = query;
  const anyDay = useMemo(() => incidents?.filter((i) => fits(i, { class: kind, mode, actor, agreement, reading, verdict }, found)) ?? [],
    [incidents, found, kind, mode, actor, agreement, reading, verdict]);
  const shown = useMemo(() => anyDay.filter((i) => within(i, from, to)), [anyDay, from, to]);
  const here = query.here === '1' && query.as !== 'table';
  const listed = useMemo(() => {
    if (!here || !box) return shown;
    return shown.filter((i) => {
      const b = boxOfIncident(i, shapes);
      return b !== null && meets(b, box);
    });
  }, [shown, here, box, shapes]);
  const published = useMemo(() => (reports.value?.reports ?? []).map((r) => r.published).filter((d) => d !== null), [reports.value]);

  if (all.fault) return <Fault words={all.fault} />;
  if (!incidents) return <Loading />;
  const unplaced = sort(listed).unplaced.length;

  return (
    <main id="content" class={`observatory${query.as === 'table' ? ' as-table' : ''}`}>
      <h1 class="unseen" tabIndex={-1}>{t('obs.title')}</h1>
      <Filters theatre={theatre} incidents={incidents} />
      <section class="stage" aria-label={query.as === 'table' ? t('obs.table') : t('obs.map')}>
        <div class="switch" role="group" aria-label={t('obs.asMap')}>
          <button type="button" aria-pressed={query.as !== 'table'} onClick={() => change({ as: undefined }, false)}>{t('obs.map')}</button>
          <button type="button" aria-pressed={query.as === 'table'} onClick={() => change({ as: 'table' }, false)}>{t('obs.table')}</button>
        </div>
        {query.as === 'table' ? (
          <IncidentTable incidents={listed} />
        ) : (
          <>
            <Suspense fallback={<div class="map"><Loading /></div>}>
              <MapView incidents={shown} bounds={theatre.bounds} view={query.map} at={query.at} zone={query.zone} card={card} onView={(map, b) => {
                setBox(b);
                change({ map });
              }} />
            </Suspense>
            <Legend incidents={shown} shapes={shapes} />
          </>
        )}
      </section>
      <section class="side" aria-label={t('obs.list')}>
        <header>
          <p class="count" role="status" aria-live="polite">
            <strong>{t('obs.of', { shown: listed.length, total: incidents.length })}</strong>
            {unplaced > 0 && <span>{plural('obs.noPlace', unplaced)}</span>}
          </p>
          {query.as !== 'table' && (
            <label class="here">
              <input type="checkbox" checked={here} onChange={(e) => change({ here: e.currentTarget.checked ? '1' : undefined })} /> {t('obs.here')}
            </label>
          )}
        </header>
        {incidents.length === 0 ? <p class="empty">{t('obs.empty')}</p> : <List incidents={listed} />}
      </section>
      <section class="when" aria-label={t('time.title')}>
        <Timeline
          incidents={anyDay} published={published} agreements={theatre.agreements} from={from} to={to}
          onRange={(f, l) => change({ from: f, to: l })}
        />
      </section>
    </main>
  );
}

/** What stands in the little window on a symbol of the map. */
function card(incidents: Incident[]) {
  return <Card incidents={incidents} />;
}

function Card({ incidents }: { incidents: Incident[] }) {
  const frame = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(6);
  useEffect(() => {
    if (incidents.length === 1) change({ at: incidents[0]!.id });
  }, [incidents]);
  return (
    <div class="card">
      {incidents.length > 1 && <p class="card-head">{t('map.several', { n: incidents.length })}</p>}
      <ul ref={frame}>
        {incidents.slice(0, most).map((i) => (
          <li key={i.id}>
            <SymbolOf incident={i} />
            <a href={link('incident', i.id)}>{what(i)}</a>
            <span>{where(i)}</span>
            <span class="muted">{[when(i.time), toll(i.counts)].filter(Boolean).join(dot())}</span>
          </li>
        ))}
      </ul>
      {incidents.length > most && <button type="button" onClick={() => setMost(most + 20)}>{t('obs.more', { n: Math.min(20, incidents.length - most) })}</button>}
    </div>
  );
}
