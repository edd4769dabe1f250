import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { announce } from '../platform/jobs/index.ts';
import { listPaces, type Pace, type PaceLevel, type PaceLimit, savePace } from './pace.queries.ts';

/**
 * Sets how many parts a second, or a day, may leave at one level, or takes the limit away with null. Workers book against the
 * new figure within a second. A sender always has one: carriers count every number.
 */
export async function setPace(
  tx: Tx,
  scope: Scope,
  target: { level: PaceLevel; subject: string },
  given: PaceLimit | number | null,
): Promise<void> {
  const limit = typeof given === 'number' ? { partsPerSecond: given } : given;
  if (target.level === 'sender' && limit === null)
    throw new Conflict(
      'pace.sender_needs_one',
      'A sender always has a pace; give the parts a second that the carrier allows it.',
    );
  const [before] = await listPaces(tx, [target]);
  await savePace(tx, target.level, target.subject, limit);
  await recordAudit(tx, scope, {
    act: 'pace.changed',
    object: `${target.level}:${target.subject}`,
    before: inAudit(before ?? null),
    after: inAudit(limit),
  });
  if (before?.partsPerDay != null) await announce(tx, scope.workspaceId, 'carrier_days.changed', {});
}

const inAudit = (limit: Pace | PaceLimit | null) => ({
  parts_per_second: limit?.partsPerSecond ?? null,
  ...(limit?.partsPerDay != null && { parts_per_day: limit.partsPerDay }),
});
