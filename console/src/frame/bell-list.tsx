import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { t } from '../ui/language.ts';
import { formatMoment } from '../ui/times.ts';
import classes from './bell.module.css';
import { answer, call, refresh } from './call.ts';
import { Loaded } from './loaded.tsx';
import { type Notification, sentenceOfNotification } from './notification-words.ts';
import { useMe } from './session.ts';

/** Marks as read, and asks anew for what shows it. */
export function useRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { ids: string[] } | { until: string }) =>
      call('/v1/me/notifications/read', 'post', { body: which }),
    onSuccess: () => void refresh(client, '/v1/me/notifications'),
  });
}

/** Goes to what a notification is about, which is then read. */
export function NotificationLink({
  one,
  onGone,
  className,
}: {
  one: Notification;
  onGone?: () => void;
  className?: string;
}) {
  const router = useRouter();
  const read = useRead();
  return (
    <a
      href={one.path}
      className={className}
      data-unread={one.read_at === null || undefined}
      onClick={(event) => {
        if (one.read_at === null) read.mutate({ ids: [one.id] });
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        router.history.push(one.path);
        onGone?.();
      }}
    >
      {sentenceOfNotification(one)}
    </a>
  );
}

/** The newest, under the bell. */
export function BellList({ onGone }: { onGone: () => void }) {
  const { workspace } = useMe();
  const query = useQuery(answer('/v1/me/notifications', { query: { limit: 8 } }));
  const read = useRead();
  const newest = query.data?.data[0]?.id;
  const hasUnread = query.data?.data.some(({ read_at }) => read_at === null) ?? false;
  return (
    <>
      <div className={classes.head}>
        <span>{t('Notifications')}</span>
        {hasUnread && newest !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={() => read.mutate({ until: newest })}>
            {t('Mark all as read')}
          </Button>
        )}
      </div>
      <Loaded query={query} what={t('the notifications')}>
        {({ data }) =>
          data.length === 0 ? (
            <p className={classes.none}>{t('Nothing has been told to you yet.')}</p>
          ) : (
            <ul className={classes.list}>
              {data.map((one) => (
                <li key={one.id}>
                  <NotificationLink one={one} onGone={onGone} className={classes.entry ?? ''} />
                  <div className={`quiet ${classes.when}`}>{formatMoment(one.at, workspace.time_zone)}</div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className={classes.foot}>
        <Link to="/notifications" onClick={onGone}>
          {t('Show all')}
        </Link>
        <Link to="/settings/notifications" onClick={onGone}>
          {t('Settings')}
        </Link>
      </div>
    </>
  );
}
