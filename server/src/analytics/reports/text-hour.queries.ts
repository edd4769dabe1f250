import type { Tx } from '../../platform/db/pool.ts';

export type Span = 'hot' | 'warm' | 'cold';

/**
 * A click or a reply counts in the hour of its text for so many days. With an end to it, the count that is kept is the same as one from
 * nothing, whenever that is made.
 */
export const countedDays = 7;

/**
 * Counts the texts that left from an hour on anew and puts that in the place of what was counted. `madeDays`: those whose ids were made in the
 * last so many days, and all since the oldest that still waits; an id tells its day, and no index by time is kept of a table in which
 * every insert counts. What was counted of older texts stays, because they are not looked at.
 */
export async function foldSince(tx: Tx, since: Date, madeDays: number): Promise<number> {
  await takeTurns(tx);
  const { rows } = await tx.query<{ madeOn: number }>(
    `select least((clock_timestamp() at time zone 'utc')::date - date '2020-01-01' - $2::integer,
       (select min(base_id) >> 36 from send_chunk where workspace_id = $1 and state in ('ready', 'leased')))::integer as "madeOn"`,
    [tx.workspaceId, madeDays],
  );
  return replaceHours(tx, since, rows[0]?.madeOn ?? 0);
}

/** The same of all texts that are still kept, whenever they were made; the lines of months that are gone are all that is left of them. */
export async function foldKeptSince(tx: Tx, since: Date): Promise<number> {
  await takeTurns(tx);
  const { rows } = await tx.query<{ madeOn: number | null }>(
    `select to_date(min(substr(c.relname, 9)), 'YYYY_MM') - date '2020-01-01' as "madeOn" from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'message'::regclass and c.relname ~ '^message_[0-9]{4}_[0-9]{2}$'`,
  );
  return replaceHours(tx, since, rows[0]?.madeOn ?? 0);
}

// Two folds of one workspace wait for each other, or both would put their lines down.
const takeTurns = (tx: Tx) =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`text_hour ${tx.workspaceId}`]);

async function replaceHours(tx: Tx, since: Date, madeOn: number): Promise<number> {
  await tx.query('delete from text_hour where workspace_id = $1 and hour >= $2 and made_on >= $3', [
    ...[tx.workspaceId, since, madeOn],
  ]);
  const { rowCount } = await tx.query(
    `insert into text_hour (workspace_id, hour, campaign_id, sender_id, country, carrier, slot, status, reason, made_on,
       texts, parts, clicked, replied, left_within_day)
     ${hourSql}`,
    [tx.workspaceId, since, madeOn],
  );
  return rowCount ?? 0;
}

// By the quarter of an hour: the days of Kolkata, Adelaide and Kathmandu do not begin with an hour of UTC.
const hourSql = `with t as materialized (
    select m.id, m.campaign_id, m.sender_id, m.contact_id, m.number, m.status, m.reason, m.parts, m.submitted_at, o.country, o.carrier,
      coalesce(o.time_zone, w.time_zone) as zone
    from message m join workspace w on w.id = m.workspace_id
      left join contact o on o.workspace_id = m.workspace_id and o.id = m.contact_id
    where m.workspace_id = $1 and m.id >= $3::bigint << 36 and m.submitted_at >= $2 and m.kind <> 'test' and m.status not in ('queued', 'suppressed')
  ), clicked as (
    select distinct c.message_id from click c join t on t.id = c.message_id where c.workspace_id = $1 and c.robot_reason is null
      and c.at < t.submitted_at + interval '${countedDays} days'
  ), replied as (
    select distinct t.id from inbound_message i join t on t.campaign_id = i.campaign_id and t.contact_id = i.contact_id
    where i.workspace_id = $1 and i.campaign_id is not null and i.intent not in ('stop', 'wrong_number')
      and i.received_at < t.submitted_at + interval '${countedDays} days'
  ), gone as (
    select distinct t.id from consent_event e join t on t.number = e.number
    where e.workspace_id = $1 and e.type = 'opt_out' and e.occurred_at >= $2
      and e.occurred_at >= t.submitted_at and e.occurred_at < t.submitted_at + interval '24 hours'
  ) select $1::uuid, date_bin('15 minutes', t.submitted_at, timestamptz '2000-01-01 00:00Z'), t.campaign_id, t.sender_id, t.country, t.carrier,
    ((extract(isodow from t.submitted_at at time zone t.zone) - 1) * 24 + extract(hour from t.submitted_at at time zone t.zone))::smallint,
    t.status, t.reason, (t.id >> 36)::integer, count(*)::integer, sum(t.parts)::integer, count(clicked.message_id)::integer, count(replied.id)::integer, count(gone.id)::integer
  from t left join clicked on clicked.message_id = t.id left join replied on replied.id = t.id left join gone on gone.id = t.id
  group by 2, 3, 4, 5, 6, 7, 8, 9, 10`;

export type FoldState = { readonly span: Span; readonly foldedAt: Date; readonly tookMs: number };

export async function readFoldStates(tx: Tx): Promise<FoldState[]> {
  const { rows } = await tx.query<FoldState>(
    'select span, folded_at as "foldedAt", took_ms as "tookMs" from text_hour_state where workspace_id = $1',
    [tx.workspaceId],
  );
  return rows;
}

export async function saveFoldState(tx: Tx, { span, foldedAt, tookMs }: FoldState): Promise<void> {
  await tx.query(
    `insert into text_hour_state (workspace_id, span, folded_at, took_ms) values ($1, $2, $3, $4)
     on conflict (workspace_id, span) do update set folded_at = excluded.folded_at, took_ms = excluded.took_ms`,
    [tx.workspaceId, span, foldedAt, tookMs],
  );
}
