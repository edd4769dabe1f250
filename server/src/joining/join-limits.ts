import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { countRequest } from '../platform/pages/request-count.queries.ts';
import { type JoinRefusal, refused } from './join.ts';

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

/**
 * Texts to numbers whose owners have proved nothing yet. A robot that posts a form a million times makes no more of them than
 * this: three a day to one number, forty an hour to ten thousand neighbours (whoever is paid for traffic holds numbers in
 * blocks), two thousand an hour in all.
 */
export const joinLimits = [
  { purpose: 'join.number', most: 3, windowSeconds: daySeconds, of: (number: string) => number },
  {
    purpose: 'join.block',
    most: 40,
    windowSeconds: hourSeconds,
    of: (number: string) => number.slice(0, -4),
  },
  { purpose: 'join.workspace', most: 2_000, windowSeconds: hourSeconds, of: () => '' },
] as const;

/** Counts one more text that nobody has proved to want. What is over a limit is not sent, and the count stays. */
export async function countUnproven(
  tx: Tx,
  ctx: Pick<Context, 'secrets'>,
  number: string,
): Promise<JoinRefusal | null> {
  for (const { purpose, most, windowSeconds, of } of joinLimits) {
    const subject = ctx.secrets.sign(of(number), purpose).slice(0, 22);
    const { isWithin } = await countRequest(tx, { purpose, subject, most, windowSeconds });
    if (!isWithin)
      return refused(
        'join.too_many',
        'Too many people were asked to confirm that they join. Try again later, or let them text the keyword.',
      );
  }
  return null;
}
