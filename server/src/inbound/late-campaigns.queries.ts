import type { Tx } from '../platform/db/pool.ts';

export type LatePage = {
  readonly since: Date;
  /** Replies that came before this one; null for the latest. */
  readonly before: number | null;
  readonly atMost: number;
};

/**
 * A reply may be here before the text that it answers is on record, which is out while its outcome is still being written down; on a busy
 * machine that was seen with two of seven thousand. Of some replies those since an instant are put down to the campaign of the
 * text that had left last when they came, once that is there. Never to an older one: the hour of a reply may be the carrier's.
 *
 * @returns how many, and the reply with which the next ones begin; null where there are none since then
 */
export async function noteLateCampaigns(
  tx: Tx,
  { since, before, atMost }: LatePage,
): Promise<{ noted: number; next: number | null }> {
  const { rows } = await tx.query<{ noted: number; next: number | null }>({
    name: 'inbound_late_campaigns',
    text: `with r as materialized (
        select id, contact_id, sender_id, campaign_id, received_at from inbound_message
        where workspace_id = current_workspace() and id < $2 order by id desc limit $3),
      late as (
        select r.id, found.campaign_id from r
        cross join lateral (
          select m.id, m.campaign_id from message m
          where m.workspace_id = current_workspace() and m.contact_id = r.contact_id and m.sender_id = r.sender_id and m.campaign_id is not null
            and m.status not in ('queued', 'suppressed', 'failed', 'rejected') and m.submitted_at <= r.received_at
          order by m.contact_id desc, m.id desc limit 1) found
        where r.received_at >= $1 and found.campaign_id is distinct from r.campaign_id
          and not exists (select from message o where o.workspace_id = current_workspace() and o.contact_id = r.contact_id
            and o.campaign_id = r.campaign_id and o.id > found.id)),
      noted as (
        update inbound_message i set campaign_id = late.campaign_id from late
        where i.workspace_id = current_workspace() and i.id = late.id returning 1)
      select (select count(*) from noted)::int as noted,
        (select min(id) from r having count(*) = $3 and max(received_at) >= $1) as next`,
    values: [since, before ?? Number.MAX_SAFE_INTEGER, atMost],
  });
  return rows[0] ?? { noted: 0, next: null };
}
