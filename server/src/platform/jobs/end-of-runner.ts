import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner, WorkerEvents } from 'graphile-worker';

/** Counts what a runner has in work, and knows when it is over. */
export type EndOfRunner = {
  /** Runs a task as work of this runner. */
  during(work: Promise<void>): Promise<void>;
  /** Settles when the runner has ended, or has to end and nobody works in it any more. Never rejects. */
  over(runner: Runner): Promise<Error | null>;
};

const looks = 10;

/**
 * A library that could not write down what became of two jobs waits for ever to have written it, and does no job in the
 * meantime (0.18.0: its count of what is pending falls below nothing, and it waits for nothing). Once it has begun to end itself, nobody works in it and nothing moves for a while, it is given up.
 */
export function watchEnd(events: WorkerEvents, patienceMs = 2_000): EndOfRunner {
  let active = 0;
  let mustEnd: () => void;
  const isEnding = new Promise<void>((resolve) => {
    mustEnd = resolve;
  });
  events.on('pool:gracefulShutdown', () => mustEnd());

  async function abandoned(runner: Runner, hasEnded: () => boolean): Promise<Error | null> {
    await isEnding;
    let idle = 0;
    while (idle < looks && !hasEnded()) {
      await sleep(patienceMs / looks);
      idle = active === 0 ? idle + 1 : 0;
    }
    // What it still holds, such as a connection that listens, it lets go of when it is killed.
    if (!hasEnded()) void runner.kill().catch(() => {});
    return null;
  }

  return {
    async during(work) {
      active += 1;
      try {
        await work;
      } finally {
        active -= 1;
      }
    },
    over(runner) {
      let ended = false;
      const settled = runner.promise.then(
        () => null,
        (error: Error) => error,
      );
      void settled.then(() => {
        ended = true;
      });
      return Promise.race([settled, abandoned(runner, () => ended)]);
    },
  };
}
