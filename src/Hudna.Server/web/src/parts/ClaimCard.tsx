import type { ComponentChildren } from 'preact';
import { link } from '../address';
import { actorName, counted, figure, named, what, whenEdtf } from '../names';
import type { Attribution, Claim } from '../types';
import { comma, date, dot, number, percent, semicolon, t, word } from '../words';
import { directionOf } from './parts';

interface Props {
  claim: Claim; title: string | null; language: string; number?: number; contra?: boolean;
  /** Whether report and place in it are named: not on the report's own page. */
  toReport?: boolean;
  /** The incident that it belongs to, where that is not the page. */
  incident?: string;
  brief?: boolean;
}

/** One sentence: its words, who says it, in which report, and what was coded from it. */
export function ClaimCard({ claim, title, language, number: n, contra, toReport, incident, brief }: Props) {
  const { report } = claim;
  return (
    <article class={`claim ${claim.kind}${contra || claim.modality === 'denied' ? ' contra' : ''}`}>
      <blockquote lang={language === 'und' ? undefined : language} dir={directionOf(language)}>{claim.quote.exact}</blockquote>
      {toReport && (
        <p class="source">
          {n !== undefined && <span class="n">[{number(n)}]</span>}{' '}
          <strong><bdi>{report.publisher ?? t('reports.noPublisher')}</bdi></strong>
          {report.published && <>, {date(report.published)} <span class="muted">({t(`basis.${report.publishedBasis}` as 'basis.given')})</span></>}
          {dot()}
          <a href={`${link('report', report.id, { at: claim.id })}`}><bdi>{title ?? report.source}</bdi></a>
        </p>
      )}
      <p class="tags">
        <span class="tag kind">{word('kind', claim.kind)}</span>
        {(claim.type || claim.modes.length > 0) && <span class="tag">{what(claim)}</span>}
        {claim.modality !== 'asserted' && <span class={`tag modality ${claim.modality}`}>{word('modality', claim.modality)}</span>}
        {contra && <span class="tag modality denied">{t('incident.contra')}</span>}
        {incident && <a class="tag to-incident" href={link('incident', incident)}>{t('claim.incident')} ↗</a>}
      </p>
      <dl class="slots">
        <Slot name={t('claim.attribution')} show={!brief || claim.attribution.length > 1}><Chain of={claim.attribution} /></Slot>
        <Slot name={t('claim.actors')} show={claim.actors.length > 0}>{claim.actors.map(named).join(comma())}</Slot>
        <Slot name={t('claim.targets')} show={claim.targets.length > 0}>{claim.targets.map(named).join(comma())}</Slot>
        <Slot name={t('claim.places')} show={claim.places.length > 0}>{claim.places.map((p) => p.name).join(comma())}</Slot>
        <Slot name={t('claim.time')} show={claim.time.edtf !== null}>
          {whenEdtf(claim.time.edtf)} {claim.time.text && <span class="muted">“<bdi>{claim.time.text}</bdi>”</span>}
          {claim.time.basis && claim.time.basis !== 'stated' && <span class="muted"> ({word('timeBasis', claim.time.basis)}{claim.time.estimated && `; ${t('basis.estimated')}`})</span>}
        </Slot>
        <Slot name={t('claim.counts')} show={claim.counts.length > 0}>{claim.counts.map((c) => `${figure(c)} ${counted(c.what)}`).join(semicolon())}</Slot>
        {claim.tally && (
          <>
            <Slot name={word('kind', 'tally')} show>{figure(claim.tally)} {counted(claim.tally.what)}{claim.tally.unit && ` (${claim.tally.unit})`}</Slot>
            <Slot name={t('claim.period')} show={claim.tally.period !== null}><span dir="ltr">{claim.tally.period}</span></Slot>
            <Slot name={t('claim.area')} show={claim.tally.area !== null}>{claim.tally.area}</Slot>
          </>
        )}
        <Slot name={t('claim.topic')} show={claim.topic !== null}><bdi>{claim.topic}</bdi></Slot>
        <Slot name={t('claim.proposition')} show={claim.proposition !== null}>
          <bdi>{claim.proposition}</bdi>{claim.negated && <strong> {t('claim.negated')}</strong>}
          {claim.probabilityWords && <span class="muted"> “<bdi>{claim.probabilityWords}</bdi>”</span>}
        </Slot>
        <Slot name={t('claim.horizon')} show={claim.horizon?.edtf != null}>{whenEdtf(claim.horizon?.edtf ?? null)}</Slot>
        <Slot name={t('claim.coder')} show={!brief}><span dir="ltr">{claim.coder}</span>, {t('claim.confidence')} {percent(claim.confidence)}</Slot>
      </dl>
    </article>
  );
}

const Slot = ({ name, show, children }: { name: string; show: boolean; children: ComponentChildren }) =>
  show ? <div><dt>{name}</dt><dd>{children}</dd></div> : null;

/** Who says so, outermost first: publisher › agency › official. */
function Chain({ of }: { of: Attribution[] }) {
  return (
    <ol class="chain">
      {of.map((a, n) => (
        <li key={n}>
          <bdi>{a.name === 'unnamed' ? t('claim.unnamed') : a.name}</bdi>
          {a.role && a.role !== 'publisher' && <span class="muted"> (<bdi>{a.role}</bdi>)</span>}
          {a.affiliation && n > 0 && <span class="muted"> {actorName(a.affiliation)}</span>}
        </li>
      ))}
    </ol>
  );
}
