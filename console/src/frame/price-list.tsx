import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../ui/data-table.tsx';
import { t } from '../ui/language.ts';
import { Panel } from '../ui/panel.tsx';
import { answer } from './call.ts';
import { Loaded } from './loaded.tsx';
import { type Price, type PricedWay, pricesOf } from './prices.ts';
import { useMay } from './session.ts';

/** What a part costs by the table of prices, for one number or one account. Without a row it says so: a price is never taken for 0. */
export function PriceList({ way }: { way: PricedWay }) {
  const mayRead = useMay('workspace.read');
  const query = useQuery({ ...answer('/v1/workspace/spending'), enabled: mayRead });
  if (!mayRead) return null;
  return (
    <Panel title={t('What a part costs')} aside={<Link to="/settings/spending">{t('All prices')}</Link>}>
      <Loaded query={query} what={t('the prices')}>
        {({ prices, currency }) => {
          const rows = pricesOf(prices, way);
          return rows.length === 0 ? (
            t('No price is set for it. Bring in a table of prices under Spending.')
          ) : (
            <DataTable
              caption={t('Prices that count for it, the closest first')}
              rows={rows}
              keyOf={keyOf}
              columns={[
                { name: t('To'), cell: ({ country }) => country ?? t('every country') },
                { name: t('Of'), cell: nameOf },
                { name: t('From'), cell: ({ effective_from }) => effective_from ?? t('always') },
                {
                  name: t('A part'),
                  isNumber: true,
                  cell: ({ per_part }) => (
                    <span className="numbers">
                      {per_part} {currency}
                    </span>
                  ),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

const keyOf = (one: Price) => Object.values(one).join(' ');

function nameOf({ kind, carrier, sender_id, gateway_id }: Price): string {
  const what =
    carrier === null
      ? kind === 'mms'
        ? t('an MMS')
        : t('a text')
      : t('fee of {carrier}', { carrier: carrier.replaceAll('_', ' ') });
  const whose =
    sender_id !== null ? t('this number') : gateway_id !== null ? t('this account') : t('everything');
  return `${what} · ${whose}`;
}
