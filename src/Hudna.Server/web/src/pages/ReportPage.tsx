import { useEffect, useMemo, useRef } from 'preact/hooks';
import { change, link, useView } from '../address';
import { useAnswer } from '../api';
import { ClaimCard } from '../parts/ClaimCard';
import { directionOf, Fault, Loading, useTitle } from '../parts/parts';
import type { ReportFull } from '../types';
import { date, dot, number, plural, semicolon, t, word } from '../words';
import { blocks, type Block } from './segments';

export function ReportPage({ id }: { id: string }) {
  const { query } = useView();
  const { value: report, fault } = useAnswer<ReportFull>(`/api/reports/${encodeURIComponent(id)}`);
  const parts = useMemo(() => (report ? blocks(report) : []), [report]);
  const text = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useTitle(report ? (report.title ?? report.source) : t('reports.title'));

  // The claim that the address points at is brought into view, in the text and beside it.
  useEffect(() => {
    if (!report || !query.at) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    text.current?.querySelector('mark.at')?.scrollIntoView({ block: 'center', behavior });
    const card = list.current?.querySelector<HTMLElement>('li.at');
    if (card && list.current && list.current.scrollHeight > list.current.clientHeight)
      list.current.scrollTo({ top: card.offsetTop - list.current.offsetTop - 12, behavior });
  }, [report, query.at]);

  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!report) return <main id="content"><Loading /></main>;

  const kinds = new Map(report.claims.map((c) => [c.id, c.kind]));
  const order = report.claims.map((c) => c.id);
  const at = query.at ? order.indexOf(query.at) : -1;
  const step = (by: number) => change({ at: order[(at + by + order.length) % order.length] });
  const coded = report.claims.length > 0;
  // The title stands in the head already; only one that differs from it is shown again.
  const body = parts.filter((b, n) => !(n === 0 && b.role === 'title' && b.segments.map((s) => s.text).join('').trim() === report.title?.trim() && b.segments.every((s) => s.claims.length === 0)));

  return (
    <main id="content" class="page report">
      <nav class="crumbs" aria-label={t('nav.pages')}><a href={link('reports')}>{t('reports.title')}</a></nav>
      <header class="head">
        <h1 tabIndex={-1} dir={directionOf(report.language)} lang={report.language}>{report.title ?? report.source}</h1>
        <p class="lead">
          <strong><bdi>{report.publisher ?? t('reports.noPublisher')}</bdi></strong>
          {report.published && <>{dot()}{date(report.published)} <span class="muted">({t(`basis.${report.publishedBasis}` as 'basis.given')})</span></>}
          {!report.published && <>{dot()}<span class="muted">{t('basis.unknown')}</span></>}
          {report.byline && <>{dot()}{t('report.byline')} <bdi>{report.byline}</bdi></>}
        </p>
        <p class="muted small">{t('report.source')}: <bdi dir="ltr">{report.source}</bdi></p>
        {report.remarks.length > 0 && <p class="muted small">{t('report.remarks')}: <bdi>{report.remarks.join(semicolon())}</bdi></p>}
      </header>
      {!coded && <p class="note">{report.language === 'en' ? t('report.noClaims') : t('report.uncoded')}</p>}
      <div class={coded ? 'two report-two' : 'one'}>
        <div ref={text} class="report-text" role="region" aria-label={t('report.text')} dir={directionOf(report.language)} lang={report.language === 'und' ? undefined : report.language}>
          {body.map((b, n) => <Passage key={n} block={b} language={report.language} at={query.at} kinds={kinds} order={order} />)}
        </div>
        {coded && (
          <aside class="report-claims" aria-label={t('report.claims')}>
            <header>
              <h2>{t('report.claims')} <span class="n">{number(report.claims.length)}</span></h2>
              <div class="steps">
                <button type="button" onClick={() => step(-1)} aria-label={t('report.previous')} title={t('report.previous')}>↑</button>
                <button type="button" onClick={() => step(1)} aria-label={t('report.next')} title={t('report.next')}>↓</button>
              </div>
            </header>
            <ol ref={list}>
              {report.claims.map((c) => (
                <li key={c.id} class={c.id === query.at ? 'at' : undefined}>
                  <button type="button" class="pick" aria-pressed={c.id === query.at} onClick={() => change({ at: c.id })} aria-label={`${word('kind', c.kind)}: ${c.quote.exact.slice(0, 80)}`} />
                  <ClaimCard claim={c} title={report.title} language={report.language} incident={report.incidentOf[c.id]} brief />
                </li>
              ))}
            </ol>
          </aside>
        )}
      </div>
      <p class="ids">{t('report.id')}: <bdi dir="ltr">{report.id}</bdi></p>
    </main>
  );
}

function Passage({ block, language, at, kinds, order }: { block: Block; language: string; at?: string; kinds: Map<string, string>; order: string[] }) {
  const Tag = block.role === 'title' || block.role === 'heading' ? 'h3' : 'p';
  const other = block.language !== language && block.language !== 'und';
  return (
    <Tag class={`passage ${block.role}`} lang={other ? block.language : undefined} dir={other ? directionOf(block.language) : undefined}
      title={block.role === 'furniture' ? t('report.furniture') : undefined}>
      {block.segments.map((s) => {
        if (s.claims.length === 0) return s.text;
        // Where claims overlap a click goes from one to the next.
        const here = at ? s.claims.indexOf(at) : -1;
        const next = s.claims[(here + 1) % s.claims.length]!;
        const pick = () => change({ at: next });
        const first = kinds.get(s.claims[0]!)!;
        return (
          <mark
            key={s.start} class={`${first}${s.claims.length > 1 ? ' several' : ''}${here >= 0 ? ' at' : ''}`} data-claims={s.claims.join(' ')} onClick={pick}
            title={s.claims.length > 1 ? plural('report.overlap', s.claims.length) : word('kind', first)}
          >
            {s.text}
            {s.claims.filter((c) => ends(block, s, c)).map((c) => <sup key={c} class="ref"><button type="button" onClick={(e) => { e.stopPropagation(); change({ at: c }); }} aria-label={`${t('report.claims')} ${number(order.indexOf(c) + 1)}`}>{number(order.indexOf(c) + 1)}</button></sup>)}
          </mark>
        );
      })}
    </Tag>
  );
}

/** Whether a claim's last piece in this passage is this segment: its number stands there. */
function ends(block: Block, segment: Block['segments'][number], claim: string): boolean {
  return block.segments.findLast((s) => s.claims.includes(claim)) === segment;
}
