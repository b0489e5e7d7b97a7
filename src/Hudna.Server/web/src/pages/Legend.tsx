import { change, useView } from '../address';
import { Symbol } from '../parts/parts';
import { nameOf } from '../names';
import { mainClass, type Shapes } from '../map/shapes';
import type { Incident } from '../types';
import { t } from '../words';

export function Legend({ incidents, shapes }: { incidents: Incident[]; shapes: Shapes | undefined }) {
  const { query } = useView();
  const zones = shapes?.features.filter((f) => f.properties.layer === 'zone') ?? [];
  const main = incidents.length > 0 ? mainClass(incidents) : 'talks';
  return (
    <details class="legend" open={matchMedia('(min-width: 900px)').matches}>
      <summary>{t('map.legend')}</summary>
      <ul>
        <li><Symbol of={main} size={14} /> {t('map.legendExact')}</li>
        <li><Symbol of={main} open size={14} /> {t('map.legendOpen')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="#3f3f46" fill-opacity=".14" stroke="#3f3f46" stroke-dasharray="2.5 2" /></svg> {t('map.legendCircle')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M1 1h14v14H1zM1 9l8-8M1 15 15 1M7 15l8-8" fill="none" stroke="#3f3f46" stroke-opacity=".7" /></svg> {t('map.legendArea')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M0 12 6 6l4 3 6-7" fill="none" stroke="#3f3f46" stroke-width="5" stroke-opacity=".3" /></svg> {t('map.legendRoute')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill="#2f3a42" /></svg> {t('map.legendNumber')}</li>
      </ul>
      {zones.length > 0 && (
        <label class="field zone">
          <span>{t('map.zone')}</span>
          <select value={query.zone ?? ''} onChange={(e) => change({ zone: e.currentTarget.value || undefined }, false)}>
            <option value="">{t('map.noZone')}</option>
            {zones.map((z) => <option key={z.properties.id} value={z.properties.id}>{nameOf(z.properties)}</option>)}
          </select>
        </label>
      )}
      <p>{t('map.help')}</p>
    </details>
  );
}
