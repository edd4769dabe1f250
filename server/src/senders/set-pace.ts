import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { listPaces, type PaceLevel, savePace } from './pace.queries.ts';

/**
 * Sets how many parts a second may leave at one level, or takes the limit away with null. Workers book against the new
 * figure within a second. A sender always has one: carriers count every number.
 */
export async function setPace(
  tx: Tx,
  scope: Scope,
  target: { level: PaceLevel; subject: string },
  partsPerSecond: number | null,
): Promise<void> {
  if (target.level === 'sender' && partsPerSecond === null)
    throw new Conflict(
      'pace.sender_needs_one',
      'A sender always has a pace; give the parts a second that the carrier allows it.',
    );
  const [before] = await listPaces(tx, [target]);
  await savePace(tx, target.level, target.subject, partsPerSecond);
  await recordAudit(tx, scope, {
    act: 'pace.changed',
    object: `${target.level}:${target.subject}`,
    before: { parts_per_second: before?.partsPerSecond ?? null },
    after: { parts_per_second: partsPerSecond },
  });
}
