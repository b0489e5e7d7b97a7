import { useEffect, useMemo, useState } from 'preact/hooks';
import { change, useView, type Query } from '../address';
import { classes, classify } from '../classes';
import { actorName, agreementName, titleOf } from '../names';
import { Symbol } from '../parts/parts';
import type { Incident, Theatre, Verdict } from '../types';
import { number, t, word } from '../words';
import { belongs } from './filter';

const chosen: (keyof Query)[] = ['class', 'mode', 'actor', 'agreement', 'reading', 'verdict', 'q', 'from', 'to'];

export function Filters({ theatre, incidents }: { theatre: Theatre; incidents: Incident[] }) {
  const { query } = useView();
  const any = chosen.some((k) => query[k]);
  const [open, setOpen] = useState(false);
  const kinds = query.class?.split(',') ?? [];
  const perClass = useMemo(() => new Map(classes.map((c) => [c.id, incidents.filter((i) => classify(i) === c.id).length])), [incidents]);
  const modes = useMemo(() => tally(incidents.flatMap((i) => i.modes)), [incidents]);
  const actors = useMemo(() => {
    const n = theatre.actors.map((a) => [a, incidents.filter((i) => [...i.actors, ...i.targets].some((m) => belongs(m.id, a.id))).length] as const);
    return n.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  }, [incidents, theatre]);
  const agreement = theatre.agreements.find((a) => a.id === query.agreement);
  const readings = agreement ? agreement.readings : uniqueReadings(theatre);

  const toggle = (id: string) => {
    const next = kinds.includes(id) ? kinds.filter((k) => k !== id) : [...kinds, id];
    change({ class: next.length ? next.join(',') : undefined }, false);
  };

  return (
    <section class={`filters${open ? ' open' : ''}`} aria-label={t('filter.title')}>
      <button type="button" class="filters-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('filter.title')}{any && ` (${number(chosen.filter((k) => query[k]).length)})`}
      </button>
      <div class="filters-body">
        <div class="kinds" role="group" aria-label={t('filter.class')}>
          {classes.filter((c) => perClass.get(c.id)! > 0).map((c) => (
            <button type="button" key={c.id} class="kind-button" aria-pressed={kinds.includes(c.id)} onClick={() => toggle(c.id)}>
              <Symbol of={c.id} size={14} /> {t(`class.${c.id}`)} <span class="n">{number(perClass.get(c.id)!)}</span>
            </button>
          ))}
        </div>
        <div class="fields">
          <Search />
          <Choice name="mode" label={t('filter.mode')} options={modes.map(([m, n]) => [m, `${word('mode', m)} (${number(n)})`])} />
          <Choice name="actor" label={t('filter.actor')} any={t('filter.anyone')} options={actors.map(([a, n]) => [a.id, `${actorName(a.id)} (${number(n)})`])} />
          {theatre.agreements.length > 0 && (
            <>
              <Choice name="agreement" label={t('filter.agreement')} options={theatre.agreements.map((a) => [a.id, agreementName(a)])} also={{ reading: undefined }} />
              <Choice name="reading" label={t('filter.reading')} options={readings.map((r) => [r.id, titleOf(r)])} />
              <Choice name="verdict" label={t('filter.verdict')}
                options={(['violation', 'undecided', 'exempt', 'compliant', 'none'] as (Verdict | 'none')[]).map((v) => [v, t(`verdict.${v}`)])} />
            </>
          )}
          <Day name="from" label={t('filter.from')} />
          <Day name="to" label={t('filter.to')} />
          {any && (
            <button type="button" class="clear" onClick={() => change(Object.fromEntries(chosen.map((k) => [k, undefined])), false)}>{t('obs.clear')}</button>
          )}
        </div>
      </div>
    </section>
  );
}

function Choice({ name, label, options, any, also }: { name: keyof Query; label: string; options: [string, string][]; any?: string; also?: Query }) {
  const { query } = useView();
  return (
    <label class="field">
      <span>{label}</span>
      <select value={query[name] ?? ''} onChange={(e) => change({ ...also, [name]: e.currentTarget.value || undefined }, false)} data-set={query[name] ? '' : undefined}>
        <option value="">{any ?? t('filter.any')}</option>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
}

function Day({ name, label }: { name: 'from' | 'to'; label: string }) {
  const { query } = useView();
  return (
    <label class="field day">
      <span>{label}</span>
      <input type="date" value={query[name] ?? ''} onChange={(e) => change({ [name]: e.currentTarget.value || undefined })} data-set={query[name] ? '' : undefined} />
    </label>
  );
}

/** Asks the server a moment after the last key. */
function Search() {
  const { query } = useView();
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => setText(query.q ?? ''), [query.q]);
  useEffect(() => {
    if (text === (query.q ?? '')) return;
    const timer = setTimeout(() => change({ q: text.trim() ? text : undefined }), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class="field search">
      <span>{t('filter.q')}</span>
      <input type="search" value={text} placeholder={t('filter.qHint')} onInput={(e) => setText(e.currentTarget.value)} data-set={query.q ? '' : undefined} />
    </label>
  );
}

function tally(values: string[]): [string, number][] {
  const n = new Map<string, number>();
  for (const v of values) n.set(v, (n.get(v) ?? 0) + 1);
  return [...n].sort((a, b) => b[1] - a[1]);
}

function uniqueReadings(theatre: Theatre) {
  const seen = new Map(theatre.agreements.flatMap((a) => a.readings).map((r) => [r.id, r]));
  return [...seen.values()];
}
