import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How many chunks one worker holds. Those that wait for the turn of a slow number take memory and nothing else, so they
 * do not count against those that are worked on.
 */
export type Slots = {
  /** How many more may be taken now. */
  free(): number;
  /** True while nothing is held. */
  isEmpty(): boolean;
  /** Runs `work` in a slot of its own; `wait` gives the slot to others for a while. */
  take(work: (wait: (ms: number) => Promise<void>) => Promise<void>): void;
  /** Resolves when a slot has become free, or `ms` have passed, or `wake` was called. */
  untilFree(ms: number): Promise<void>;
  wake(): void;
  drain(): Promise<void>;
};

export function openSlots(atOnce: number, inAll: number, signal: AbortSignal): Slots {
  const held = new Set<Promise<void>>();
  let busy = 0;
  let isWoken = false;
  let told = Promise.withResolvers<void>();
  const tell = () => {
    told.resolve();
    told = Promise.withResolvers<void>();
  };
  signal.addEventListener('abort', tell, { once: true });
  const wait = async (ms: number) => {
    busy -= 1;
    tell();
    await sleep(ms, undefined, { signal }).catch(() => {});
    busy += 1;
  };
  return {
    free: () => Math.max(0, Math.min(atOnce - busy, inAll - held.size)),
    isEmpty: () => held.size === 0,
    take(work) {
      busy += 1;
      const running = work(wait).finally(() => {
        busy -= 1;
        held.delete(running);
        tell();
      });
      held.add(running);
    },
    async untilFree(ms) {
      if (!isWoken && !signal.aborted) {
        // Nearly always somebody is told before the time is over. A sleep that is aborted makes an error with its stack, for every chunk.
        const timer = setTimeout(tell, ms);
        await told.promise;
        clearTimeout(timer);
      }
      isWoken = false;
    },
    wake() {
      isWoken = true;
      tell();
    },
    async drain() {
      await Promise.all(held);
    },
  };
}
