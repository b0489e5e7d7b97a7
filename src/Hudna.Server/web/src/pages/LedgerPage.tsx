import { useState } from 'preact/hooks';
import { link, change, useView } from '../address';
import { useAnswer } from '../api';
import { actorName, agreementName, textOf, titleOf, toll, what, when, where } from '../names';
import { Fault, Loading, Reasons, SymbolOf, useTitle, VerdictChip } from '../parts/parts';
import type { Duty, Findings, Incident, Ledger, Summary, Theatre, Verdict } from '../types';
import { comma, date, dot, number, percent, semicolon, t, word } from '../words';
import { Life, lifeOf, Step } from './FindingSteps';
import { Counts, Sides } from './LedgerBeside';

const verdicts: Verdict[] = ['violation', 'undecided', 'exempt', 'compliant', 'not-covered'];

export function Ledgers({ theatre }: { theatre: Theatre }) {
  const { value, fault } = useAnswer<Summary>('/api/summary');
  useTitle(t('ledger.title'));
  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!value) return <main id="content"><Loading /></main>;
  return (
    <main id="content" class="page">
      <header class="head"><h1 tabIndex={-1}>{t('ledger.agreements')}</h1></header>
      {theatre.agreements.length === 0 && <p class="empty">{t('ledger.none')}</p>}
      <ul class="agreements">
        {theatre.agreements.map((a) => {
          const counts = value.agreements.find((x) => x.id === a.id)?.verdicts ?? {};
          return (
            <li key={a.id}>
              <h2><a href={link('ledger', a.id)}>{agreementName(a)}</a></h2>
              <p class="muted">{date(a.signed)}{dot()}{a.parties.map(actorName).join(comma())}</p>
              <p>{verdicts.filter((v) => counts[v]).map((v) => <VerdictChip key={v} verdict={v}>{word('verdict', v)} {number(counts[v]!)}</VerdictChip>)}</p>
            </li>
          );
        })}
      </ul>
    </main>
  );
}

export function LedgerPage({ id }: { id: string }) {
  const { query } = useView();
  const [turn, again] = useState(0);
  const { value: ledger, fault } = useAnswer<Ledger>(`/api/ledger/${encodeURIComponent(id)}`, turn);
  useTitle(ledger ? agreementName(ledger.agreement) : t('ledger.title'));
  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!ledger) return <main id="content"><Loading /></main>;
  const a = ledger.agreement;
  const cell = (term: string, reading: string) => ledger.cells.find((c) => c.term === term && c.reading === reading)?.verdicts ?? {};
  const open = query.term && query.reading;

  return (
    <main id="content" class="page ledger">
      <nav class="crumbs" aria-label={t('nav.pages')}><a href={link('ledgers')}>{t('ledger.agreements')}</a></nav>
      <header class="head">
        <h1 tabIndex={-1}>{agreementName(a)}</h1>
        <p class="lead">
          {t('ledger.parties')}: {a.parties.map(actorName).join(comma())}
          {a.guarantors.some((g) => !a.parties.includes(g)) && <>{dot()}{t('ledger.guarantors')}: {a.guarantors.map(actorName).join(comma())}</>}
          {dot()}{t('ledger.signed')} {date(a.signed)}{dot()}{t('ledger.inForce')} {date(a.inForce)}{dot()}{a.ends ? <>{t('ledger.ends')} {date(a.ends)}</> : t('ledger.openEnd')}
        </p>
        <button type="button" class="print-button" onClick={() => print()}>{t('incident.print')}</button>
      </header>

      <section>
        <h2>{t('ledger.terms')}</h2>
        <p class="muted">{t('ledger.how')}</p>
        <div class="table-frame" tabIndex={0} role="region" aria-label={t('ledger.terms')}>
          <table class="data grid">
            <thead>
              <tr>
                <th scope="col">{t('ledger.term')}</th>
                {a.readings.map((r) => <th scope="col" key={r.id}><bdi>{titleOf(r)}</bdi></th>)}
              </tr>
            </thead>
            <tbody>
              {a.terms.map((term) => (
                <tr key={term.id}>
                  <th scope="row">
                    <span class="term-id">{term.id}</span> <bdi>{titleOf(term)}</bdi>
                    <span class="tag">{word('termKind', term.kind)}</span>
                  </th>
                  {a.readings.map((r) => {
                    const counts = cell(term.id, r.id);
                    const known = verdicts.filter((v) => counts[v] && v !== 'not-covered');
                    return (
                      <td key={r.id}>
                        {known.length === 0 ? <span class="muted" aria-label={t('ledger.nothing')}>–</span> : known.map((v) => {
                          const at = query.term === term.id && query.reading === r.id && query.verdict === v;
                          return (
                            <button key={v} type="button" class="cell" aria-pressed={at}
                              aria-label={`${word('verdict', v)}: ${number(counts[v]!)}. ${titleOf(term)}, ${titleOf(r)}`}
                              onClick={() => change(at ? { term: undefined, reading: undefined, verdict: undefined } : { term: term.id, reading: r.id, verdict: v }, false)}>
                              <VerdictChip verdict={v}>{number(counts[v]!)} <span class="verdict-word">{word('verdict', v)}</span></VerdictChip>
                            </button>
                          );
                        })}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>

      {open && <Drill ledger={ledger} term={query.term!} reading={query.reading!} verdict={query.verdict as Verdict | undefined} done={() => again(turn + 1)} />}

      <section>
        <h2>{t('ledger.sides')}</h2>
        <p class="muted">{t('ledger.sidesHow')}</p>
        <Sides ledger={ledger} />
      </section>

      <section>
        <h2>{t('ledger.counts')}</h2>
        <Counts ledger={ledger} />
      </section>

      {ledger.steps.length > 0 && (
        <section>
          <h2>{t('life.title')}</h2>
          <ul class="lives">
            {ledger.steps.map((s) => {
              const term = a.terms.find((x) => x.id === s.term);
              const reading = a.readings.find((x) => x.id === s.reading);
              return (
                <li key={s.finding}>
                  <h3>{term && <><span class="term-id">{term.id}</span> <bdi>{titleOf(term)}</bdi></>}{reading && <>{dot()}<bdi>{titleOf(reading)}</bdi></>} {s.verdict && <VerdictChip verdict={s.verdict} />} {s.incident && <a href={link('incident', s.incident)}>{t('claim.incident')}</a>}</h3>
                  <Life life={s} />
                </li>
              );
            })}
          </ul>
        </section>
      )}

      <section>
        <h2>{t('ledger.duties')}</h2>
        {ledger.duties.length === 0 ? <p>{t('ledger.noDeadlines')}</p> : <Duties ledger={ledger} />}
      </section>

      <section>
        <h2>{t('ledger.readings')}</h2>
        <dl class="readings">
          {a.readings.map((r) => (
            <div key={r.id}>
              <dt><bdi>{titleOf(r)}</bdi> {r.holders.length > 0 && <span class="muted">{t('ledger.holders')} {r.holders.map(actorName).join(comma())}</span>}</dt>
              <dd><bdi>{textOf(r)}</bdi> {r.sources.length > 0 && <span class="muted small"><bdi>{r.sources.join(semicolon())}</bdi></span>}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section>
        <h2>{t('ledger.allTerms')}</h2>
        <dl class="readings">
          {a.terms.map((x) => <div key={x.id}><dt><span class="term-id">{x.id}</span> <bdi>{titleOf(x)}</bdi></dt><dd><bdi>{textOf(x)}</bdi></dd></div>)}
        </dl>
      </section>

      {a.states.length > 0 && (
        <section>
          <h2>{t('ledger.states')}</h2>
          <ul class="states">
            {a.states.map((s, n) => <li key={n}><span class="nowrap">{when(s.since)}</span> <span class="tag">{word('state', s.state)}</span> <bdi>{s.words}</bdi> <span class="muted small"><bdi>{s.sources.join(semicolon())}</bdi></span></li>)}
          </ul>
        </section>
      )}
      {a.sources.length > 0 && <p class="muted small">{t('ledger.sources')}: <bdi>{a.sources.join(semicolon())}</bdi></p>}
      <p class="ids">{t('ledger.version')}: <bdi dir="ltr">{a.version}</bdi></p>
    </main>
  );
}

/** Each obligation with its day and how it stands; the turns of a recurring one are folded up. */
function Duties({ ledger }: { ledger: Ledger }) {
  const terms = ledger.agreement.terms.filter((x) => ledger.duties.some((d) => d.term === x.id));
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={t('ledger.duties')}>
      <table class="data">
        <thead><tr><th scope="col">{t('ledger.deadline')}</th><th scope="col">{t('ledger.term')}</th><th scope="col">{t('ledger.state')}</th></tr></thead>
        <tbody>
          {terms.map((term) => {
            const duties = ledger.duties.filter((d) => d.term === term.id);
            const due = duties.length === 1 ? duties[0]!.due : null;
            return (
              <tr key={term.id}>
                <td class="nowrap">{due ? date(due) : term.recurs ? <bdi>{term.recurs}</bdi> : '–'}</td>
                <td><span class="term-id">{term.id}</span> <bdi>{titleOf(term)}</bdi></td>
                <td>
                  {duties.length === 1 ? <OneDuty duty={duties[0]!} open={duties[0]!.because.children.length < 5} /> : (
                    <details>
                      <summary>{states.map((s) => [s, duties.filter((d) => d.state === s).length] as const).filter(([, n]) => n > 0).map(([s, n]) => <span key={s} class={`duty ${s}`}>{word('duty', s)} {number(n)}</span>)}</summary>
                      <ol class="turns">{duties.map((d, n) => <li key={n}><OneDuty duty={d} /></li>)}</ol>
                    </details>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const states = ['met', 'late', 'missed', 'unknown', 'pending'];

function OneDuty({ duty, open }: { duty: Duty; open?: boolean }) {
  return (
    <details open={open}>
      <summary>
        {duty.period && <span class="nowrap">{when(duty.period)} </span>}
        <span class={`duty ${duty.state}`}>{word('duty', duty.state)}</span> {duty.on && <span class="muted">{date(duty.on)}</span>}
      </summary>
      <Reasons reason={duty.because} claimLink={() => null} />
      {duty.incidents.slice(0, 12).map((id, n) => <a key={id} class="mark-link" href={link('incident', id)}>{t('claim.incident')} {number(n + 1)}</a>)}
    </details>
  );
}

/** The findings behind one number of the table. */
function Drill({ ledger, term, reading, verdict, done }: { ledger: Ledger; term: string; reading: string; verdict?: Verdict; done: () => void }) {
  const path = `/api/ledger/${encodeURIComponent(ledger.agreement.id)}/findings?term=${encodeURIComponent(term)}&reading=${encodeURIComponent(reading)}${verdict ? `&verdict=${verdict}` : ''}`;
  const { value, fault } = useAnswer<Findings>(path);
  const a = ledger.agreement;
  const titled = (of: { title: string; titleAr: string | null } | undefined, id: string) => (of ? titleOf(of) : id);
  const title = titled(a.terms.find((x) => x.id === term), term);
  const readingTitle = titled(a.readings.find((x) => x.id === reading), reading);
  return (
    <section class="drill" aria-live="polite">
      <header>
        <h2>{t('ledger.findings')}: <span class="term-id">{term}</span> <bdi>{title}</bdi>{dot()}<bdi>{readingTitle}</bdi> {verdict && <VerdictChip verdict={verdict} />}</h2>
        <button type="button" onClick={() => change({ term: undefined, reading: undefined, verdict: undefined }, false)}>{t('ledger.close')}</button>
      </header>
      {fault && <p>{fault}</p>}
      {!value && !fault && <Loading />}
      <ol>
        {value?.findings.map((f) => {
          const incident = value.incidents.find((i: Incident) => i.id === f.incident);
          if (!incident) return null;
          const life = lifeOf(ledger, f.id);
          return (
            <li key={f.id}>
              <details>
                <summary>
                  <SymbolOf incident={incident} /> <span class="nowrap">{when(incident.time)}</span> <strong>{what(incident)}</strong> {where(incident)}
                  {toll(incident.counts) && <span class="muted">{dot()}{toll(incident.counts)}</span>}
                  {life && <> <span class="tag">{word('stage', life.stage)}</span></>}
                  {f.probability < 1 && <span class="muted">{dot()}{t('ledger.probability')} {percent(f.probability)}</span>}
                </summary>
                <Reasons reason={f.because} claimLink={() => null} />
                {f.responsible.length > 0 && <p class="muted">{t('ledger.responsible')}: {f.responsible.map(actorName).join(comma())}</p>}
                {life && <Life life={life} />}
                <Step key={life?.steps.length ?? 0} finding={f.id} stage={life?.stage ?? 'open'} done={done} />
              </details>
              <a href={link('incident', incident.id)}>{t('ledger.sentences')}</a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

