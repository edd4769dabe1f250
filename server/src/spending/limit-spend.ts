import type { Tx } from '../platform/db/pool.ts';
import { announce } from '../platform/jobs/index.ts';
import { deleteLimit, upsertLimit } from './limit.queries.ts';
import type { Money } from './money.ts';

/**
 * So much may the texts of these campaigns take together, at the most; null for no limit. It is asked with each intent, so it is not
 * passed by a cent. Texts that a former one held are judged again at once.
 */
export async function limitSpend(
  tx: Tx,
  familyId: string,
  campaignIds: readonly string[],
  most: Money | null,
): Promise<void> {
  if (most === null && !(await deleteLimit(tx, familyId))) return;
  if (most !== null) await upsertLimit(tx, familyId, campaignIds, most);
  await announce(tx, tx.workspaceId, 'spending.changed', {});
}
