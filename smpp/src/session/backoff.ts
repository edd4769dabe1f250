/** How long to wait between attempts. */
export interface Backoff {
  /** The wait after the first failure; 1 second unless told. It doubles with each further one. */
  readonly firstDelayMs?: number;
  /** 60 seconds unless told. */
  readonly longestDelayMs?: number;
}

/**
 * The wait before the next attempt: doubled each time, and then anything between half of that and all of it, so that a thousand
 * clients of a carrier that came back do not all come back in the same second.
 *
 * @param failures in a row so far, from 1
 * @param random 0 up to but not 1
 */
export function backoffMs(
  failures: number,
  random: number,
  { firstDelayMs = 1_000, longestDelayMs = 60_000 }: Backoff = {},
): number {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole / 2 + (random * whole) / 2);
}
