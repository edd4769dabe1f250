import { Text } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import type { ReactNode } from 'react';
import { answer } from '../../frame/call.ts';
import { NotAllKnown, unknownOf } from '../../frame/not-all-known.tsx';
import { useMe } from '../../frame/session.ts';
import { useWaitingReplies } from '../../frame/use-waiting-replies.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import classes from './home.module.css';

type Need = { key: string; words: ReactNode; badge: string; tone: Tone };

/** What waits for a person. What somebody may not see is not asked for. */
export function NeedsYou() {
  const { needs, asked } = useNeeds();
  const isAsking = asked.some(({ isLoading }) => isLoading);
  const isNothing = needs.length === 0 && !isAsking && unknownOf(asked).length === 0;
  return (
    <Panel title={t('Needs you')}>
      {isNothing && <Text c="dimmed">{t('Nothing waits for you.')}</Text>}
      <NotAllKnown asked={asked}>{t('Something may wait that could not be loaded.')}</NotAllKnown>
      <ul className={classes.items}>
        {needs.map(({ key, words, badge, tone }) => (
          <li key={key} className={classes.item}>
            <span>{words}</span>
            <StateBadge tone={tone}>{badge}</StateBadge>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const everyMs = 30_000;

function useNeeds(): { needs: Need[]; asked: readonly UseQueryResult[] } {
  const { permissions } = useMe();
  const may = (permission: (typeof permissions)[number]) => permissions.includes(permission);
  const approvals = useQuery({
    ...answer('/v1/approvals'),
    enabled: may('campaigns.approve'),
    refetchInterval: everyMs,
  });
  const gateways = useQuery({
    ...answer('/v1/gateways'),
    enabled: may('senders.read'),
    refetchInterval: everyMs,
  });
  const replies = useQuery({
    ...answer('/v1/reply-cases', { query: { open: true, limit: 50 } }),
    enabled: may('suppression.write'),
    refetchInterval: everyMs,
  });
  const registrations = useQuery({ ...answer('/v1/registrations'), enabled: may('senders.read') });
  const requests = useQuery({
    ...answer('/v1/data-requests', { query: { overdue: true, limit: 50 } }),
    enabled: may('requests.read'),
  });
  const alerts = useQuery({
    ...answer('/v1/alerts', { query: { open: true, limit: 50 } }),
    enabled: may('campaigns.read'),
    refetchInterval: everyMs,
  });
  const waiting = useWaitingReplies();
  const training = useQuery(answer('/v1/me/training'));

  const needs: Need[] = [
    ...waitingFor(approvals.data).map(({ campaign_id: id, name }) => ({
      key: id,
      words: (
        <Link to="/campaigns/$campaignId/approval" params={{ campaignId: id }}>
          {name}
        </Link>
      ),
      badge: t('Approve'),
      tone: 'warn' as const,
    })),
    ...(gateways.data?.data ?? [])
      .filter(({ state }) => state !== 'ok')
      .map(({ id, name, state_detail }) => ({
        key: id,
        words: (
          <>
            <Link to="/senders/gateways">{name}</Link> {state_detail}
          </>
        ),
        badge: t('Carrier trouble'),
        tone: 'bad' as const,
      })),
    ...counted(may('inbox.answer') ? waiting : 0, '/inbox', t('Answer'), 'warn', (n) =>
      tn(n, '{n} conversation waits for an answer', '{n} conversations wait for an answer'),
    ),
    ...counted(inSight(replies.data), '/compliance/replies', t('Judge'), 'warn', (n) =>
      tn(n, '{n} reply waits for a judgement', '{n} replies wait for a judgement'),
    ),
    ...counted(inSight(alerts.data), '/reports/deliverability', t('Look'), 'bad', (n) =>
      tn(n, '{n} alert is open', '{n} alerts are open'),
    ),
    ...counted(
      registrations.data?.data.filter(({ status }) => status === 'rejected' || status === 'suspended').length,
      '/compliance/registrations',
      t('Mend'),
      'bad',
      (n) => tn(n, '{n} registration was turned down', '{n} registrations were turned down'),
    ),
    ...counted(inSight(requests.data), '/compliance/requests', t('Overdue'), 'bad', (n) =>
      tn(n, '{n} data request is overdue', '{n} data requests are overdue'),
    ),
    ...counted(training.data?.missing.length, '/compliance/training', t('Learn'), 'calm', (n) =>
      tn(n, '{n} module of the training is open', '{n} modules of the training are open'),
    ),
  ];
  return { needs, asked: [approvals, gateways, replies, alerts, registrations, requests, training] };
}

type InSight = { count: number; isMore: boolean };

/** What a page of a listing holds, and whether that is all: nobody is told of fifty where there are four hundred. */
const inSight = (
  page: { data: readonly unknown[]; next_cursor?: string | null } | undefined,
): InSight | undefined => page && { count: page.data.length, isMore: (page.next_cursor ?? null) !== null };

function counted(
  found: InSight | number | undefined,
  to: string,
  badge: string,
  tone: Tone,
  words: (count: number) => string,
): Need[] {
  const { count, isMore } = typeof found === 'object' ? found : { count: found ?? 0, isMore: false };
  if (count === 0) return [];
  const link = <Link to={to}>{isMore ? t('{what}, and more', { what: words(count) }) : words(count)}</Link>;
  return [{ key: to, words: link, badge, tone }];
}

type Approvals = AnswerOf<'/v1/approvals', 'get'>;

const waitingFor = (open: Approvals | undefined): Approvals['data'] =>
  (open?.data ?? []).filter(({ state, is_own }) => state === 'waiting' && !is_own);
