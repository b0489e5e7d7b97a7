import { lazy, Suspense } from 'preact/compat';
import { link } from '../address';
import { useAnswer } from '../api';
import { actorName, agreementName, counted, figure, named, placeName, titleOf, toll, what, when, where } from '../names';
import { Fault, Loading, Reasons, SymbolOf, useTitle, VerdictChip } from '../parts/parts';
import { DecidePanel } from './DecidePanel';
import { ClaimCard } from '../parts/ClaimCard';
import type { Finding, IncidentFull, Place, Theatre } from '../types';
import { comma, distance, dot, number, percent, plural, t, word } from '../words';

const MapView = lazy(() => import('../map/MapView'));

export function IncidentPage({ id, theatre }: { id: string; theatre: Theatre }) {
  const { value: incident, fault } = useAnswer<IncidentFull>(`/api/incidents/${encodeURIComponent(id)}`);
  useTitle(incident ? `${what(incident)}, ${where(incident, 1)}` : t('incident.title'));
  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!incident) return <main id="content"><Loading /></main>;
  const reportOf = new Map(incident.reports.map((r) => [r.id, r]));
  const claimOf = new Map(incident.claims.map((c) => [c.id, c]));
  const order = new Map(incident.claims.map((c, n) => [c.id, n + 1]));
  const drawn = incident.places.some((p) => p.radius !== undefined || p.area !== undefined || p.roads !== undefined);
  const mark = (claim: string) => {
    const n = order.get(claim);
    return n ? <a class="mark-link" href={`#s${n}`} aria-label={`${t('incident.joined')} ${number(n)}`}>[{number(n)}]</a> : null;
  };
  const sourceName = (claim: string) => claimOf.get(claim)?.report.publisher ?? t('reports.noPublisher');

  return (
    <main id="content" class="page incident">
      <nav class="crumbs" aria-label={t('nav.pages')}><a href={link('observatory', '', { at: incident.id })}>{t('incident.back')}</a></nav>
      <header class="head">
        <h1 tabIndex={-1}><SymbolOf incident={incident} size={22} /> {what(incident)}{incident.places.length > 0 && <>: <span class="head-place">{where(incident, 4)}</span></>}</h1>
        <p class="lead">
          {when(incident.time)}
          {toll(incident.counts) && <>{dot()}{toll(incident.counts)}</>}
          {dot()}{plural('incident.sourcesText', incident.sources)} {plural('incident.mentions', incident.mentions)}
        </p>
        <button type="button" class="print-button" onClick={() => print()}>{t('incident.print')}</button>
      </header>

      <div class="two">
        <dl class="facts-table">
          <Row name={t('incident.when')}>{when(incident.time)} {incident.time && incident.time.edtf.length !== 10 && <code dir="ltr">{incident.time.edtf}</code>}</Row>
          <Row name={t('incident.where')}>
            {incident.places.length === 0 ? t('incident.noPlace') : (
              <ul>{incident.places.map((p, n) => <li key={n}>{placeName(p)} <span class="muted">{reach(p)}</span></li>)}</ul>
            )}
          </Row>
          <Row name={t('incident.who')}><Parties of={incident.actors} /></Row>
          <Row name={t('incident.whom')}><Parties of={incident.targets} /></Row>
          <Row name={t('incident.means')}>{what(incident)} <span class="muted">{word('type', incident.type)}</span></Row>
        </dl>
        {drawn && (
          <figure class="small-map">
            <Suspense fallback={<div class="map still" />}>
              <MapView still incidents={[incident]} bounds={theatre.bounds} card={() => <span />} />
            </Suspense>
            <figcaption>{t('incident.allWithin')}</figcaption>
          </figure>
        )}
      </div>

      {incident.disputed.length > 0 && (
        <section class="disputes">
          <h2>{t('incident.disputes')}</h2>
          <ul>
            {incident.disputed.map((d, n) => <li key={n}><bdi>{d.words}</bdi> {d.claims.map(mark)}</li>)}
          </ul>
        </section>
      )}

      {incident.tolls.length > 0 && (
        <section>
          <h2>{t('incident.tolls')}</h2>
          <Tolls incident={incident} sourceName={sourceName} mark={mark} />
        </section>
      )}

      <section>
        <h2>{t('incident.sentences')} <span class="n">{number(incident.claims.length)}</span></h2>
        <ol class="sentences">
          {incident.claims.map((c, n) => (
            <li key={c.id} id={`s${n + 1}`}>
              <ClaimCard claim={c} title={reportOf.get(c.report.id)?.title ?? null} language={reportOf.get(c.report.id)?.language ?? 'und'} number={n + 1}
                contra={!incident.made.includes(c.id)} toReport />
            </li>
          ))}
        </ol>
      </section>

      <DecidePanel incident={incident} />

      <section>
        <h2>{t('incident.findings')}</h2>
        {incident.findings.length === 0 ? <p>{t('incident.noFindings')}</p> : (
          theatre.agreements.filter((a) => incident.findings.some((f) => f.agreement === a.id)).map((a) => (
            <FindingsOf key={a.id} theatre={theatre} agreement={a.id} findings={incident.findings.filter((f) => f.agreement === a.id)} mark={mark} />
          ))
        )}
      </section>

      {incident.merged.length > 1 && (
        <section>
          <h2>{t('incident.merge')}</h2>
          <div class="table-frame" tabIndex={0} role="region" aria-label={t('incident.merge')}>
            <table class="data">
              <thead><tr><th scope="col">{t('incident.joined')}</th><th scope="col">{t('incident.comparedWith')}</th><th scope="col">{t('incident.score')}</th><th scope="col">{t('incident.reason')}</th></tr></thead>
              <tbody>
                {incident.merged.map((m, n) => (
                  <tr key={n}>
                    <td>{mark(m.claim)} {sourceName(m.claim)}</td>
                    <td>{m.with ? <>{mark(m.with)} {sourceName(m.with)}</> : t('incident.first')}</td>
                    <td class="number">{m.with ? percent(m.score) : ''}</td>
                    <td><bdi>{m.words}</bdi></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      <p class="ids" dir="ltr">{incident.id}</p>
    </main>
  );
}

const Row = ({ name, children }: { name: string; children: preact.ComponentChildren }) => <div><dt>{name}</dt><dd>{children}</dd></div>;

function reach(p: Place): string {
  return p.radius !== undefined ? t('incident.within', { r: distance(p.radius) }) : '';
}

function Parties({ of }: { of: IncidentFull['actors'] }) {
  if (of.length === 0) return <>{t('incident.notSaid')}</>;
  return (
    <ul>
      {of.map((a, n) => (
        <li key={n}>{named(a)} {a.id ? a.text !== named(a) && <span class="muted">“<bdi>{a.text}</bdi>”</span> : <span class="muted">({t('claim.unregistered')})</span>}</li>
      ))}
    </ul>
  );
}

function Tolls({ incident, sourceName, mark }: { incident: IncidentFull; sourceName: (c: string) => string; mark: (c: string) => preact.ComponentChildren }) {
  const claims = [...new Set(incident.tolls.flatMap((x) => x.sources.map((s) => s.claim)))];
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={t('incident.tolls')}>
      <table class="data tolls">
        <thead>
          <tr>
            <td />
            {claims.map((c) => <th scope="col" key={c}>{sourceName(c)} {mark(c)}</th>)}
            <th scope="col" class="sum">{t('incident.range')}</th>
            <th scope="col" class="sum">{t('incident.best')}</th>
          </tr>
        </thead>
        <tbody>
          {incident.tolls.map((row) => (
            <tr key={row.what}>
              <th scope="row">{counted(row.what)}</th>
              {claims.map((c) => {
                const own = row.sources.find((s) => s.claim === c);
                return <td key={c} class="number">{own ? figure(own) : <span class="muted" title={t('incident.unknown')}>–</span>}</td>;
              })}
              <td class="number sum">{figure({ ...row, best: null })}</td>
              <td class="number sum">{row.best === null ? '–' : number(row.best)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Terms by readings, each verdict with its tree of reasons. */
function FindingsOf({ theatre, agreement, findings, mark }: { theatre: Theatre; agreement: string; findings: Finding[]; mark: (c: string) => preact.ComponentChildren }) {
  const a = theatre.agreements.find((x) => x.id === agreement)!;
  const terms = a.terms.filter((x) => findings.some((f) => f.term === x.id));
  return (
    <div class="findings">
      <h3><a href={link('ledger', a.id)}>{agreementName(a)}</a></h3>
      {terms.map((term) => (
        <div key={term.id} class="finding-term">
          <h4><span class="term-id">{term.id}</span> <bdi>{titleOf(term)}</bdi></h4>
          <ul>
            {findings.filter((f) => f.term === term.id).map((f) => {
              const reading = a.readings.find((r) => r.id === f.reading);
              return (
                <li key={f.id}>
                  <details>
                    <summary><VerdictChip verdict={f.verdict} /> <span class="reading"><bdi>{reading ? titleOf(reading) : f.reading}</bdi></span>
                      {f.probability < 1 && <span class="muted"> {t('ledger.probability')} {percent(f.probability)}</span>}
                    </summary>
                    <Reasons reason={f.because} claimLink={mark} />
                    {f.responsible.length > 0 && <p class="muted">{t('ledger.responsible')}: {f.responsible.map(actorName).join(comma())}</p>}
                  </details>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </div>
  );
}

