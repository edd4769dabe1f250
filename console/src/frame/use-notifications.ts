import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { answer, refresh } from './call.ts';
import { showInBrowser } from './show-in-browser.ts';

const reopenAfterMs = 15_000;
// While the page is not looked at, or the stream is away.
const askEveryMs = 30_000;

export const unreadQuery = answer('/v1/me/notifications/unread');

/**
 * How many notifications are unread, kept up to date: by a stream while somebody looks at this page, and by asking now and then
 * while nobody does. Browsers allow six connections to a service, so pages in the background hold none open.
 */
export function useUnread(): number {
  const client = useQueryClient();
  const router = useRouter();
  const { data } = useQuery({
    ...unreadQuery,
    refetchInterval: askEveryMs,
    refetchIntervalInBackground: true,
    retry: false,
  });
  const newest = data?.newest ?? null;

  useEffect(() => {
    let stream: EventSource | null = null;
    let reopen: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(reopen);
      stream?.close();
      stream = null;
    };
    const open = () => {
      close();
      if (document.visibilityState !== 'visible') return;
      stream = new EventSource('/v1/me/notifications/stream');
      stream.addEventListener('unread', (event) => {
        client.setQueryData(unreadQuery.queryKey, JSON.parse(String(event.data)));
        void refresh(client, '/v1/me/notifications');
      });
      stream.addEventListener('error', () => {
        if (stream?.readyState === EventSource.CLOSED) reopen = setTimeout(open, reopenAfterMs);
      });
    };
    open();
    document.addEventListener('visibilitychange', open);
    return () => {
      document.removeEventListener('visibilitychange', open);
      close();
    };
  }, [client]);

  useEffect(() => {
    if (newest !== null) void showInBrowser(newest, (path) => router.history.push(path));
  }, [newest, router]);
  return data?.unread ?? 0;
}
