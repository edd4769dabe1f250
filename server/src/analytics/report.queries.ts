import type { Tx } from '../platform/db/pool.ts';
import type { CampaignCounts } from './progress.ts';

/**
 * Everything that is counted of a campaign, in one statement and so as of one moment: counted one after the other, a
 * text that leaves in between would stand in two lines or in none. A million texts take some 0.4 s, which is why
 * report-cache.ts keeps the answer. Chunks are counted as dispatch does (positions without a text).
 */
export async function countCampaign(tx: Tx, campaignId: string): Promise<CampaignCounts> {
  const { rows } = await tx.query<CampaignCounts>({
    name: 'analytics_count_campaign',
    text: `
      with texts as (
        select status, reason, is_accepted, sum(count)::bigint as count from (
          select status, reason, accepted_at is not null as is_accepted, count(*) as count
          from message where workspace_id = $1 and campaign_id = $2 and status <> 'queued' group by 1, 2, 3
          -- Of months whose texts are no longer kept.
          union all select status, reason, is_accepted, count from message_count where workspace_id = $1 and campaign_id = $2
        ) t group by 1, 2, 3
      ), waiting as (
        select c.state, c.not_before, c.held_reason,
          sum(cardinality(array_remove(c.recipients, 0)) - coalesce(t.texts, 0))::bigint as count
        from send_chunk c
        left join lateral (
          select count(*) as texts from message m
          where m.workspace_id = $1 and m.id >= c.base_id and m.id < c.base_id + cardinality(c.recipients)
            and c.recipients[(m.id - c.base_id + 1)::integer] <> 0 and not (c.is_recorded and m.status = 'queued')
        ) t on true
        where c.workspace_id = $1 and c.run_id = $2 and c.state <> 'done' group by 1, 2, 3
      ), heard as (
        -- People, not words: whoever wrote thrice has replied once. A STOP is no reply, here as in the results.
        select count(distinct number) filter (where intent not in ('stop', 'wrong_number')) as replies,
          count(distinct number) filter (where intent in ('stop', 'wrong_number')) as opt_outs
        from inbound_message where workspace_id = $1 and campaign_id = $2
      )
      select heard.replies, heard.opt_outs,
        (select coalesce(jsonb_agg(t), '[]') from texts t) as texts,
        (select coalesce(jsonb_agg(w), '[]') from waiting w where w.count > 0) as waiting
      from heard`,
    values: [tx.workspaceId, campaignId],
  });
  return rows[0] ?? { texts: [], waiting: [], replies: 0, opt_outs: 0 };
}

/** The clock outside, as the database has it: the one that the times of sending are noted by. */
export async function realNow(tx: Tx): Promise<Date> {
  const { rows } = await tx.query<{ at: Date }>('select clock_timestamp() as at');
  return rows[0]?.at ?? new Date(0);
}
