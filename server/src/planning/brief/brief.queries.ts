import type { Tx } from '../../platform/db/pool.ts';
import type { Brief, KeptBrief } from './brief.ts';

export async function findBrief(tx: Tx, campaignId: string): Promise<KeptBrief | null> {
  const { rows } = await tx.query<KeptBrief>(
    `select objective, measure, target::float8 as target, owner, budget::text as budget, notes, set_by as "setBy", set_at as "setAt"
     from campaign_brief where workspace_id = $1 and campaign_id = $2`,
    [tx.workspaceId, campaignId],
  );
  return rows[0] ?? null;
}

export async function saveBrief(
  tx: Tx,
  campaignId: string,
  { objective, measure, target, owner, budget, notes }: Brief,
  set: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into campaign_brief (workspace_id, campaign_id, objective, measure, target, owner, budget, notes, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7::numeric, $8, $9, $10)
     on conflict (workspace_id, campaign_id) do update set objective = excluded.objective, measure = excluded.measure, target = excluded.target,
       owner = excluded.owner, budget = excluded.budget, notes = excluded.notes, set_by = excluded.set_by, set_at = excluded.set_at`,
    [tx.workspaceId, campaignId, objective, measure, target, owner, budget, notes, set.by, set.at],
  );
}
