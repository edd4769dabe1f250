import { setTimeout as sleep } from 'node:timers/promises';

export type Event = { readonly name: string; readonly data: string };

export type StreamOptions = {
  /** Finds the next event; null when nothing has changed since the last. */
  next(): Promise<Event | null>;
  readonly everyMs: number;
  /** Proxies close what is silent; a comment line keeps it open. */
  readonly aliveEveryMs: number;
  readonly monotonicMs: () => number;
  readonly signal: AbortSignal;
};

/**
 * A page's live wire (server-sent events): one event at most every `everyMs`, only when something has changed, until
 * the reader goes away. A failure ends the stream; the reader comes back by itself and learns then what is wrong.
 */
export async function* streamEvents(options: StreamOptions): AsyncGenerator<string> {
  const { next, everyMs, aliveEveryMs, monotonicMs, signal } = options;
  yield `retry: ${everyMs * 2}\n\n`;
  let spokeAt = monotonicMs();
  while (!signal.aborted) {
    const event = await next();
    if (signal.aborted) return;
    if (event) yield `event: ${event.name}\ndata: ${event.data}\n\n`;
    else if (monotonicMs() - spokeAt >= aliveEveryMs) yield ': still here\n\n';
    if (event || monotonicMs() - spokeAt >= aliveEveryMs) spokeAt = monotonicMs();
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
