import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { Packer } from './memory/packer.ts';
import { isPlain, type News } from './news.ts';
import type { Outlet } from './outlet.ts';
import { addEvent } from './row-lines.ts';
import type { CarrierEvent } from './rows.ts';
import { signCallback } from './signature.ts';

export interface CallbacksOptions {
  url: string;
  secret: string;
  /** Makes an event of what waits, when it is told. */
  eventOf(news: News): CarrierEvent;
  /** Called with the events that were retried for the whole time and never taken. */
  onGaveUp(events: CarrierEvent[]): void;
  /** Resolves when what the events say stands in the ledger: nothing is told that is not written. */
  written(): Promise<void>;
  /** How long an event is tried; 10 minutes unless given. */
  retryForMs?: number;
}

interface Waiting {
  news: News;
  onAcknowledged: (() => void) | undefined;
}

interface Batch {
  entries: Waiting[];
  madeAt: number;
}

const mostEvents = 1_000;
// Receivers take a megabyte, as ours does; so much of it is left for what is not counted here.
const mostBytes = 1_000_000;
const flushAfterMs = 20;
// When much happens, waiting longer makes fewer and larger requests, and nobody waits longer than for a blink.
const longestFlushMs = 80;
const muchInAFlush = 100;
const concurrency = 4;
const answerWithinMs = 10_000;
const usualRetryMs = 10 * 60_000;
// A receiver that restarts is back within seconds; waiting longer would only make tests and the demo slow.
const longestPauseMs = 3_000;
const lastAnswersWithinMs = 1_000;

/** Tells the receiver what happened: in batches, again and again until it answers 2xx. */
export function createCallbacks(options: CallbacksOptions): Outlet {
  const { url, secret, eventOf, onGaveUp, written, retryForMs = usualRetryMs } = options;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: concurrency,
    headersTimeout: answerWithinMs,
    bodyTimeout: answerWithinMs,
  });
  let fresh: Waiting[] = [];
  const ready: Batch[] = [];
  const underWay = new Set<Promise<void>>();
  const packers = Array.from({ length: concurrency }, () => new Packer());
  let flushMs = flushAfterMs;
  let flushing: NodeJS.Timeout | null = null;
  let pause: NodeJS.Timeout | null = null;
  let failures = 0;
  let isStopped = false;
  let waiting = 0;
  let gaveUp = 0;

  function flush(): void {
    if (flushing) clearTimeout(flushing);
    flushing = null;
    flushMs = fresh.length < muchInAFlush ? flushAfterMs : Math.min(longestFlushMs, flushMs * 2);
    for (let from = 0; from < fresh.length; ) {
      const to = endOfBatch(fresh, from);
      ready.push({ entries: fresh.slice(from, to), madeAt: performance.now() });
      from = to;
    }
    fresh = [];
    pump();
  }

  function pump(): void {
    // While the receiver is away one request at a time asks for it; more would only burn the processor.
    while (!isStopped && !pause && underWay.size < (failures > 0 ? 1 : concurrency)) {
      const batch = ready.shift();
      if (!batch) return;
      const sending = deliver(batch).finally(() => {
        underWay.delete(sending);
        pump();
      });
      underWay.add(sending);
    }
  }

  async function deliver(batch: Batch): Promise<void> {
    if (await post(batch)) {
      failures = 0;
      waiting -= batch.entries.length;
      for (const entry of batch.entries) entry.onAcknowledged?.();
      return;
    }
    pauseAll();
    if (performance.now() - batch.madeAt < retryForMs) {
      // To the back: a batch that the receiver cannot stomach must not keep the others from it.
      ready.push(batch);
      return;
    }
    waiting -= batch.entries.length;
    gaveUp += batch.entries.length;
    onGaveUp(batch.entries.map(({ news }) => eventOf(news)));
  }

  /** There is one receiver, so one failure speaks for all requests; several at once count as one. */
  function pauseAll(): void {
    if (pause) return;
    failures++;
    pause = setTimeout(
      () => {
        pause = null;
        pump();
      },
      Math.min(longestPauseMs, 50 * 2 ** failures),
    );
  }

  async function post({ entries }: Batch): Promise<boolean> {
    // There are as many as requests at a time.
    const packer = packers.pop() ?? new Packer();
    try {
      await written();
      const body = bodyOf(entries, eventOf, packer);
      const response = await pool.request({
        method: 'POST',
        path: pathname + search,
        headers: {
          'content-type': 'application/json',
          'carrier-signature': signCallback(secret, body, Math.floor(Date.now() / 1000)),
          'x-rehearsal': 'true',
        },
        body,
      });
      await response.body.dump();
      return response.statusCode >= 200 && response.statusCode < 300;
    } catch {
      // Refused, reset or silent: all the same to a carrier, which tries again.
      return false;
    } finally {
      packers.push(packer);
    }
  }

  return {
    push(news, onAcknowledged) {
      waiting++;
      fresh.push({ news, onAcknowledged });
      if (isStopped) return;
      if (fresh.length >= mostEvents) flush();
      else flushing ??= setTimeout(flush, flushMs);
    },
    get waiting() {
      return waiting;
    },
    get gaveUp() {
      return gaveUp;
    },
    async stop() {
      isStopped = true;
      if (flushing) clearTimeout(flushing);
      if (pause) clearTimeout(pause);
      await Promise.race([Promise.all(underWay), wait(lastAnswersWithinMs, null, { ref: false })]);
      await pool.destroy();
      await Promise.all(underWay);
      if (pause) clearTimeout(pause);
      const left = ready.flatMap((batch) => batch.entries).concat(fresh);
      return left.map(({ news }) => eventOf(news));
    },
  };
}

/** Where the batch ends that begins at `from`. */
function endOfBatch(waiting: readonly Waiting[], from: number): number {
  let to = from;
  let bytes = 0;
  while (to < waiting.length && to - from < mostEvents) {
    const next = waiting[to];
    if (next) bytes += mostBytesOf(next.news);
    if (bytes > mostBytes && to > from) break;
    to++;
  }
  return to;
}

/** More than the event can take as JSON, in which a character is six bytes at the most. */
function mostBytesOf(news: News): number {
  return isPlain(news) || news.type === 'receipt' ? 800 : 1_000 + 6 * news.body.length;
}

function bodyOf(entries: readonly Waiting[], eventOf: CallbacksOptions['eventOf'], packer: Packer): Buffer {
  let separator = '{"events":[';
  for (const { news } of entries) {
    packer.ascii(separator);
    addEvent(packer, eventOf(news));
    separator = ',';
  }
  packer.ascii(']}');
  return packer.take();
}
