import { classes, classify } from '../classes';
import { Symbol } from '../parts/parts';
import type { Incident } from '../types';
import { t } from '../words';

export function Legend({ incidents }: { incidents: Incident[] }) {
  const used = new Set(incidents.map(classify));
  return (
    <details class="legend" open={matchMedia('(min-width: 900px)').matches}>
      <summary>{t('map.legend')}</summary>
      <ul>
        {classes.filter((c) => used.has(c.id)).map((c) => <li key={c.id}><Symbol of={c.id} size={14} /> {t(`class.${c.id}`)}</li>)}
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="#3f3f46" fill-opacity=".14" stroke="#3f3f46" stroke-dasharray="2.5 2" /></svg> {t('map.legendCircle')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M1 1h14v14H1zM1 9l8-8M1 15 15 1M7 15l8-8" fill="none" stroke="#3f3f46" stroke-opacity=".7" /></svg> {t('map.legendArea')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M0 12 6 6l4 3 6-7" fill="none" stroke="#3f3f46" stroke-width="5" stroke-opacity=".3" /></svg> {t('map.legendRoute')}</li>
        <li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill="#2f3a42" /></svg> {t('map.legendNumber')}</li>
      </ul>
      <p>{t('map.help')}</p>
    </details>
  );
}
