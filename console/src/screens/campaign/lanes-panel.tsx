import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';

const everyMs = 5_000;

/** By which number and which carrier account the texts leave, and how each fares. */
export function LanesPanel({ campaignId, isLive }: { campaignId: string; isLive: boolean }) {
  const { country } = useMe().workspace;
  const groups = (by: 'sender' | 'gateway') => ({
    ...answer('/v1/campaigns/{id}/results/groups', { path: { id: campaignId }, query: { by } }),
    refetchInterval: isLive ? everyMs : (false as const),
  });
  const senders = useQuery(groups('sender'));
  const gateways = useQuery(groups('gateway'));
  return (
    <Panel title={t('By which way they leave')}>
      <Loaded query={senders} what={t('the numbers')}>
        {(byNumber) => (
          <Loaded query={gateways} what={t('the carrier accounts')}>
            {(byAccount) =>
              byNumber.data.length === 0 ? (
                <Text c="dimmed">{t('No text has left yet.')}</Text>
              ) : (
                <DataTable
                  caption={t('By which way they leave')}
                  rows={[...byNumber.data, ...byAccount.data]}
                  keyOf={({ key }) => key ?? 'unknown'}
                  columns={[
                    {
                      name: t('Way'),
                      cell: ({ key, name }) => formatNumber(name ?? key ?? t('Not known'), country),
                    },
                    {
                      name: t('With the carrier'),
                      isNumber: true,
                      cell: ({ figures }) => formatCount(figures.handed_over),
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
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}
