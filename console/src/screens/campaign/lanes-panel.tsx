import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import type { CampaignProgress } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import type { TermName } from '../../ui/terms.ts';
import { isBehind } from './is-behind.ts';

type Groups = AnswerOf<'/v1/campaigns/{id}/results/groups', 'get'>;
type LanesPanelProps = { campaignId: string; progress: CampaignProgress; isLive: boolean };

const everyMs = 5_000;

// The server keeps its figures for a while; whatever has not come by then is of months whose texts are no longer kept.
const mostLooks = 24;

/** By which number and which gateway the texts leave, and how each fares. */
export function LanesPanel({ campaignId, progress, isLive }: LanesPanelProps) {
  // While texts leave, it is asked by the clock; after that at once whenever a late receipt has moved the counts.
  const counts = isLive ? [] : [progress.delivered, progress.accepted, progress.sent];
  const groups = (by: 'sender' | 'gateway') => {
    const asked = answer('/v1/campaigns/{id}/results/groups', { path: { id: campaignId }, query: { by } });
    return {
      ...asked,
      queryKey: [...asked.queryKey, ...counts],
      placeholderData: (before: Groups | undefined) => before,
      refetchInterval: (query: { state: { data: Groups | undefined; dataUpdateCount: number } }) => {
        const { data, dataUpdateCount } = query.state;
        const isOld = data !== undefined && dataUpdateCount < mostLooks && isBehind(data.data, progress);
        return isLive || isOld ? everyMs : (false as const);
      },
    };
  };
  const senders = useQuery(groups('sender'));
  const gateways = useQuery(groups('gateway'));
  return (
    <Panel title={t('By which number and gateway they leave')}>
      <Loaded query={senders} what={t('the numbers')}>
        {(byNumber) => (
          <Loaded query={gateways} what={t('the gateways')}>
            {(byAccount) =>
              byNumber.data.length === 0 ? (
                <Text c="dimmed">
                  {isBehind([], progress)
                    ? t('These figures come within a minute.')
                    : t('No text has left yet.')}
                </Text>
              ) : (
                <div className="stack">
                  <Lanes name={t('Number')} groups={byNumber.data} />
                  <Lanes name={t('Gateway')} term="gateway" groups={byAccount.data} />
                </div>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}

/** The same texts once by number and once by gateway: two tables, so that nobody adds them up. */
function Lanes({ name, term, groups }: { name: string; term?: TermName; groups: Groups['data'] }) {
  const { country } = useMe().workspace;
  return (
    <DataTable
      caption={name}
      rows={groups}
      keyOf={({ key }) => key ?? 'unknown'}
      columns={[
        {
          name,
          ...(term ? { term } : {}),
          cell: (one) => formatNumber(one.name ?? one.key ?? t('Not known'), country),
        },
        {
          name: t('With the carrier'),
          isNumber: true,
          cell: ({ figures }) => formatCount(figures.unconfirmed),
        },
        {
          name: t('Delivered'),
          isNumber: true,
          cell: ({ figures }) => formatCount(figures.delivered),
        },
        {
          name: t('Failed'),
          isNumber: true,
          cell: ({ figures: { failed, texts } }) =>
            failed === 0 ? '0' : `${formatCount(failed)} (${formatShare(failed, texts)})`,
        },
      ]}
    />
  );
}
