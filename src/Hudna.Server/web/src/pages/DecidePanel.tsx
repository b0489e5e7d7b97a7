import { useId, useState } from 'preact/hooks';
import { go } from '../address';
import { useAnswer, type Decided } from '../api';
import { what, when, where } from '../names';
import { DecisionList } from '../parts/DecisionList';
import { ReasonForm } from '../parts/DecideForm';
import type { Claim, IncidentFull, IncidentList } from '../types';
import { comma, number, t, word } from '../words';

type Action = 'accept' | 'reject' | 'correct' | 'merge' | 'split' | 'copy';

const types = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DENY', 'COMMENT'];
const modalities = ['asserted', 'denied', 'planned', 'demanded', 'possible', 'hypothetical'];

/** What can be corrected in a sentence, as the codebook names the fields. */
const fields = ['type', 'modality', 'time.edtf', 'modes', 'places', 'actors', 'targets', 'counts'];

/** Where a reader decides about an incident, and what readers decided about it. */
export function DecidePanel({ incident }: { incident: IncidentFull }) {
  const [action, setAction] = useState<Action | null>(null);
  const [said, setSaid] = useState('');
  const actions: Action[] = ['accept', 'reject', 'correct', 'merge', ...(incident.made.length > 1 ? (['split', 'copy'] as Action[]) : [])];
  const done = (result: Decided) => {
    setAction(null);
    setSaid(t('decide.done'));
    if (result.incident === null) go({ page: 'decisions', id: '', query: {} });
    else if (result.incident !== incident.id) go({ page: 'incident', id: result.incident, query: {} });
  };
  const cancel = () => setAction(null);
  return (
    <section class="decide">
      <h2>{t('decide.title')}</h2>
      <p class="muted">{t('decide.kept')}</p>
      <p class="act-row">
        {actions.map((a) => (
          <button key={a} type="button" class="act" data-act={a} aria-expanded={action === a} onClick={() => { setAction(action === a ? null : a); setSaid(''); }}>{word('decide.do', a)}</button>
        ))}
      </p>
      <p role="status" class="said">{said}</p>
      {(action === 'accept' || action === 'reject') && <Judged key={action} kind={action} incident={incident} done={done} cancel={cancel} />}
      {action === 'correct' && <Corrected incident={incident} done={done} cancel={cancel} />}
      {action === 'merge' && <Merged incident={incident} done={done} cancel={cancel} />}
      {action === 'split' && <Parted incident={incident} done={done} cancel={cancel} />}
      {action === 'copy' && <Copied incident={incident} done={done} cancel={cancel} />}
      {incident.decisions.length > 0 && (
        <>
          <h3>{t('decide.history')}</h3>
          <DecisionList decisions={incident.decisions} />
        </>
      )}
    </section>
  );
}

interface FormProps { incident: IncidentFull; done: (result: Decided) => void; cancel: () => void }

const sentence = (incident: IncidentFull, claim: Claim) =>
  `[${number(incident.claims.indexOf(claim) + 1)}] ${claim.report.publisher ?? t('reports.noPublisher')}: ${claim.quote.exact.slice(0, 60)}${claim.quote.exact.length > 60 ? '…' : ''}`;

function Choice({ label, value, set, of }: { label: string; value: string; set: (v: string) => void; of: [string, string][] }) {
  const id = useId();
  return (
    <p class="field-row">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => set(e.currentTarget.value)}>
        {of.map(([v, name]) => <option key={v} value={v}>{name}</option>)}
      </select>
    </p>
  );
}

function Judged({ kind, incident, done, cancel }: FormProps & { kind: 'accept' | 'reject' }) {
  const [subject, setSubject] = useState(incident.id);
  return (
    <ReasonForm label={word('decide.do', kind)} make={() => ({ kind, subjects: [subject] })} done={done} cancel={cancel}>
      <Choice label={t('decide.what')} value={subject} set={setSubject}
        of={[[incident.id, t('decide.whole')], ...incident.claims.map((c): [string, string] => [c.id, sentence(incident, c)])]} />
    </ReasonForm>
  );
}

function Corrected({ incident, done, cancel }: FormProps) {
  const [subject, setSubject] = useState(incident.claims[0]!.id);
  const [field, setField] = useState(fields[0]!);
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const claim = incident.claims.find((c) => c.id === subject)!;
  const present = field === 'time.edtf' ? claim.time.edtf : (claim as unknown as Record<string, unknown>)[field];
  const plain = field === 'type' || field === 'modality' || field === 'time.edtf';
  const value = typed ?? (plain ? ((present as string | null) ?? '') : JSON.stringify(present, null, 1));
  const make = () => (value.trim() === '' ? null : { kind: 'correct' as const, subjects: [subject], field, value: plain ? JSON.stringify(value.trim()) : value });
  return (
    <ReasonForm label={word('decide.do', 'correct')} make={make} done={done} cancel={cancel}>
      <Choice label={t('decide.what')} value={subject} set={(v) => { setSubject(v); setTyped(null); }} of={incident.claims.map((c) => [c.id, sentence(incident, c)])} />
      <Choice label={t('decide.field')} value={field} set={(v) => { setField(v); setTyped(null); }} of={fields.map((f) => [f, word('decide.of', f)])} />
      {field === 'type' || field === 'modality' ? (
        <Choice label={t('decide.value')} value={value} set={setTyped} of={(field === 'type' ? types : modalities).map((v) => [v, word(field, v)])} />
      ) : (
        <p class="field-row">
          <label for={id}>{t('decide.value')}</label>
          {plain ? <input id={id} dir="ltr" value={value} placeholder="2021-12-30" onInput={(e) => setTyped(e.currentTarget.value)} />
            : <textarea id={id} dir="ltr" class="code" rows={6} spellcheck={false} value={value} onInput={(e) => setTyped(e.currentTarget.value)} />}
        </p>
      )}
      <p class="muted small">{field === 'time.edtf' ? t('decide.edtf') : plain ? '' : t('decide.json')}</p>
    </ReasonForm>
  );
}

/** Incidents within a week of this one, those of its type first: one of them is to be the same. */
function Merged({ incident, done, cancel }: FormProps) {
  const near = (day: string | null, by: number) => (day ? new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10) : undefined);
  const days = new URLSearchParams();
  const [from, to] = [near(incident.time?.start ?? null, -7), near(incident.time?.end ?? null, 7)];
  if (from) days.set('from', from);
  if (to) days.set('to', to);
  const { value } = useAnswer<IncidentList>(`/api/incidents?${days}`);
  const [chosen, setChosen] = useState('');
  const others = (value?.incidents ?? []).filter((i) => i.id !== incident.id).sort((a, b) => Number(b.type === incident.type) - Number(a.type === incident.type));
  return (
    <ReasonForm label={word('decide.do', 'merge')} make={() => (chosen ? { kind: 'merge', subjects: [incident.id, chosen] } : null)} done={done} cancel={cancel}>
      <Choice label={t('decide.with')} value={chosen} set={setChosen}
        of={[['', value ? t('decide.choose') : t('loading')], ...others.map((i): [string, string] => [i.id, [when(i.time), what(i), where(i, 2)].filter(Boolean).join(comma())])]} />
    </ReasonForm>
  );
}

function Parted({ incident, done, cancel }: FormProps) {
  const [leaving, setLeaving] = useState<string[]>([]);
  const fits = leaving.length > 0 && leaving.length < incident.made.length;
  return (
    <ReasonForm label={word('decide.do', 'split')} make={() => (fits ? { kind: 'split', subjects: [incident.id, ...leaving] } : null)} done={done} cancel={cancel}>
      <fieldset>
        <legend>{t('decide.leaving')}</legend>
        {incident.claims.filter((c) => incident.made.includes(c.id)).map((c) => (
          <label key={c.id} class="check">
            <input type="checkbox" checked={leaving.includes(c.id)} onChange={(e) => setLeaving(e.currentTarget.checked ? [...leaving, c.id] : leaving.filter((x) => x !== c.id))} />
            <span>{sentence(incident, c)}</span>
          </label>
        ))}
      </fieldset>
    </ReasonForm>
  );
}

function Copied({ incident, done, cancel }: FormProps) {
  const made = incident.claims.filter((c) => incident.made.includes(c.id));
  const [copy, setCopy] = useState(made[1]!.id);
  const [original, setOriginal] = useState(made[0]!.id);
  const of = made.map((c): [string, string] => [c.id, sentence(incident, c)]);
  return (
    <ReasonForm label={word('decide.do', 'copy')} make={() => (copy !== original ? { kind: 'copy', subjects: [copy, original] } : null)} done={done} cancel={cancel}>
      <Choice label={t('decide.theCopy')} value={copy} set={setCopy} of={of} />
      <Choice label={t('decide.theOriginal')} value={original} set={setOriginal} of={of} />
    </ReasonForm>
  );
}
