import { link } from '../address';
import { useAnswer } from '../api';
import { DecisionList } from '../parts/DecisionList';
import { Fault, Loading, useTitle } from '../parts/parts';
import type { Decision } from '../types';
import { number, t } from '../words';

/** All that readers decided, the latest first. Whatever was decided can be taken back here, also what no page shows any more. */
export function Decisions() {
  const { value, fault } = useAnswer<{ decisions: Decision[] }>('/api/decisions');
  useTitle(t('decide.all'));
  if (fault) return <main id="content"><Fault words={fault} /></main>;
  if (!value) return <main id="content"><Loading /></main>;
  return (
    <main id="content" class="page">
      <header class="head"><h1 tabIndex={-1}>{t('decide.all')} <span class="n">{number(value.decisions.length)}</span></h1></header>
      <p class="note">{t('decide.kept')}</p>
      {value.decisions.length === 0 ? <p>{t('decide.nothing')} <a href={link('observatory')}>{t('lost.back')}</a></p> : <DecisionList decisions={value.decisions} linked />}
    </main>
  );
}
