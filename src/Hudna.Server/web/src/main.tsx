import '@fontsource/noto-sans/latin-400.css';
import '@fontsource/noto-sans/latin-600.css';
import '@fontsource/noto-sans/latin-ext-400.css';
import '@fontsource/noto-sans/latin-ext-600.css';
import '@fontsource/noto-sans-arabic/arabic-400.css';
import '@fontsource/noto-sans-arabic/arabic-600.css';
import './styles/base.css';
import './styles/observatory.css';
import './styles/pages.css';
import './styles/print.css';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { change, link, useView, type View } from './address';
import { ask, useAnswer } from './api';
import { know, nameOf } from './names';
import { Decisions } from './pages/Decisions';
import { IncidentPage } from './pages/IncidentPage';
import { LedgerPage, Ledgers } from './pages/LedgerPage';
import { Observatory } from './pages/Observatory';
import { ReportPage } from './pages/ReportPage';
import { Reports } from './pages/Reports';
import { Fault, Loading } from './parts/parts';
import type { Theatre } from './types';
import { dot, isArabic, language, t } from './words';
import { learn } from './words/reasons';

function App() {
  const view = useView();
  const theatre = useAnswer<Theatre>('/api/theatre');
  if (theatre.value) {
    know(theatre.value);
    learn(theatre.value);
  }
  const lang = language();
  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dir = isArabic() ? 'rtl' : 'ltr';
  }, [lang]);

  return (
    <>
      <a class="skip" href="#content">{t('skip')}</a>
      <Header view={view} theatre={theatre.value} />
      {theatre.fault ? <main id="content"><Fault words={theatre.fault} /></main> : !theatre.value ? <main id="content"><Loading /></main> : <Page view={view} theatre={theatre.value} />}
    </>
  );
}

function Header({ view, theatre }: { view: View; theatre?: Theatre }) {
  const item = (page: View['page'], word: string, also: View['page'][]) => (
    <a href={link(page)} aria-current={view.page === page || also.includes(view.page) ? 'page' : undefined}>{word}</a>
  );
  return (
    <header class="top">
      <a class="brand" href={link('observatory')}>
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><circle cx="16" cy="16" r="11" fill="none" stroke="#f4efe4" stroke-width="2.2" stroke-dasharray="3.4 2.4" /><circle cx="16" cy="16" r="3.6" fill="#e8b04a" /></svg>
        <span class="name">{isArabic() ? 'هدنة' : 'Hudna'}</span>
        <span class="tagline">{theatre ? `${nameOf(theatre)}${dot()}${t('tagline')}` : t('tagline')}</span>
      </a>
      <nav aria-label={t('nav.pages')}>
        {item('observatory', t('nav.observatory'), ['incident'])}
        {item('reports', t('nav.reports'), ['report'])}
        {item('ledgers', t('nav.ledger'), ['ledger'])}
        {item('decisions', t('nav.decisions'), [])}
      </nav>
      <button type="button" class="language" lang={isArabic() ? 'en' : 'ar'} aria-label={`${t('nav.language')}: ${t('nav.languageLabel')}`} onClick={() => change({ lang: isArabic() ? 'en' : 'ar' }, false)}>
        {t('nav.language')}
      </button>
    </header>
  );
}

function Page({ view, theatre }: { view: View; theatre: Theatre }) {
  switch (view.page) {
    case 'observatory': return <Observatory theatre={theatre} />;
    case 'incident': return <IncidentPage key={view.id} id={view.id} theatre={theatre} />;
    case 'reports': return <Reports />;
    case 'report': return <ReportPage key={view.id} id={view.id} />;
    case 'ledgers': return <Ledgers theatre={theatre} />;
    case 'ledger': return <LedgerPage key={view.id} id={view.id} />;
    case 'decisions': return <Decisions />;
    default: return <main id="content" class="page"><h1 tabIndex={-1}>{t('lost.title')}</h1><p><a href={link('observatory')}>{t('lost.back')}</a></p></main>;
  }
}

// The answers that every first page needs are asked for before anything is drawn.
void ask('/api/theatre').catch(() => undefined);
if (location.pathname === '/') void ask('/api/incidents').catch(() => undefined);

render(<App />, document.getElementById('app')!);
