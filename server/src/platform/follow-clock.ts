import { type Clock, rehearsalClock, systemClock } from './clock.ts';
import type { Db } from './db/pool.ts';
import type { Log } from './log.ts';
import { findRehearsalTime } from './rehearsal-clock.queries.ts';

const readEveryMs = 500;

/**
 * The clock of this process: the system's, or the rehearsal's as it stands in the database, read again every half second
 * because somebody may have moved it, or begun it. Whether there may ever be one is decided once, at the start: nothing can
 * turn a running production into a rehearsal.
 */
export async function followClock(
  db: Db,
  log: Log,
  { mayBegin }: { readonly mayBegin: boolean },
): Promise<{ clock: Clock; stop(): void }> {
  const start = await db.system(findRehearsalTime);
  if (start === null && !mayBegin) return { clock: systemClock, stop: () => {} };
  const clock = rehearsalClock(start);
  const timer = setInterval(() => {
    db.system(findRehearsalTime).then(
      (time) => time && clock.set(time),
      // It runs on by itself meanwhile.
      (error: Error) => log.debug({ cause: error.message }, 'The clock of the rehearsal could not be read.'),
    );
  }, readEveryMs);
  timer.unref();
  return { clock, stop: () => clearInterval(timer) };
}
