import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { type InboxNews, openInboxFeed } from './inbox-stream.ts';

// Proxies close what is silent.
const aliveEveryMs = 15_000;

export function inboxStreamRoute(http: Http, ctx: Context): void {
  const feed = openInboxFeed(ctx);
  http.get(
    '/v1/inbox/stream',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary:
          'Follow the inbox: an event named inbox with the conversations that have changed and who is writing where, at most once a second',
        tags: ['conversations'],
        produces: ['text/event-stream'],
        response: { 200: Type.String() },
      },
    },
    async ({ scope, raw }, reply) => {
      const gone = new AbortController();
      raw.once('close', () => gone.abort());
      reply.raw.once('close', () => gone.abort());
      const events = tellNews((follow) => feed.follow(scope, follow, gone.signal), gone.signal);
      reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
      return reply
        .serializer((payload: string) => payload)
        .send(Readable.from(events, { objectMode: false }) as never);
    },
  );
}

/** News as they come, in the words of server-sent events; whoever comes back asks for the lists anew. */
export async function* tellNews(
  begin: (listener: (news: InboxNews) => void) => void,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const waiting: InboxNews[] = [];
  let wake = () => {};
  begin((news) => {
    waiting.push(news);
    wake();
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  yield 'retry: 2000\n\n: follow\n\n';
  while (!signal.aborted) {
    const news = waiting.shift();
    if (news) {
      yield `event: inbox\ndata: ${JSON.stringify(news)}\n\n`;
      continue;
    }
    const isAlive = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(true), aliveEveryMs);
      wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
      if (signal.aborted || waiting.length > 0) wake();
    });
    if (isAlive) yield ': still here\n\n';
  }
}
