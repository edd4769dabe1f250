import type { Context } from '../context.ts';
import { freshenLocks, unlockDeadJobs } from './jobs.queries.ts';

/**
 * The library takes a job whose worker died back only after four hours, and nothing can shorten that. So each runner
 * keeps the locks of its own jobs fresh and hands back the jobs of a runner that has not done so for half a minute.
 */
export const beatEveryMs = 5_000;
export const deadAfterSeconds = 30;

export function keepAlive(ctx: Context): { start(pool: string): void; stop(): void } {
  const timers: NodeJS.Timeout[] = [];
  return {
    start(pool) {
      const timer = setInterval(() => void beat(ctx, pool), beatEveryMs);
      timer.unref();
      timers.push(timer);
      void beat(ctx, pool);
    },
    stop: () => timers.forEach(clearInterval),
  };
}

async function beat(ctx: Context, pool: string): Promise<void> {
  try {
    await ctx.db.system(async (tx) => {
      await freshenLocks(tx, pool);
      await unlockDeadJobs(tx, deadAfterSeconds);
    });
  } catch (error) {
    // A database that is away takes nobody's jobs either; the next beat comes.
    ctx.log.debug({ cause: error instanceof Error ? error.message : String(error) }, 'A heartbeat failed.');
  }
}
