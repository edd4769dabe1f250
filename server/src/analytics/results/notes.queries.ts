import type { Tx } from '../../platform/db/pool.ts';

/** Texts that went with their month, and clicks of people of which it is not known from whose text. */
export async function countGone(
  tx: Tx,
  campaignIds: readonly string[],
): Promise<{ texts: number; nameless: number }> {
  const { rows } = await tx.query<{ texts: number; nameless: number }>(
    `select (select coalesce(sum(count), 0)::integer from message_count where workspace_id = $1 and campaign_id = any($2::uuid[])) as texts,
       (select count(*)::integer from link l join click c on c.workspace_id = $1 and c.link_id = l.id
        where l.workspace_id = $1 and l.campaign_id = any($2::uuid[]) and c.message_id is null and c.robot_reason is null) as nameless`,
    [tx.workspaceId, campaignIds],
  );
  return rows[0] ?? { texts: 0, nameless: 0 };
}
