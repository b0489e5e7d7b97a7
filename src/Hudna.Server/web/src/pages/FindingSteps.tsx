import { useState } from 'preact/hooks';
import { send } from '../api';
import type { FindingLife, Ledger } from '../types';
import { date, t, word } from '../words';
import { reason } from '../words/reasons';

const next: Record<string, string[]> = {
  open: ['notify', 'dispute', 'confirm', 'close'],
  notified: ['answer', 'dispute', 'confirm', 'close', 'undo'],
  answered: ['answer', 'dispute', 'confirm', 'close', 'undo'],
  disputed: ['answer', 'dispute', 'confirm', 'close', 'undo'],
  confirmed: ['answer', 'dispute', 'confirm', 'close', 'undo'],
  closed: ['undo'],
};

export const lifeOf = (ledger: Ledger, finding: string) => ledger.steps.find((s) => s.finding === finding || s.now === finding);

/** What was done about a finding, oldest first, and what has changed since it was issued. */
export function Life({ life }: { life: FindingLife }) {
  return (
    <div class="life">
      <p><span class="tag">{word('stage', life.stage)}</span> {life.notice && <strong><bdi>{reason(life.notice)}</bdi></strong>}</p>
      <ol>
        {life.steps.map((s) => (
          <li key={s.id}><span class="nowrap">{date(s.at.slice(0, 10))}</span> {word('step', s.step)}, <bdi>{s.reader}</bdi>: <bdi>{s.reason}</bdi></li>
        ))}
      </ol>
    </div>
  );
}

/** The form for the next step: who, what, why. It goes into the record and stays there. */
export function Step({ finding, stage, done }: { finding: string; stage: string; done: () => void }) {
  const choices = next[stage] ?? next.open!;
  const [step, choose] = useState(choices[0]!);
  const [fault, fail] = useState<string | null>(null);
  const [busy, work] = useState(false);
  const submit = async (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    work(true);
    fail(null);
    try {
      const reader = String(form.get('reader') ?? '');
      await send(`/api/findings/${encodeURIComponent(finding)}/steps`, { step: choices.includes(step) ? step : choices[0], reader, reason: String(form.get('reason') ?? '') });
      sessionStorage.setItem('reader', reader);
      done();
    } catch (x) {
      fail((x as Error).message);
    } finally {
      work(false);
    }
  };
  return (
    <form class="step" onSubmit={(e) => void submit(e as unknown as SubmitEvent)}>
      <label>{t('life.step')} <select value={choices.includes(step) ? step : choices[0]} onChange={(e) => choose(e.currentTarget.value)}>{choices.map((c) => <option key={c} value={c}>{word('step', c)}</option>)}</select></label>
      <label>{t('life.reader')} <input name="reader" required maxLength={200} defaultValue={sessionStorage.getItem('reader') ?? ''} /></label>
      <label class="wide">{t('life.reason')} <input name="reason" required maxLength={2000} /></label>
      <button type="submit" disabled={busy}>{t('life.take')}</button>
      {fault && <p role="alert" class="fault-line"><bdi>{fault}</bdi></p>}
    </form>
  );
}
