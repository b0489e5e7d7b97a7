import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { decide, type Decided, type ReaderWord } from '../api';
import { t } from '../words';

const kept = 'hudna.reader';

/** The name that this browser remembers; kept nowhere else until something is decided. */
const remembered = () => {
  try {
    return localStorage.getItem(kept) ?? '';
  } catch {
    return '';
  }
};

interface Props {
  /** What the button says that decides. */
  label: string;
  /** The decision without reader and reason; null while the form does not say enough. */
  make: () => Pick<ReaderWord, 'kind' | 'subjects' | 'field' | 'value'> | null;
  done: (result: Decided) => void;
  cancel: () => void;
  children?: ComponentChildren;
}

/** Who decides and why, with whatever else a decision needs above it. */
export function ReasonForm({ label, make, done, cancel, children }: Props) {
  const [reader, setReader] = useState(remembered);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const [waits, setWaits] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  // Before the page is painted: keys that follow at once go into the form.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('select, textarea, input')?.focus(), []);

  const send = async (e: Event) => {
    e.preventDefault();
    const made = make();
    if (!made) return setFault(t('decide.incomplete'));
    if (!reader.trim() || !reason.trim()) return setFault(t('decide.needs'));
    setWaits(true);
    try {
      const result = await decide({ ...made, reader: reader.trim(), reason: reason.trim() });
      try {
        localStorage.setItem(kept, reader.trim());
      } catch {
        // A browser that keeps nothing asks for the name again.
      }
      done(result);
    } catch (problem) {
      setFault((problem as Error).message);
      setWaits(false);
    }
  };

  return (
    <form ref={form} class="decide-form" onSubmit={send} onKeyDown={(e) => e.key === 'Escape' && cancel()}>
      {children}
      <p class="field-row">
        <label for={`${id}-why`}>{t('decide.reason')}</label>
        <textarea id={`${id}-why`} rows={2} required dir="auto" value={reason} onInput={(e) => setReason(e.currentTarget.value)} />
      </p>
      <p class="field-row">
        <label for={`${id}-who`}>{t('decide.reader')}</label>
        <input id={`${id}-who`} required dir="auto" autocomplete="name" value={reader} onInput={(e) => setReader(e.currentTarget.value)} />
      </p>
      {fault && <p class="form-fault" role="alert"><bdi>{fault}</bdi></p>}
      <p class="form-buttons">
        <button type="submit" class="act main" disabled={waits}>{waits ? t('loading') : label}</button>
        <button type="button" class="act" onClick={cancel}>{t('decide.cancel')}</button>
      </p>
    </form>
  );
}
