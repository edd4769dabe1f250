import { areaCodes, areaOfCode } from '@tidings/policy/places';
import type { CompiledSql } from '../../audiences/index.ts';
import type { Tx } from '../../platform/db/pool.ts';

/** By what a campaign can be taken apart, text by text. */
export const dimensions = [
  ...(['variant', 'sender', 'gateway', 'carrier', 'country', 'region', 'segment', 'hour'] as const),
] as const;
export type Dimension = (typeof dimensions)[number];

/** What became of texts, and what came of them. Texts that were not sent (suppressed, still waiting) are in none of it. */
export type Figures = {
  readonly texts: number;
  readonly parts: number;
  readonly handedOver: number;
  readonly delivered: number;
  readonly failed: number;
  /** Taken by the carrier, and no last word since. */
  readonly unconfirmed: number;
  /** Nobody knows whether it left. */
  readonly unknown: number;
  /** Clicks of people, those of programs, and the texts in which a person clicked. */
  readonly humanClicks: number;
  readonly robotClicks: number;
  readonly clickers: number;
  readonly replies: number;
  readonly repliers: number;
  /** Texts whose people left within 24 hours, by whatever path. */
  readonly optOuts: number;
  readonly conversions: number;
  readonly buyers: number;
  readonly revenue: string;
  readonly revenueSquares: number;
  readonly returned: string;
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
};
export type Group = Figures & { readonly key: string | null };

// By which account a text left, as its last intent says. Joined as a set: asked text by text it takes twenty microseconds each.
const leftBySet = `left join (
    select distinct on (k.base_id + p.position) k.base_id + p.position as id, i.gateway_id
    from send_chunk k join send_intent i on i.workspace_id = k.workspace_id and i.chunk_id = k.id cross join unnest(i.positions) as p (position)
    where k.workspace_id = $1 and k.run_id = any($2::uuid[]) order by 1, i.fence desc, i.batch desc
  ) g on g.id = m.id left join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id`;
const personJoin = 'left join contact o on o.workspace_id = m.workspace_id and o.id = m.contact_id';

const keys: Readonly<Record<Exclude<Dimension, 'segment'> | 'none', { key: string; join: string }>> = {
  none: { key: 'null::text', join: '' },
  // Each arm of an experiment is a campaign of its own.
  variant: { key: 'm.campaign_id::text', join: '' },
  sender: { key: 'm.sender_id::text', join: '' },
  gateway: { key: 'coalesce(g.gateway_id, s.gateway_id)::text', join: leftBySet },
  carrier: { key: 'o.carrier', join: personJoin },
  country: { key: 'o.country', join: personJoin },
  // `US-TX`: of the state on file, else of where their number was given out, which takes the parameters of `areas`.
  region: {
    key: `coalesce(case when length(o.region) = 2 then coalesce(o.country, 'US') || '-' || upper(o.region) end, a.region)`,
    join: `${personJoin} left join unnest($3::text[], $4::text[]) as a (code, region) on m.number like '+1%' and a.code = substr(m.number, 3, 3)`,
  },
  hour: {
    key: `to_char(date_trunc('hour', m.submitted_at at time zone 'utc'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    join: '',
  },
};

const areas = (): [string[], string[]] => {
  const known = areaCodes.flatMap((code) => {
    const area = areaOfCode(code);
    return area?.region ? [[code, `${area.country}-${area.region}`] as const] : [];
  });
  return [known.map(([code]) => code), known.map(([, region]) => region)];
};

/**
 * A campaign's texts with what came of each, counted by a key. One statement, so as of one moment. A million texts take some seconds; the
 * answer is kept for ten times as long (`timed-cache.ts`).
 */
function resultSql(key: string, join: string): string {
  return `with t as materialized (
      select m.id, m.contact_id, m.number, m.parts, m.status, m.submitted_at, m.accepted_at, m.final_at, ${key} as key
      from message m ${join}
      where m.workspace_id = $1 and m.campaign_id = any($2::uuid[]) and m.status not in ('suppressed', 'queued')
    ), clicked as (
      select c.message_id, count(*) filter (where c.robot_reason is null) as human, count(*) filter (where c.robot_reason is not null) as robots
      from link l join click c on c.workspace_id = $1 and c.link_id = l.id
      where l.workspace_id = $1 and l.campaign_id = any($2::uuid[]) and c.message_id is not null group by 1
    ), replied as (
      select contact_id, count(*) as replies from inbound_message
      where workspace_id = $1 and campaign_id = any($2::uuid[]) and contact_id is not null and intent not in ('stop', 'wrong_number') group by 1
    ), span as (select min(submitted_at) as since, max(submitted_at) + interval '24 hours' as until from t),
    gone as (
      select distinct t.id from span cross join consent_event e join t on t.number = e.number
      where e.workspace_id = $1 and e.type = 'opt_out' and e.occurred_at >= span.since and e.occurred_at < span.until
        and e.occurred_at >= t.submitted_at and e.occurred_at < t.submitted_at + interval '24 hours'
    ), bought as (
      select message_id, sum(conversions) as conversions, sum(revenue) as revenue, coalesce(-sum(revenue) filter (where revenue < 0), 0) as returned
      from conversion_credit where workspace_id = $1 and campaign_id = any($2::uuid[]) group by 1
    )
    select t.key, count(*)::integer as texts, sum(t.parts)::integer as parts,
      count(t.accepted_at)::integer as "handedOver",
      count(*) filter (where t.status = 'delivered')::integer as delivered,
      count(*) filter (where t.status in ('failed', 'undelivered', 'rejected', 'expired'))::integer as failed,
      count(*) filter (where t.status in ('accepted', 'sent'))::integer as unconfirmed,
      count(*) filter (where t.status = 'unknown')::integer as unknown,
      coalesce(sum(c.human), 0)::integer as "humanClicks", coalesce(sum(c.robots), 0)::integer as "robotClicks",
      count(*) filter (where c.human > 0)::integer as clickers,
      coalesce(sum(r.replies), 0)::integer as replies, count(r.replies)::integer as repliers,
      count(gone.id)::integer as "optOuts",
      coalesce(sum(b.conversions), 0)::float8 as conversions, count(b.message_id)::integer as buyers,
      coalesce(sum(b.revenue), 0)::text as revenue, coalesce(sum(b.revenue * b.revenue), 0)::float8 as "revenueSquares",
      coalesce(sum(b.returned), 0)::text as returned,
      percentile_cont(0.5) within group (order by extract(epoch from t.final_at - t.submitted_at)) filter (where t.status = 'delivered') as "p50Seconds",
      percentile_cont(0.95) within group (order by extract(epoch from t.final_at - t.submitted_at)) filter (where t.status = 'delivered') as "p95Seconds"
    from t left join clicked c on c.message_id = t.id left join replied r on r.contact_id = t.contact_id
      left join gone on gone.id = t.id left join bought b on b.message_id = t.id
    group by t.key order by count(*) desc, t.key nulls last`;
}

export async function countResults(
  tx: Tx,
  campaignIds: readonly string[],
  by: Exclude<Dimension, 'segment'> | 'none',
): Promise<Group[]> {
  const { key, join } = keys[by];
  const values = [tx.workspaceId, campaignIds, ...(by === 'region' ? areas() : [])];
  const { rows } = await tx.query<Group>(resultSql(key, join), values);
  return rows;
}

/** By segments: whoever is in two of them now is counted in both. Each is a statement that yields contact_id and takes parameters from $3 on. */
export async function countBySegments(
  tx: Tx,
  campaignIds: readonly string[],
  segments: readonly { readonly id: string; readonly compiled: (firstParameter: number) => CompiledSql }[],
): Promise<Group[]> {
  const values: unknown[] = [tx.workspaceId, campaignIds];
  const parts = segments.map(({ id, compiled }) => {
    const { text, values: own } = compiled(values.length + 1);
    values.push(...own);
    values.push(id);
    return `select $${values.length}::text as key, q.contact_id from (${text}) q`;
  });
  if (parts.length === 0) return [];
  const join = `join (${parts.join(' union all ')}) seg on seg.contact_id = m.contact_id`;
  const { rows } = await tx.query<Group>(resultSql('seg.key', join), values);
  return rows;
}

export type ReplyText = { readonly body: string; readonly marks: readonly string[] };

/** What people wrote back, but for those who left by it. The latest, at most so many. */
export async function listReplyTexts(
  tx: Tx,
  campaignIds: readonly string[],
  most: number,
): Promise<ReplyText[]> {
  const { rows } = await tx.query<ReplyText>(
    `select body, marks from inbound_message where workspace_id = $1 and campaign_id = any($2::uuid[]) and intent not in ('stop', 'wrong_number', 'start')
     order by id desc limit $3`,
    [tx.workspaceId, campaignIds, most],
  );
  return rows;
}

export type ReasonCount = { readonly reason: string | null; readonly texts: number };

/** Why texts failed, most frequent first. */
export async function countReasons(tx: Tx, campaignIds: readonly string[]): Promise<ReasonCount[]> {
  const { rows } = await tx.query<ReasonCount>(
    `select reason, count(*)::integer as texts from message
     where workspace_id = $1 and campaign_id = any($2::uuid[]) and status in ('failed', 'undelivered', 'rejected', 'expired') group by 1 order by 2 desc, 1`,
    [tx.workspaceId, campaignIds],
  );
  return rows;
}

export type CampaignCost = {
  /** By the price table, in the workspace's currency. */
  readonly expected: string;
  readonly currency: string | null;
  /** What carriers say, of so many texts. */
  readonly actual: readonly { readonly currency: string; readonly texts: number; readonly amount: string }[];
};

export async function sumCost(tx: Tx, campaignIds: readonly string[]): Promise<CampaignCost> {
  const { rows } = await tx.query<CampaignCost>(
    `select (select coalesce(sum(amount), 0)::text from (
         select amount from spend_day where workspace_id = $1 and campaign_id = any($2::uuid[])
         union all select amount from spend_move where workspace_id = $1 and campaign_id = any($2::uuid[])) s) as expected,
       (select currency from spend_budget where workspace_id = $1) as currency,
       (select coalesce(json_agg(json_build_object('currency', c.currency, 'texts', c.texts, 'amount', c.amount::text) order by c.currency), '[]') from (
         select currency, count(*)::integer as texts, sum(amount) as amount from (
           select distinct on (k.message_id) k.currency, k.amount from message m join text_cost k on k.workspace_id = $1 and k.message_id = m.id
           where m.workspace_id = $1 and m.campaign_id = any($2::uuid[]) order by k.message_id, array_position(array['invoice', 'listing', 'receipt', 'answer'], source)) o
         group by currency) c) as actual`,
    [tx.workspaceId, campaignIds],
  );
  return rows[0] ?? { expected: '0', currency: null, actual: [] };
}

export type LinkResult = {
  readonly linkId: string;
  readonly url: string;
  readonly label: string | null;
  readonly humanClicks: number;
  readonly robotClicks: number;
  readonly clickers: number;
  readonly conversions: number;
  readonly buyers: number;
  readonly revenue: string;
};

export async function countByLink(tx: Tx, campaignIds: readonly string[]): Promise<LinkResult[]> {
  const { rows } = await tx.query<LinkResult>(
    `select l.id as "linkId", l.url, l.label,
       coalesce(c.human, 0)::integer as "humanClicks", coalesce(c.robots, 0)::integer as "robotClicks", coalesce(c.people, 0)::integer as clickers,
       coalesce(b.conversions, 0)::float8 as conversions, coalesce(b.buyers, 0)::integer as buyers, coalesce(b.revenue, 0)::text as revenue
     from link l
     left join lateral (select count(*) filter (where robot_reason is null) as human, count(*) filter (where robot_reason is not null) as robots,
         count(distinct message_id) filter (where robot_reason is null) as people
       from click where workspace_id = $1 and link_id = l.id) c on true
     left join (select link_id, sum(conversions) as conversions, count(distinct contact_id) as buyers, sum(revenue) as revenue
       from conversion_credit where workspace_id = $1 and campaign_id = any($2::uuid[]) group by 1) b on b.link_id = l.id
     where l.workspace_id = $1 and l.campaign_id = any($2::uuid[]) order by 4 desc, l.id`,
    [tx.workspaceId, campaignIds],
  );
  return rows;
}

export type Moment = {
  readonly at: Date;
  readonly sent: number;
  readonly delivered: number;
  readonly clicks: number;
  readonly replies: number;
  readonly optOuts: number;
  readonly conversions: number;
  readonly revenue: string;
};

/** What happened in which hour (or on which UTC day), each thing by its own time. */
export async function countOverTime(
  tx: Tx,
  campaignIds: readonly string[],
  step: 'hour' | 'day',
): Promise<Moment[]> {
  const at = (column: string) => `date_trunc($3, ${column} at time zone 'utc') at time zone 'utc'`;
  const { rows } = await tx.query<Moment>(
    `with happened as (
       select ${at('submitted_at')} as at, 'sent' as what, count(*) as times, 0::numeric as money from message
       where workspace_id = $1 and campaign_id = any($2::uuid[]) and status not in ('suppressed', 'queued') and submitted_at is not null group by 1
       union all select ${at('final_at')}, 'delivered', count(*), 0 from message
       where workspace_id = $1 and campaign_id = any($2::uuid[]) and status = 'delivered' and final_at is not null group by 1
       union all select ${at('c.at')}, 'clicks', count(*), 0 from link l join click c on c.workspace_id = $1 and c.link_id = l.id
       where l.workspace_id = $1 and l.campaign_id = any($2::uuid[]) and c.robot_reason is null group by 1
       union all select ${at('received_at')}, case when intent in ('stop', 'wrong_number') then 'optOuts' else 'replies' end, count(*), 0
       from inbound_message where workspace_id = $1 and campaign_id = any($2::uuid[]) group by 1, 2
       union all select ${at('occurred_at')}, 'conversions', sum(conversions), sum(revenue) from conversion_credit
       where workspace_id = $1 and campaign_id = any($2::uuid[]) group by 1)
     select at, ${['sent', 'delivered', 'clicks', 'replies', 'optOuts', 'conversions']
       .map((what) => `coalesce(sum(times) filter (where what = '${what}'), 0)::float8 as "${what}"`)
       .join(', ')}, sum(money)::text as revenue
     from happened group by at order by at`,
    [tx.workspaceId, campaignIds, step],
  );
  return rows;
}

/** The campaign, and those that are parts of it: what leads an experiment sends nothing itself. */
export async function listParts(tx: Tx, campaignId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from campaign where workspace_id = $1 and part is not null and part ->> 'root' = $2 order by id`,
    [tx.workspaceId, campaignId],
  );
  return [campaignId, ...rows.map(({ id }) => id)];
}

/** What a key of a dimension is called. */
export async function namesOfKeys(tx: Tx, by: Dimension): Promise<ReadonlyMap<string, string>> {
  const texts: Partial<Record<Dimension, string>> = {
    sender: 'select id::text as key, number as name from sender where workspace_id = $1',
    gateway: 'select id::text as key, name from gateway where workspace_id = $1',
    segment: 'select id::text as key, name from segment where workspace_id = $1',
    variant: 'select id::text as key, name from campaign where workspace_id = $1',
  };
  const text = texts[by];
  if (text === undefined) return new Map();
  const { rows } = await tx.query<{ key: string; name: string }>(text, [tx.workspaceId]);
  return new Map(rows.map(({ key, name }) => [key, name]));
}
