import type { Tx } from '../platform/db/pool.ts';

export type CarrierLine = {
  /** Null for people of whom nobody knows. */
  readonly carrier: string | null;
  readonly texts: number;
  readonly parts: number;
  readonly delivered: number;
  /** Every bad end. */
  readonly bad: number;
  /** No last word yet, or none that is known. */
  readonly open: number;
  readonly reasons: readonly { readonly reason: string; readonly texts: number }[];
};

/** What became of a campaign's texts, by the carrier that their people are with now. What was not sent is not among them. */
export async function countByCarrier(tx: Tx, campaignId: string): Promise<CarrierLine[]> {
  const { rows } = await tx.query<CarrierLine>({
    name: 'analytics_by_carrier',
    text: `with text as (
        select o.carrier, m.status, m.reason, count(*) as texts, sum(m.parts) as parts
        from message m left join contact o on o.workspace_id = m.workspace_id and o.id = m.contact_id
        where m.workspace_id = current_workspace() and m.campaign_id = $1 and m.status <> 'suppressed'
        group by 1, 2, 3
      ), bad as (
        select carrier, reason, sum(texts)::bigint as texts from text
        where status in ('undelivered', 'failed', 'rejected', 'expired') and reason is not null group by 1, 2
      )
      select t.carrier, sum(t.texts)::bigint as texts, sum(t.parts)::bigint as parts,
        coalesce(sum(t.texts) filter (where t.status = 'delivered'), 0)::bigint as delivered,
        coalesce(sum(t.texts) filter (where t.status in ('undelivered', 'failed', 'rejected', 'expired')), 0)::bigint as bad,
        coalesce(sum(t.texts) filter (where t.status in ('queued', 'accepted', 'sent', 'unknown')), 0)::bigint as open,
        coalesce((select json_agg(json_build_object('reason', b.reason, 'texts', b.texts) order by b.texts desc, b.reason) from (
          select * from bad b where b.carrier is not distinct from t.carrier order by b.texts desc, b.reason limit 10) b), '[]') as reasons
      from text t group by t.carrier order by t.carrier nulls last`,
    values: [campaignId],
  });
  return rows;
}
