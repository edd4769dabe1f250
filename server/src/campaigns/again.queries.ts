import type { Tx } from '../platform/db/pool.ts';
import type { AgainTo } from './again.ts';
import type { CampaignStatus } from './campaign-states.ts';

export type Again = {
  readonly id: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly to: AgainTo | null;
};

/** Those that went, or will go, again to some people of a campaign; oldest first. */
export async function listAgain(tx: Tx, campaignId: string): Promise<Again[]> {
  const { rows } = await tx.query<Again>(
    'select id, name, status, again_to as "to" from campaign where workspace_id = $1 and again_of = $2 order by created_at, id',
    [tx.workspaceId, campaignId],
  );
  return rows;
}

/** What this one goes again for; null where it is the first. */
export async function findFirst(tx: Tx, campaignId: string): Promise<string | null> {
  const { rows } = await tx.query<{ first: string | null }>(
    'select again_of as first from campaign where workspace_id = $1 and id = $2',
    [tx.workspaceId, campaignId],
  );
  return rows[0]?.first ?? null;
}

export async function saveAgain(tx: Tx, campaignId: string, first: string, to: AgainTo): Promise<void> {
  await tx.query('update campaign set again_of = $3, again_to = $4 where workspace_id = $1 and id = $2', [
    ...[tx.workspaceId, campaignId, first, to],
  ]);
}
