import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { NotificationLink, useRead } from '../../frame/bell-list.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { type Notification, titleOfKind } from '../../frame/notification-words.ts';
import { useMe } from '../../frame/session.ts';
import { unreadQuery } from '../../frame/use-notifications.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { later, t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatFull, formatMoment } from '../../ui/times.ts';

const route = getRouteApi('/_shell/notifications');

/** Everything that this person was told of, and what came of it outside of the console. */
export function NotificationsScreen() {
  const { show = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const unread = useQuery(unreadQuery).data;
  const read = useRead();
  const newest = unread?.newest ?? null;
  const markAll = () => newest !== null && read.mutate({ until: newest });
  return (
    <Page
      title={t('Notifications')}
      lead={t('What you were told of. It is kept for ninety days.')}
      actions={
        <ActionBar
          actions={[
            { name: t('Settings of notifications'), to: '/settings/notifications' },
            ...(newest === null ? [] : [{ name: t('Mark all as read'), run: markAll, isPrimary: true }]),
          ]}
        />
      }
    >
      <ChoiceRow
        label={t('Which notifications')}
        value={show}
        onChoose={(next) => void navigate({ search: next === 'all' ? {} : { show: next }, replace: true })}
        choices={[
          { value: 'all', label: t('All') },
          { value: 'unread', label: t('Unread') },
        ]}
      />
      <PagedListing
        query={pages('/v1/me/notifications', { query: show === 'unread' ? { unread: true } : {} })}
        what={t('the notifications')}
        caption={t('Notifications, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('What'),
            cell: (one) => (
              <>
                <NotificationLink one={one} className="breakable" />
                <div className="quiet">
                  {titleOfKind(one.kind, one.title)}
                  {one.read_at === null && ` · ${t('unread')}`}
                </div>
              </>
            ),
          },
          {
            name: t('When'),
            cell: ({ at }) => (
              <span className="numbers unbroken" title={formatFull(at, zone)}>
                {formatMoment(at, zone)}
              </span>
            ),
          },
          { name: t('Also told by'), cell: (one) => <Told one={one} /> },
        ]}
        empty={
          <Empty title={t('Nothing has been told to you yet.')}>
            {t('Campaigns that are done, approvals, alerts and replies that wait appear here.')}
          </Empty>
        }
      />
    </Page>
  );
}

const wayWords = { email: later('mail'), webhook: later('a call'), sms: later('a text') } as const;

function Told({ one }: { one: Notification }) {
  if (one.told.length === 0) return <>–</>;
  return (
    <span className="filters">
      {one.told.map(({ way, state, trouble }) => (
        <span key={way} title={trouble ?? undefined}>
          <StateBadge tone={state === 'told' ? 'good' : state === 'waiting' ? 'warn' : 'bad'}>
            {t(wayWords[way])}
          </StateBadge>
          {trouble && <span className="quiet"> {trouble}</span>}
        </span>
      ))}
    </span>
  );
}
