import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

/** What has been spent against what may be. */
export function BudgetPanel() {
  const query = useQuery(answer('/v1/workspace/spending'));
  return (
    <Panel title={t('Budget')} aside={<Link to="/settings/spending">{t('Caps and prices')}</Link>}>
      <Loaded query={query} what={t('the spending')}>
        {({ currency, caps, spent }) => {
          const line = (amount: string, cap: string | null) =>
            cap === null
              ? t('{amount}, with no cap', { amount: formatMoney(amount, currency) })
              : t('{amount} of {cap}', { amount: formatMoney(amount), cap: formatMoney(cap, currency) });
          return currency === null ? (
            <span className="quiet">{t('Nobody has said yet what texts cost.')}</span>
          ) : (
            <dl className="facts numbers">
              <dt>{t('Today')}</dt>
              <dd>{line(spent.day, caps.day)}</dd>
              <dt>{t('This month')}</dt>
              <dd>{line(spent.month, caps.month)}</dd>
              <dt>{t('Bound by campaigns')}</dt>
              <dd>{formatMoney(spent.reserved, currency)}</dd>
            </dl>
          );
        }}
      </Loaded>
    </Panel>
  );
}
