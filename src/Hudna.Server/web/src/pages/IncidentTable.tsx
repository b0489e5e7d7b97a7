import { useState } from 'preact/hooks';
import { link } from '../address';
import { counted, figure, what, when, where, who } from '../names';
import { SymbolOf } from '../parts/parts';
import type { Incident } from '../types';
import { number, semicolon, t } from '../words';

const step = 200;

/** The same incidents as on the map, in words. */
export function IncidentTable({ incidents }: { incidents: Incident[] }) {
  const [most, setMost] = useState(step);
  if (incidents.length === 0) return <p class="empty">{t('obs.none')}</p>;
  // Oldest first, as in a chronicle; those without a date come last.
  const ordered = incidents.toSorted((a, b) => (a.time?.start ?? '9').localeCompare(b.time?.start ?? '9'));
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={t('obs.table')}>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">{t('table.when')}</th>
            <th scope="col">{t('table.what')}</th>
            <th scope="col">{t('table.where')}</th>
            <th scope="col">{t('table.who')}</th>
            <th scope="col">{t('table.whom')}</th>
            <th scope="col">{t('table.toll')}</th>
            <th scope="col">{t('table.sources')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, most).map((i) => (
            <tr key={i.id}>
              <td class="nowrap">{when(i.time)}</td>
              <td><a href={link('incident', i.id)}><SymbolOf incident={i} size={13} /> {what(i)}</a></td>
              <td>{where(i, 6) || t('incident.noPlace')}</td>
              <td>{who(i.actors, 4)}</td>
              <td>{who(i.targets, 4)}</td>
              <td>{i.counts.map((c) => `${figure(c)} ${counted(c.what)}`).join(semicolon())}</td>
              <td class="number">{number(i.sources)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {incidents.length > most && <button type="button" class="more" onClick={() => setMost(most + step)}>{t('obs.more', { n: Math.min(step, incidents.length - most) })}</button>}
    </div>
  );
}
