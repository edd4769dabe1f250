import type { Context } from '../context.ts';
import { freshenLocks, unlockDeadJobs, unlockJobsOf } from './jobs.queries.ts';

/**
 * The library takes a job whose worker died back only after four hours, and nothing can shorten that. So each runner
 * keeps the locks of its own jobs fresh and hands back the jobs of a runner that has not done so for half a minute.
 */
export const beatEveryMs = 5_000;
export const deadAfterSeconds = 30;

export type KeepAlive = {
  start(pool: string): void;
  stop(): void;
};

/**
 * `ended` are the runners of this process that are no more: nobody works on their jobs, so those are handed back at the
 * first beat that gets through, without the half minute.
 */
export function keepAlive(ctx: Context, ended: Set<string>): KeepAlive {
  const timers: NodeJS.Timeout[] = [];
  const pools: string[] = [];

  async function beat(pool: string): Promise<void> {
    const dead = [...ended];
    try {
      await ctx.db.system(async (tx) => {
        await freshenLocks(tx, pool);
        if (dead.length > 0) await unlockJobsOf(tx, dead);
        await unlockDeadJobs(tx, deadAfterSeconds);
      });
      for (const gone of dead) ended.delete(gone);
    } catch (error) {
      // A database that is away takes nobody's jobs either; the next beat comes.
      ctx.log.debug({ cause: error instanceof Error ? error.message : String(error) }, 'A heartbeat failed.');
    }
  }

  return {
    start(pool) {
      pools.push(pool);
      const timer = setInterval(() => void beat(pool), beatEveryMs);
      timer.unref();
      timers.push(timer);
      void beat(pool);
    },
    stop() {
      timers.forEach(clearInterval);
      for (const pool of pools) ended.add(pool);
    },
  };
}
