import type { Tx } from '../../platform/db/pool.ts';

/** `from` is the first instant of the month in the workspace's zone, `until` the first after it. */
export type MonthSpan = { readonly from: Date; readonly until: Date };

const mine = 'workspace_id = (select current_workspace())';
const sent = `m.${mine} and m.submitted_at >= $1 and m.submitted_at < $2 and m.kind in ('campaign', 'direct')`;

/** Texts of the month, drawn by a seed: the same seed draws the same again. */
export async function drawSample(
  tx: Tx,
  { from, until }: MonthSpan,
  seed: number,
  size: number,
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select m.id from message m where ${sent} order by hashint8extended(m.id, $3), m.id limit $4`,
    [from, until, seed, size],
  );
  return rows.map(({ id }) => id);
}

export type MonthCounts = {
  readonly sent: number;
  readonly marketing: number;
  readonly people: number;
};

export async function countMonth(tx: Tx, { from, until }: MonthSpan): Promise<MonthCounts> {
  const { rows } = await tx.query<MonthCounts>(
    `select count(*) as sent, count(*) filter (where m.purpose = 'marketing') as marketing, count(distinct m.number) as people
     from message m where ${sent}`,
    [from, until],
  );
  return rows[0] ?? { sent: 0, marketing: 0, people: 0 };
}

/** Of everything in the month, not of the sample: texts that left while the person had opted out of their brand. */
export async function listAfterOptOut(tx: Tx, { from, until }: MonthSpan, most: number): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select m.id from suppression s
     join message m on m.workspace_id = s.workspace_id and m.number = s.number and m.submitted_at > s.suppressed_at
       and (s.lifted_at is null or m.submitted_at < s.lifted_at)
     left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
     join program p on p.workspace_id = m.workspace_id and p.id = coalesce(m.program_id, c.program_id) and p.brand_id = s.brand_id
     where s.${mine} and ${sent} order by m.id limit $3`,
    [from, until, most],
  );
  return rows.map(({ id }) => id);
}

export type OptOutCounts = {
  readonly count: number;
  /** Milliseconds from the reply to its record; null where nobody opted out by a reply. */
  readonly p99Ms: number | null;
  readonly mostMs: number | null;
};

export async function countOptOuts(tx: Tx, { from, until }: MonthSpan): Promise<OptOutCounts> {
  const { rows } = await tx.query<OptOutCounts>(
    `select count(*) as count, (percentile_disc(0.99) within group (order by ms))::float8 as "p99Ms", max(ms)::float8 as "mostMs"
     from (select case when r.received_at is not null
         then greatest(0, extract(epoch from e.recorded_at - r.received_at) * 1000) end as ms from consent_event e
       left join lateral (select min(i.received_at) as received_at from inbound_message i
         where i.workspace_id = e.workspace_id and i.provider_id = e.evidence ->> 'provider_id') r on true
       where e.${mine} and e.type = 'opt_out' and e.recorded_at >= $1 and e.recorded_at < $2) t`,
    [from, until],
  );
  return rows[0] ?? { count: 0, p99Ms: null, mostMs: null };
}

/** Replies that somebody has to judge and that waited beyond their hour at the end of the month. */
export async function countOverdueReplies(tx: Tx, { from, until }: MonthSpan): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from reply_case where ${mine} and opened_at >= $1 and opened_at < $2
       and coalesce(decided_at, $2) > due_at`,
    [from, until],
  );
  return rows[0]?.count ?? 0;
}

export type Surroundings = {
  readonly id: number;
  readonly brandName: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly timeZoneSource: string | null;
  /** Marketing texts of the brand to the person in the 24 hours before, this one left out. */
  readonly earlierInDay: number;
  /** Bodies of the brand's texts to the person in the 30 days before, this one left out. */
  readonly earlierBodies: readonly string[];
};

/** What stood around these texts: where their people are, and what they had been sent before. */
export async function listSurroundings(tx: Tx, ids: readonly number[]): Promise<Map<number, Surroundings>> {
  const before = (window: string) => `from message e
    left join campaign ec on ec.workspace_id = e.workspace_id and ec.id = e.campaign_id
    join program ep on ep.workspace_id = e.workspace_id and ep.id = coalesce(e.program_id, ec.program_id) and ep.brand_id = p.brand_id
    where e.workspace_id = m.workspace_id and e.contact_id = m.contact_id and e.id <> m.id and e.kind in ('campaign', 'direct')
      and e.submitted_at <= m.submitted_at and e.submitted_at > m.submitted_at - interval '${window}'`;
  const { rows } = await tx.query<Surroundings>(
    `select m.id, b.name as "brandName", k.country, k.region, k.time_zone as "timeZone", k.time_zone_source as "timeZoneSource",
       (select count(*) ${before('24 hours')} and e.purpose = 'marketing') as "earlierInDay",
       array(select e.body ${before('30 days')} order by e.id desc limit 50) as "earlierBodies"
     from message m
     left join contact k on k.workspace_id = m.workspace_id and k.id = m.contact_id
     left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
     left join program p on p.workspace_id = m.workspace_id and p.id = coalesce(m.program_id, c.program_id)
     left join brand b on b.workspace_id = p.workspace_id and b.id = p.brand_id
     where m.${mine} and m.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export type SelfCheckRow = {
  readonly month: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly sampled: number;
  readonly failed: number;
  readonly report: string;
  readonly signature: Buffer;
  readonly keyId: string;
};

const columns = `to_char(month, 'YYYY-MM') as month, made_at as "madeAt", made_by as "madeBy", sampled, failed, report,
  signature, key_id as "keyId"`;

export async function insertSelfCheck(tx: Tx, row: SelfCheckRow): Promise<void> {
  await tx.query(
    `insert into self_check (workspace_id, month, made_at, made_by, sampled, failed, report, signature, key_id)
     values (current_workspace(), ($1 || '-01')::date, $2, $3, $4, $5, $6, $7, $8)`,
    [row.month, row.madeAt, row.madeBy, row.sampled, row.failed, row.report, row.signature, row.keyId],
  );
}

/** Newest month first, and of a month the newest first. */
export async function listSelfChecks(tx: Tx, most: number): Promise<SelfCheckRow[]> {
  const { rows } = await tx.query<SelfCheckRow>(
    `select ${columns} from self_check where ${mine} order by self_check.month desc, id desc limit $1`,
    [most],
  );
  return rows;
}

export async function findSelfCheck(tx: Tx, month: string): Promise<SelfCheckRow | null> {
  const { rows } = await tx.query<SelfCheckRow>(
    `select ${columns} from self_check where ${mine} and month = ($1 || '-01')::date order by id desc limit 1`,
    [month],
  );
  return rows[0] ?? null;
}
