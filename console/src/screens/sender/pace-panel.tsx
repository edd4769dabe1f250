import { useQuery } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatRate } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Limit, limitsOf, paceUnits } from './limits.ts';

/** How fast texts may leave from here: by the second, the minute and the day, and by whom each is counted. */
export function PacePanel({ sender }: { sender: ItemOf<'/v1/senders'> }) {
  const paces = useQuery(answer('/v1/paces'));
  const registrations = useQuery(answer('/v1/registrations'));
  return (
    <Panel title={t('Pace')} term="pace">
      <Loaded query={paces} what={t('the limits')}>
        {({ data }) => (
          <DataTable
            caption={t('What counts its texts; a text leaves when all of it has room')}
            rows={limitsOf(data, sender, registrations.data?.data ?? [])}
            keyOf={({ level, subject }) => `${level} ${subject}`}
            columns={[
              { name: t('Counted by'), cell: nameOf },
              {
                name: t('Parts a second'),
                term: 'pace',
                isNumber: true,
                cell: (limit) => rateOf(limit, 'second'),
              },
              { name: t('a minute'), isNumber: true, cell: (limit) => rateOf(limit, 'minute') },
              {
                name: t('a day'),
                isNumber: true,
                cell: (limit) =>
                  limit.parts_per_day === null
                    ? rateOf(limit, 'day')
                    : t('{used} of {most} today', {
                        used: formatCount(limit.parts_today),
                        most: formatCount(limit.parts_per_day),
                      }),
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** A carrier that counts by the day paces nothing by the second. */
function rateOf({ parts_per_second, parts_per_day }: Limit, unit: keyof typeof paceUnits): string {
  if (parts_per_day !== null) return '–';
  const parts = parts_per_second * paceUnits[unit];
  return parts < 10 ? formatRate(parts) : formatCount(Math.floor(parts));
}

function nameOf({ level, carrier }: Limit): string {
  if (level === 'registration')
    return t('{carrier}, over all numbers of its registration', {
      carrier: (carrier ?? '').replaceAll('_', ' ').toUpperCase(),
    });
  if (level === 'gateway') return t('its account');
  return level === 'workspace' ? t('the workspace') : t('the number itself');
}
