import { link } from '../address';
import { useAnswer } from '../api';
import { directionOf, Fault, Loading, useTitle } from '../parts/parts';
import type { ReportRow } from '../types';
import { date, isArabic, number, plural, t, word } from '../words';

export function Reports() {
  const { value, fault } = useAnswer<{ count: number; reports: ReportRow[] }>('/api/reports');
  useTitle(t('reports.title'));
  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!value) return <main id="content"><Loading /></main>;
  const languageName = new Intl.DisplayNames(isArabic() ? 'ar' : 'en', { type: 'language', fallback: 'code' });
  const newest = [...value.reports].reverse();
  return (
    <main id="content" class="page">
      <header class="head">
        <h1 tabIndex={-1}>{t('reports.title')}</h1>
        <p class="lead">{plural('reports.count', value.count)}</p>
      </header>
      {value.count === 0 ? <p class="empty">{t('obs.empty')}</p> : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={t('reports.title')}>
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{t('reports.published')}</th>
                <th scope="col">{t('reports.publisher')}</th>
                <th scope="col">{t('reports.reportTitle')}</th>
                <th scope="col">{t('reports.language')}</th>
                <th scope="col">{t('reports.claims')}</th>
                <th scope="col" class="number">{t('reports.incidents')}</th>
              </tr>
            </thead>
            <tbody>
              {newest.map((r) => (
                <tr key={r.id}>
                  <td class="nowrap">{r.published ? date(r.published) : '–'}{r.published && r.publishedBasis === 'estimated' && <span class="muted"> ({t('basis.estimated')})</span>}</td>
                  <td><bdi>{r.publisher ?? t('reports.noPublisher')}</bdi></td>
                  <td dir={directionOf(r.language)} lang={r.language}><a href={link('report', r.id)}>{r.title ?? r.source}</a></td>
                  <td>{r.language === 'und' ? '–' : languageName.of(r.language)}</td>
                  <td><Claims row={r} /></td>
                  <td class="number">{number(r.incidents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}

function Claims({ row }: { row: ReportRow }) {
  const kinds = Object.entries(row.claims);
  if (kinds.length === 0) return <span class="uncoded">{row.language === 'en' ? t('reports.noClaims') : t('reports.uncoded')}</span>;
  return <>{kinds.map(([kind, n]) => <span key={kind} class={`tag kind ${kind}`}>{word('kind', kind)} {number(n!)}</span>)}</>;
}
