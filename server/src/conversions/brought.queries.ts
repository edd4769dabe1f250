import type { Tx } from '../platform/db/pool.ts';

/** What texts brought. Conversions may be parts of one, where several texts share it; money is in the workspace's one currency. */
export type Brought = {
  readonly conversions: number;
  /** Different people with anything to their name. */
  readonly people: number;
  /** After what was returned and cancelled. */
  readonly revenue: string;
  /** What was returned or cancelled, as a positive sum. */
  readonly returned: string;
};

const nothing: Brought = { conversions: 0, people: 0, revenue: '0', returned: '0' };

const sums = `coalesce(sum(conversions), 0)::float8 as conversions, count(distinct coalesce(contact_id, -message_id))::integer as people,
  coalesce(sum(revenue), 0)::text as revenue, coalesce(-sum(revenue) filter (where revenue < 0), 0)::text as returned`;

/** What a campaign brought, by the workspace's attribution. */
export async function broughtByCampaign(tx: Tx, campaignId: string): Promise<Brought> {
  const { rows } = await tx.query<Brought>({
    name: 'conversions_of_campaign',
    text: `select ${sums} from conversion_credit where workspace_id = $1 and campaign_id = $2`,
    values: [tx.workspaceId, campaignId],
  });
  return rows[0] ?? nothing;
}

export type Buyer = {
  readonly contactId: number;
  readonly conversions: number;
  /** A number is exact enough to compare variants by; sums that are shown are made in the database. */
  readonly revenue: number;
};

/** The people of a campaign who bought, with what of it is put down to its texts: few against those who got it. */
export async function listBuyers(tx: Tx, campaignId: string): Promise<Buyer[]> {
  const { rows } = await tx.query<Buyer>({
    name: 'conversions_buyers',
    text: `select contact_id as "contactId", sum(conversions)::float8 as conversions, sum(revenue)::float8 as revenue
      from conversion_credit where workspace_id = $1 and campaign_id = $2 and contact_id is not null group by 1 order by 1`,
    values: [tx.workspaceId, campaignId],
  });
  return rows;
}

export type ListedCredit = {
  readonly eventKey: string;
  readonly messageId: number;
  readonly campaignId: string | null;
  readonly contactId: number;
  readonly linkId: string | null;
  readonly name: string;
  readonly occurredAt: Date;
  readonly touch: 'coupon' | 'click' | 'utm' | 'delivery';
  readonly touchedAt: Date;
  readonly conversions: number;
  readonly revenue: string;
};
export type CreditPlace = { readonly at: string; readonly key: string; readonly message: number };

/** Latest first. */
export async function listCredits(
  tx: Tx,
  asked: {
    readonly campaignId: string | null;
    readonly contactId: number | null;
    readonly before: CreditPlace | null;
    readonly limit: number;
  },
): Promise<ListedCredit[]> {
  const { rows } = await tx.query<ListedCredit>(
    `select c.event_key as "eventKey", c.message_id as "messageId", c.campaign_id as "campaignId", c.contact_id as "contactId",
       c.link_id as "linkId", n.name, c.occurred_at as "occurredAt", c.touch, c.touched_at as "touchedAt",
       c.conversions::float8 as conversions, c.revenue::text as revenue
     from conversion_credit c join event_name n on n.workspace_id = c.workspace_id and n.id = c.name_id
     where c.workspace_id = $1 and ($2::uuid is null or c.campaign_id = $2) and ($3::bigint is null or c.contact_id = $3)
       and ($4::timestamptz is null or (c.occurred_at, c.event_key, c.message_id) < ($4, $5::uuid, $6::bigint))
       and exists (select from contact p where p.workspace_id = c.workspace_id and p.id = c.contact_id)
     order by c.occurred_at desc, c.event_key desc, c.message_id desc limit $7`,
    [
      tx.workspaceId,
      asked.campaignId,
      asked.contactId,
      asked.before?.at ?? null,
      asked.before?.key ?? null,
      asked.before?.message ?? null,
      asked.limit,
    ],
  );
  return rows;
}
