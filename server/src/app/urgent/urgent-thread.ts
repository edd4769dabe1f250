import { Worker } from 'node:worker_threads';
import type { Log } from '../../platform/log.ts';
import type { Reading } from '../../platform/metrics/meter.ts';
import type { FromThread, ToThread, UrgentOrders } from './urgent.worker.ts';

/** A thread that sends urgent texts and nothing else, so that none of them waits behind what a campaign makes this process do. */
export type UrgentThread = {
  /** Whether it sends at the moment. */
  isThere(): boolean;
  /** What it has counted; nothing while it is not there. */
  read(): Promise<readonly Reading[]>;
  /** Ends it when what it has on the wire has its answer, or after `graceMs`, which loses nothing: leases run out. */
  stop(graceMs: number): Promise<void>;
};

// The process first gets going itself: until then urgent texts go with the others.
const startAfterMs = 1_500;
const startAgainAfterMs = 5_000;
const answersWithinMs = 2_000;
// Urgent texts come in ones and twos and leave little behind. Left to itself the engine keeps 64 MB for what is young, which
// the start fills once and nothing ever needs again.
const youngMb = 24;

/** Starts it, and starts it again whenever it ends by itself. Without it urgent texts go too, with the others. */
export function startUrgentThread(orders: UrgentOrders, log: Log): UrgentThread {
  const asked = new Map<number, (readings: readonly Reading[]) => void>();
  let thread: Worker | null = null;
  let isSending = false;
  let isEnding = false;
  let restart: NodeJS.Timeout | undefined;
  let questions = 0;

  function hear(message: FromThread): void {
    if (message === 'sending') {
      isSending = true;
      return;
    }
    asked.get(message.read)?.(message.readings);
    asked.delete(message.read);
  }

  function start(): void {
    const own = new Worker(new URL('./urgent.worker.ts', import.meta.url), {
      workerData: orders,
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    thread = own;
    own.on('message', hear);
    own.on('error', (error) =>
      log.warn({ err: error }, 'The thread for urgent texts failed; they go with the others meanwhile.'),
    );
    own.once('exit', () => {
      isSending = false;
      thread = null;
      if (!isEnding) restart = setTimeout(start, startAgainAfterMs);
    });
  }

  const say = (message: ToThread) => thread?.postMessage(message);
  restart = setTimeout(start, startAfterMs);
  return {
    isThere: () => isSending,
    async read() {
      if (!isSending) return [];
      questions += 1;
      const question = questions;
      const answer = new Promise<readonly Reading[]>((resolve) => {
        asked.set(question, resolve);
        setTimeout(() => {
          asked.delete(question);
          resolve([]);
        }, answersWithinMs).unref();
      });
      say({ read: question });
      return answer;
    },
    async stop(graceMs) {
      isEnding = true;
      clearTimeout(restart);
      const ended = thread;
      if (!ended) return;
      const gone = new Promise<void>((resolve) => void ended.once('exit', () => resolve()));
      say('stop');
      const impatience = setTimeout(() => void ended.terminate(), graceMs);
      await gone;
      clearTimeout(impatience);
    },
  };
}
