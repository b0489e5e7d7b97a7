import { useEffect, useState } from 'preact/hooks';

/** Where the reader is and what they see: all of it stands in the address, so that a link shows the same. */
export interface View {
  page: 'observatory' | 'incident' | 'reports' | 'report' | 'ledgers' | 'ledger' | 'decisions' | 'lost';
  /** Incident, report or agreement. */
  id: string;
  query: Query;
}

/** The part behind the question mark. Everything not said is left out of the address. */
export interface Query {
  lang?: string; class?: string; mode?: string; actor?: string; agreement?: string; reading?: string; verdict?: string; term?: string;
  q?: string; from?: string; to?: string;
  /** lat,lon,zoom */ map?: string;
  /** Only what lies in the map's view. */ here?: string;
  /** What the middle shows: map or table. */ as?: string;
  /** The claim or incident pointed at. */ at?: string;
  /** The zone drawn on the map. */ zone?: string;
}

const keys: (keyof Query)[] = ['class', 'mode', 'actor', 'agreement', 'term', 'reading', 'verdict', 'q', 'from', 'to', 'here', 'as', 'at', 'zone', 'map', 'lang'];

export function read(path: string, search: string): View {
  const parameters = new URLSearchParams(search);
  const query: Query = {};
  for (const key of keys) {
    const value = parameters.get(key);
    if (value) query[key] = value;
  }
  const [, first = '', ...rest] = path.split('/');
  let id: string;
  try {
    id = decodeURIComponent(rest.join('/'));
  } catch {
    id = '';
  }
  const page =
    first === '' ? 'observatory'
    : first === 'incidents' && id ? 'incident'
    : first === 'reports' ? (id ? 'report' : 'reports')
    : first === 'ledger' ? (id ? 'ledger' : 'ledgers')
    : first === 'decisions' ? 'decisions'
    : 'lost';
  return { page, id, query };
}

export function write(view: View): string {
  const path = {
    observatory: '/', incident: `/incidents/${escaped(view.id)}`, reports: '/reports', report: `/reports/${escaped(view.id)}`,
    ledgers: '/ledger', ledger: `/ledger/${escaped(view.id)}`, decisions: '/decisions', lost: '/',
  }[view.page];
  const query = keys
    .filter((k) => view.query[k])
    .map((k) => `${k}=${encodeURIComponent(view.query[k]!).replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%2F/g, '/')}`);
  return query.length ? `${path}?${query.join('&')}` : path;
}

const escaped = (id: string) => encodeURIComponent(id).replace(/%3A/g, ':');

let now = read(location.pathname, location.search);
const listeners = new Set<() => void>();

export const view = () => now;

let shown = location.pathname + location.search;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Writes small steps into the address. They are gathered for a moment: browsers allow only so many changes of it. */
function settle() {
  clearTimeout(timer);
  timer = undefined;
  const address = write(now);
  if (address !== shown) history.replaceState(null, '', address);
  shown = address;
}

/** Goes to a page. The language goes along. */
export function go(next: View, replace = false) {
  if (!replace) settle();
  now = { ...next, query: { ...next.query, lang: next.query.lang ?? now.query.lang } };
  if (replace) timer ??= setTimeout(settle, 200);
  else {
    const address = write(now);
    if (address !== shown) history.pushState(null, '', address);
    shown = address;
  }
  listeners.forEach((l) => l());
}

/** Changes what the present page shows; undefined takes a field out. Small steps (moving the map, typing) replace the entry in history. */
export function change(query: Query, replace = true) {
  go({ ...now, query: { ...now.query, ...query } }, replace);
}

export function useView(): View {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return now;
}

/** The address of a page, for links: they work in a new tab too. */
export const link = (page: View['page'], id = '', query: Query = {}) => write({ page, id, query: { lang: now.query.lang, ...query } });

addEventListener('pagehide', settle);

addEventListener('popstate', () => {
  clearTimeout(timer);
  timer = undefined;
  shown = location.pathname + location.search;
  now = read(location.pathname, location.search);
  listeners.forEach((l) => l());
});

/** Plain clicks on links within the pages are walked without loading anew. */
addEventListener('click', (e) => {
  if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  const anchor = (e.target as Element | null)?.closest?.('a');
  if (!anchor || anchor.origin !== location.origin || anchor.target || anchor.hasAttribute('download')) return;
  if (anchor.hash && anchor.pathname === location.pathname && anchor.search === location.search) return;
  if (/^\/(api|basemap|assets)\//.test(anchor.pathname)) return;
  e.preventDefault();
  const next = read(anchor.pathname, anchor.search);
  const samePage = next.page === now.page && next.id === now.id;
  go(next);
  if (!samePage) {
    scrollTo(0, 0);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }));
  }
});
