import type { Clock } from '../../platform/clock.ts';
import { Invalid } from '../../platform/errors.ts';

// Clocks of two machines differ; an opt-out is not refused for that.
const clocksDifferByMs = 5 * 60_000;

/** When an opt-out reached the business: now, unless it is said, and never later than now. */
export function receivedAtOf(clock: Clock, said: Date | undefined): Date {
  const now = clock.now();
  if (said === undefined || said.getTime() <= now.getTime()) return said ?? now;
  if (said.getTime() - now.getTime() <= clocksDifferByMs) return now;
  throw new Invalid(
    'opt_out.in_future',
    'This opt-out would have been received in the future. Give the time at which it reached you, with its zone.',
  );
}
