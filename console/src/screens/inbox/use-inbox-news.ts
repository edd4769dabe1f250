import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refresh } from '../../frame/call.ts';

export type Writing = { conversation_id: string; id: string; name: string };
export type InboxNews = { changed: { id: string; turn: number; state: string }[]; writing: Writing[] | null };

/** What an event of the stream says; null for what cannot be read. */
export function readNews(data: string): InboxNews | null {
  try {
    const news = JSON.parse(data) as InboxNews;
    return Array.isArray(news.changed) ? news : null;
  } catch {
    return null;
  }
}

// While the stream is away, and for what it does not tell of: what became of texts.
export const askEveryMs = 10_000;
const reopenAfterMs = 15_000;

/** Follows the inbox: asks anew for what has changed, and tells who is writing where. */
export function useInboxNews(): { isLive: boolean; writing: readonly Writing[] } {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const [writing, setWriting] = useState<readonly Writing[]>([]);
  useEffect(() => {
    let stream: EventSource;
    let reopen: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource('/v1/inbox/stream');
      stream.addEventListener('open', () => {
        setLive(true);
        // Whatever happened while nobody listened.
        void refresh(client, '/v1/conversations', '/v1/inbox/counts');
      });
      stream.addEventListener('inbox', (event) => {
        const news = readNews(String(event.data));
        if (news?.writing) setWriting(news.writing);
        if (news && news.changed.length > 0) void refresh(client, '/v1/conversations', '/v1/inbox/counts');
      });
      stream.addEventListener('error', () => {
        setLive(false);
        setWriting([]);
        // Browsers give up after an error answer, so it is opened anew a while later.
        if (stream.readyState === EventSource.CLOSED) reopen = setTimeout(open, reopenAfterMs);
      });
    };
    open();
    return () => {
      clearTimeout(reopen);
      stream.close();
    };
  }, [client]);
  return { isLive, writing };
}
