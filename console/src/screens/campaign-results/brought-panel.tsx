import { t, tn } from '../../ui/language.ts';
import { formatCount, formatDuration, formatFine, formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Term } from '../../ui/term.tsx';
import type { Results } from './results.ts';

/** Money, and what to know of all these figures. */
export function BroughtPanel({ results: { figures, cost, tones, notes } }: { results: Results }) {
  return (
    <Panel title={t('Revenue and conversions')}>
      <dl className="facts numbers">
        <dt>{t('Revenue')}</dt>
        <dd>{formatMoney(figures.revenue)}</dd>
        <dt>{t('Cost')}</dt>
        <dd>
          {cost.currency === null ? t('No price is set.') : formatMoney(cost.expected, cost.currency)}
          {cost.actual.map(({ amount, currency }) => (
            <div key={currency} className="quiet">
              {t('as carriers say: {amount}', { amount: formatMoney(amount, currency) })}
            </div>
          ))}
        </dd>
        <dt>
          <Term name="return_on_cost">{t('Return on cost')}</Term>
        </dt>
        <dd>{cost.roi === null ? '–' : `${formatFine(cost.roi * 100)} %`}</dd>
        <dt>{t('Half arrived within')}</dt>
        <dd>{figures.deliver_seconds.p50 === null ? '–' : formatDuration(figures.deliver_seconds.p50)}</dd>
        <dt>{t('How replies sound')}</dt>
        <dd>
          {t('{pleased} pleased, {displeased} displeased, {questions}', {
            pleased: formatCount(tones.pleased),
            displeased: formatCount(tones.displeased),
            questions: tn(tones.question, '{n} question', '{n} questions'),
          })}
        </dd>
      </dl>
      <ul className="plain-list quiet">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Panel>
  );
}
