import type { Tx } from '../../platform/db/pool.ts';
import type { WeekdayTotals } from './trends.ts';

/** From the first instant on and before the second. */
export type Stretch = {
  readonly from: Date;
  readonly until: Date;
  /** Texts of campaigns alone; all of them unless told. */
  readonly isOfCampaigns?: boolean;
};

const inStretch =
  'workspace_id = $1 and hour >= $2 and hour < $3 and (campaign_id is not null or $4::boolean is not true)';
const stretchOf = (tx: Tx, { from, until, isOfCampaigns = false }: Stretch) => [
  tx.workspaceId,
  from,
  until,
  isOfCampaigns,
];

export type HourTotals = {
  readonly texts: number;
  readonly parts: number;
  readonly delivered: number;
  readonly failed: number;
  readonly unconfirmed: number;
  readonly unknown: number;
  readonly clicked: number;
  readonly replied: number;
  readonly optOuts: number;
};

/** Sums of `text_hour`, by what became of the texts. */
export const hourTotals = `coalesce(sum(texts), 0)::integer as texts, coalesce(sum(parts), 0)::integer as parts,
  ${[
    ['delivered', "status = 'delivered'"],
    ['failed', "status in ('failed', 'undelivered', 'rejected', 'expired')"],
    ['unconfirmed', "status in ('accepted', 'sent')"],
    ['unknown', "status = 'unknown'"],
  ]
    .map(([name, condition]) => `coalesce(sum(texts) filter (where ${condition}), 0)::integer as ${name}`)
    .join(', ')},
  coalesce(sum(clicked), 0)::integer as clicked, coalesce(sum(replied), 0)::integer as replied, coalesce(sum(left_within_day), 0)::integer as "optOuts"`;

export async function sumTexts(tx: Tx, stretch: Stretch): Promise<HourTotals> {
  const { rows } = await tx.query<HourTotals>(
    `select ${hourTotals} from text_hour where ${inStretch}`,
    stretchOf(tx, stretch),
  );
  return rows[0] as HourTotals;
}

export type Step = 'day' | 'week' | 'month';

/** By days, weeks or months of the workspace’s own clock. */
export async function sumTextsBy(
  tx: Tx,
  stretch: Stretch,
  step: Step,
  zone: string,
): Promise<(HourTotals & { readonly at: string })[]> {
  const { rows } = await tx.query<HourTotals & { at: string }>(
    `select to_char(date_trunc($5, hour at time zone $6), 'YYYY-MM-DD') as at, ${hourTotals} from text_hour where ${inStretch} group by 1 order by 1`,
    [...stretchOf(tx, stretch), step, zone],
  );
  return rows;
}

export const parts = ['sender', 'carrier', 'country', 'campaign'] as const;
export type Part = (typeof parts)[number];
const columns: Readonly<Record<Part, string>> = {
  sender: 'h.sender_id::text',
  carrier: 'h.carrier',
  country: 'h.country',
  campaign: 'h.campaign_id::text',
};

export async function sumTextsOf(
  tx: Tx,
  stretch: Stretch,
  by: Part,
): Promise<(HourTotals & { readonly key: string | null; readonly name: string | null })[]> {
  const { rows } = await tx.query<HourTotals & { key: string | null; name: string | null }>(
    `select t.*, case $5 when 'sender' then (select number from sender s where s.workspace_id = $1 and s.id::text = t.key)
         when 'campaign' then (select name from campaign c where c.workspace_id = $1 and c.id::text = t.key) end as name
     from (select ${columns[by]} as key, ${hourTotals} from text_hour h where ${inStretch}
       group by 1 order by sum(texts) desc, 1 limit 500) t order by t.texts desc, t.key nulls last`,
    [...stretchOf(tx, stretch), by],
  );
  return rows;
}

/** All texts of some campaigns, whenever they left; by `text_hour_campaign`. */
export async function sumTextsOfCampaigns(
  tx: Tx,
  ids: readonly string[],
): Promise<(HourTotals & { readonly campaignId: string })[]> {
  const { rows } = await tx.query<HourTotals & { campaignId: string }>(
    `select campaign_id as "campaignId", ${hourTotals} from text_hour
     where workspace_id = $1 and campaign_id = any ($2::uuid[]) group by 1`,
    [tx.workspaceId, ids],
  );
  return rows;
}

export type SlotTotals = {
  readonly slot: number;
  readonly texts: number;
  readonly reached: number;
  readonly clicked: number;
  readonly replied: number;
  readonly optOuts: number;
};

/** By the hour of the week where each person is. */
export async function sumBySlot(tx: Tx, { from, until }: Stretch): Promise<SlotTotals[]> {
  const { rows } = await tx.query<SlotTotals>(
    `select slot, sum(texts)::integer as texts, coalesce(sum(texts) filter (where status in ('delivered', 'accepted', 'sent')), 0)::integer as reached,
       sum(clicked)::integer as clicked, sum(replied)::integer as replied, sum(left_within_day)::integer as "optOuts"
     from text_hour where workspace_id = $1 and hour >= $2 and hour < $3 and campaign_id is not null group by 1 order by 1`,
    [tx.workspaceId, from, until],
  );
  return rows;
}

/** By weeks of the workspace's own clock, and in them by the day of the week where each person is. */
export async function sumByWeekday(tx: Tx, stretch: Stretch, zone: string): Promise<WeekdayTotals[]> {
  const { rows } = await tx.query<WeekdayTotals>(
    `select to_char(date_trunc('week', hour at time zone $5), 'YYYY-MM-DD') as week, slot / 24 + 1 as weekday,
       coalesce(sum(texts) filter (where status <> 'unknown'), 0)::integer as texts,
       coalesce(sum(texts) filter (where status = 'delivered'), 0)::integer as delivered,
       coalesce(sum(texts) filter (where status in ('delivered', 'accepted', 'sent')), 0)::integer as reached,
       sum(clicked)::integer as clicked, sum(replied)::integer as replied, sum(left_within_day)::integer as "optedOut"
     from text_hour where ${inStretch} group by 1, 2 order by 1, 2`,
    [...stretchOf(tx, stretch), zone],
  );
  return rows;
}

/** How many people have each hour of the day for their best one, by their own answers. */
export async function countOwnHours(tx: Tx): Promise<number[]> {
  const { rows } = await tx.query<{ hour: number; people: number }>(
    'select best_hour::int as hour, count(*)::integer as people from answered_hour where workspace_id = $1 group by 1',
    [tx.workspaceId],
  );
  return Array.from({ length: 24 }, (_, hour) => rows.find((row) => row.hour === hour)?.people ?? 0);
}

export type ReasonTotal = { readonly reason: string | null; readonly status: string; readonly texts: number };

export async function sumReasons(tx: Tx, { from, until }: Stretch): Promise<ReasonTotal[]> {
  const { rows } = await tx.query<ReasonTotal>(
    `select reason, status, sum(texts)::integer as texts from text_hour where workspace_id = $1 and hour >= $2 and hour < $3
       and status not in ('delivered', 'accepted', 'sent') group by 1, 2 order by 3 desc, 1`,
    [tx.workspaceId, from, until],
  );
  return rows;
}

export type ReasonOfAccount = ReasonTotal & {
  /** The kinds of carriers that may have given the reason: that of the number's own account first. */
  readonly kinds: readonly string[];
};

/** The same beside whose words the reasons are. A text may have left by another account of its number's, or of all of its kind. */
export async function sumReasonsOfAccounts(tx: Tx, { from, until }: Stretch): Promise<ReasonOfAccount[]> {
  const { rows } = await tx.query<ReasonOfAccount>(
    `select h.reason, h.status, h.texts, array(select g.kind from gateway g
         where g.workspace_id = $1 and (g.id = s.gateway_id or g.id in (select r.gateway_id from route r
           where r.workspace_id = $1 and (r.sender_id = s.id or r.sender_kind = s.kind))) order by (g.id = s.gateway_id) desc, g.kind) as kinds
     from (select sender_id, reason, status, sum(texts)::integer as texts from text_hour where workspace_id = $1 and hour >= $2 and hour < $3
         and status not in ('delivered', 'accepted', 'sent') group by 1, 2, 3) h
       join sender s on s.workspace_id = $1 and s.id = h.sender_id`,
    [tx.workspaceId, from, until],
  );
  return rows;
}

/** Texts of campaigns that had a link, of which alone a share of clicks can be said; `nobodys` openings tell not whose they were. */
export async function sumWithLinks(
  tx: Tx,
  { from, until }: Stretch,
): Promise<{ reached: number; clicked: number; nobodys: number }> {
  const { rows } = await tx.query<{ reached: number; clicked: number; nobodys: number }>(
    `select coalesce(sum(texts) filter (where status in ('delivered', 'accepted', 'sent')), 0)::integer as reached, coalesce(sum(clicked), 0)::integer as clicked,
       (select count(*)::integer from click c join link l on l.workspace_id = c.workspace_id and l.id = c.link_id
        where c.workspace_id = $1 and c.at >= $2 and c.at < $3 and c.message_id is null and c.robot_reason is null and l.campaign_id is not null) as nobodys
     from text_hour h where workspace_id = $1 and hour >= $2 and hour < $3
       and campaign_id in (select campaign_id from link where workspace_id = $1 and campaign_id is not null)`,
    [tx.workspaceId, from, until],
  );
  return rows[0] ?? { reached: 0, clicked: 0, nobodys: 0 };
}

export type MoneyAt = { readonly at: string; readonly revenue: string; readonly conversions: number };

export async function sumRevenueBy(
  tx: Tx,
  { from, until }: Stretch,
  step: Step,
  zone: string,
): Promise<MoneyAt[]> {
  const { rows } = await tx.query<MoneyAt>(
    `select to_char(date_trunc($4, occurred_at at time zone $5), 'YYYY-MM-DD') as at, sum(revenue)::text as revenue, sum(conversions)::float8 as conversions
     from conversion_credit where workspace_id = $1 and occurred_at >= $2 and occurred_at < $3 group by 1 order by 1`,
    [tx.workspaceId, from, until, step, zone],
  );
  return rows;
}

export type CostAt = { readonly at: string; readonly expected: string };

/** By the price table; days of the workspace. */
export async function sumCostBy(
  tx: Tx,
  { from, until }: Stretch,
  step: Step,
  zone: string,
): Promise<CostAt[]> {
  const { rows } = await tx.query<CostAt>(
    `select to_char(date_trunc($4, day::timestamp), 'YYYY-MM-DD') as at, sum(amount)::text as expected from (
       select day, amount from spend_day where workspace_id = $1 union all select day, amount from spend_move where workspace_id = $1) s
     where day >= ($2::timestamptz at time zone $5)::date and day < ($3::timestamptz at time zone $5)::date group by 1 order by 1`,
    [tx.workspaceId, from, until, step, zone],
  );
  return rows;
}

export type Growth = {
  readonly at: string;
  /** How it came about: `web_form`, `keyword`, `import` … */
  readonly method: string;
  readonly joined: number;
  readonly left: number;
};

/** Who joined a program and who left, by how. Confirmed again or twice on a day counts twice; so it stands in the ledger. */
export async function sumGrowth(
  tx: Tx,
  { from, until }: Stretch,
  step: Step,
  zone: string,
): Promise<Growth[]> {
  const { rows } = await tx.query<Growth>(
    `select to_char(date_trunc($4, occurred_at at time zone $5), 'YYYY-MM-DD') as at, method,
       count(*) filter (where type in ('opt_in', 'doi_confirmed', 'rejoin'))::integer as joined,
       count(*) filter (where type in ('opt_out', 'withdrawn', 'expired', 'erased'))::integer as left
     from consent_event where workspace_id = $1 and occurred_at >= $2 and occurred_at < $3
       and type in ('opt_in', 'doi_confirmed', 'rejoin', 'opt_out', 'withdrawn', 'expired', 'erased')
     group by 1, 2 order by 1, 2`,
    [tx.workspaceId, from, until, step, zone],
  );
  return rows;
}

/** How many people are in a program now, each once. */
export async function countMembers(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    `select count(distinct number)::integer as people from consent where workspace_id = $1 and status = 'opted_in'`,
    [tx.workspaceId],
  );
  return rows[0]?.people ?? 0;
}
