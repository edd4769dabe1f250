import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Term } from '../../ui/term.tsx';
import { formatMomentIn } from '../../ui/times.ts';
import { countWritten, type FlightCheck } from './flight-check.ts';

/** How many parts, what they cost, and when the last of them leaves. A price that is not known is never nought. */
export function CostPanel({ check, zone }: { check: FlightCheck; zone: string }) {
  const { country } = useMe().workspace;
  const { cost, texts, finish, pace, sender } = check;
  return (
    <Panel title={t('What it takes')}>
      <dl className="facts numbers">
        <dt>
          <Term name="part">{t('Parts')}</Term>
        </dt>
        <dd>
          {t('{people}, {parts} in all', {
            people: tn(countWritten(check), '{n} person', '{n} people'),
            parts: tn(texts.parts.total, '{n} part', '{n} parts'),
          })}
          <div className="quiet">
            {texts.by_parts
              .map(({ parts, people }) =>
                tn(people, '{n} needs {parts}', '{n} need {parts}', {
                  parts: tn(parts, '{n} part', '{n} parts'),
                }),
              )
              .join(' · ')}
          </div>
        </dd>
        <dt>{t('Cost')}</dt>
        <dd>
          {cost
            ? cost.total.min === cost.total.max
              ? formatMoney(cost.total.max, cost.currency)
              : t('{min} to {max}', {
                  min: formatMoney(cost.total.min),
                  max: formatMoney(cost.total.max, cost.currency),
                })
            : t('No price is set.')}
        </dd>
        <dt>{t('Last one leaves')}</dt>
        <dd>{finish.at ? formatMomentIn(finish.at, zone) : t('Nobody can say yet')}</dd>
        <dt>
          <Term name="pace">{t('Speed')}</Term>
        </dt>
        <dd>{pace.sentence}</dd>
        <dt>{t('From')}</dt>
        <dd>
          {formatNumber(sender.number, country)}
          <div className="quiet">{sender.sentence}</div>
        </dd>
      </dl>
    </Panel>
  );
}
