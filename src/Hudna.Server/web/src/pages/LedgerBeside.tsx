import { link } from '../address';
import { actorName, counted, figure, titleOf, when } from '../names';
import type { Ledger, PublishedCount } from '../types';
import { comma, dot, number, t, word } from '../words';
import { reason } from '../words/reasons';

/** The readings side by side: what each counts in all, and why it does not count what another does. */
export function Sides({ ledger }: { ledger: Ledger }) {
  const sides = ledger.sides.filter((s) => s.violations + s.undecided + s.notCounted.length > 0);
  if (sides.length === 0) return <p>{t('ledger.noFindings')}</p>;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={t('ledger.sides')}>
      <table class="data sides">
        <thead>
          <tr>
            <th scope="col">{t('filter.reading')}</th><th scope="col">{t('ledger.violations')}</th><th scope="col">{t('ledger.maybe')}</th>
            <th scope="col">{t('ledger.untold')}</th><th scope="col">{t('ledger.notCounted')}</th>
          </tr>
        </thead>
        <tbody>
          {sides.map((s) => {
            const reading = ledger.agreement.readings.find((r) => r.id === s.reading);
            const open = ledger.unjudged.find((u) => u.reading === s.reading);
            const untold = open ? [[t('ledger.untoldPlace'), open.noPlace], [t('ledger.untoldActor'), open.noActor], [t('ledger.untoldTime'), open.noTime]].filter(([, n]) => Number(n) > 0) : [];
            return (
              <tr key={s.reading}>
                <th scope="row"><bdi>{reading ? titleOf(reading) : s.reading}</bdi></th>
                <td class="number">{number(s.violations)}</td>
                <td class="number">{number(s.undecided)}</td>
                <td>{untold.length === 0 ? <span class="muted">–</span> : untold.map(([name, n]) => <div key={name}>{name}: {number(Number(n))}</div>)}</td>
                <td>{s.notCounted.length === 0 ? <span class="muted">–</span> : <ul class="plain">{s.notCounted.map((n) => <li key={n.why}>{number(n.incidents)} <bdi>{reason(n.why)}</bdi></li>)}</ul>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What others counted, beside ours, and what would have to be true for the two to agree. */
export function Counts({ ledger }: { ledger: Ledger }) {
  if (ledger.counts.length === 0) return <p>{t('ledger.noCounts')}</p>;
  return (
    <ul class="counts-beside">
      {ledger.counts.map((c, n) => {
        const reading = ledger.agreement.readings.find((r) => r.id === c.reading);
        return (
          <li key={n}>
            <h3><bdi>{c.observerId ? actorName(c.observerId) : c.observer}</bdi></h3>
            <dl class="facts">
              <div><dt>{t('ledger.theirs')}</dt><dd><strong>{figure(c.theirs)}</strong> <bdi>{thing(c)}</bdi></dd></div>
              <div><dt>{t('ledger.ours')}</dt><dd>{c.ours.map((o) => `${figure({ what: o.unit, min: o.min, best: null, max: o.max })} ${word('unit', o.unit)}`).join(comma())}{reading && <span class="muted">{dot()}<bdi>{titleOf(reading)}</bdi></span>}</dd></div>
              <div><dt>{t('claim.period')}</dt><dd>{c.period ? when(c.period) : t('ledger.notSaid')}</dd></div>
              <div><dt>{t('claim.area')}</dt><dd><bdi>{c.area ?? t('ledger.notSaid')}</bdi></dd></div>
              <div><dt>{t('ledger.counted')}</dt><dd>{c.parties.length > 0 ? c.parties.map(actorName).join(comma()) : t('ledger.notSaid')}</dd></div>
              <div><dt>{t('ledger.agree')}</dt><dd>{c.canAgree ? t('ledger.canAgree') : t('ledger.cannotAgree')}</dd></div>
            </dl>
            <details>
              <summary>{t('ledger.wouldHave')}</summary>
              <ul class="plain">{c.wouldHaveToBeTrue.map((line) => <li key={line}><bdi>{reason(line)}</bdi></li>)}</ul>
            </details>
            {c.report && <a href={link('report', c.report, { at: c.claim })}>{t('ledger.sentences')}</a>}
          </li>
        );
      })}
    </ul>
  );
}

const thing = (c: PublishedCount) => (/^(killed|wounded|casualties|displaced|missing)/.test(c.theirs.what) ? counted(c.theirs.what) : c.unit ? word('count', c.unit) : c.theirs.what);
