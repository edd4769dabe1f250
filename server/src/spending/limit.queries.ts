import type { Tx } from '../platform/db/pool.ts';
import { type Money, writeMoney } from './money.ts';

export async function upsertLimit(
  tx: Tx,
  familyId: string,
  campaignIds: readonly string[],
  most: Money,
): Promise<void> {
  await tx.query(
    `insert into spend_limit (workspace_id, campaign_id, family_id, most)
     select current_workspace(), c.id, $1, $3 from unnest($2::uuid[]) c (id)
     on conflict (workspace_id, campaign_id) do update set family_id = excluded.family_id, most = excluded.most`,
    [familyId, campaignIds, writeMoney(most)],
  );
}

/** Whether there was one. */
export async function deleteLimit(tx: Tx, familyId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from spend_limit where workspace_id = current_workspace() and family_id = $1',
    [familyId],
  );
  return (rowCount ?? 0) > 0;
}

/** Puts a campaign under the limit of a family that has one. */
export async function joinLimit(tx: Tx, familyId: string, campaignId: string): Promise<void> {
  await tx.query(
    `insert into spend_limit (workspace_id, campaign_id, family_id, most)
     select workspace_id, $2, family_id, most from spend_limit where workspace_id = current_workspace() and campaign_id = $1
     on conflict (workspace_id, campaign_id) do nothing`,
    [familyId, campaignId],
  );
}
