import type { Tx } from '../../platform/db/pool.ts';
import type { HealthFigures, SenderHealth } from './sender-health.ts';
import { receiptsWithinMinutes, windowHours } from './sender-health.ts';

// Some ten thousand texts of a number say as much as a million, and cost a hundredth.
const chunksLookedAt = 20_000;
const textsOfSender = 10_000;

/**
 * How the latest texts of each number ended, by the chunks in which they left: rows by key, some milliseconds for a million texts a
 * day. What is wrong with the person's number says nothing of ours, and is left out.
 */
export async function measureHealth(tx: Tx, at: Date): Promise<(HealthFigures & { senderId: string })[]> {
  const { rows } = await tx.query<HealthFigures & { senderId: string }>({
    name: 'routing_measure_health',
    text: `with newest as materialized (
        select sender_id, base_id, cardinality(recipients) as width from send_chunk
        where workspace_id = current_workspace() and state = 'done' and base_id >= message_day_floor((clock_timestamp() at time zone 'utc')::date - 2)
        order by base_id desc limit ${chunksLookedAt}
      ), sample as (
        select *, sum(width) over (partition by sender_id order by base_id desc) as so_far from newest
      )
      select p.sender_id as "senderId",
        count(*) filter (where m.status in ('delivered', 'undelivered', 'rejected', 'expired', 'failed'))::integer as texts,
        count(*) filter (where m.status = 'delivered')::integer as delivered,
        count(*) filter (where m.status in ('undelivered', 'expired'))::integer as undelivered,
        count(*) filter (where m.status = 'rejected')::integer as filtered,
        count(*) filter (where m.status = 'failed')::integer as failed,
        count(*) filter (where m.status in ('accepted', 'sent'))::integer as silent
      from sample p cross join lateral (
        select status from message
        where workspace_id = current_workspace() and id >= p.base_id and id < p.base_id + p.width and sender_id = p.sender_id
          and submitted_at > $1::timestamptz - interval '${windowHours} hours'
          and submitted_at <= $1::timestamptz - interval '${receiptsWithinMinutes} minutes'
          and reason is distinct from 'carrier.invalid_number' and reason is distinct from 'carrier.landline_unroutable'
          and reason is distinct from 'carrier.opted_out') m
      where p.so_far - p.width < ${textsOfSender}
      group by p.sender_id`,
    values: [at],
  });
  return rows;
}

const columns = `h.sender_id as "senderId", h.measured_at as "measuredAt", h.texts, h.delivered, h.undelivered, h.filtered, h.failed,
  h.silent, h.state, h.since, h.rests_until as "restsUntil", h.rested_by as "restedBy", h.rest_reason as "restReason"`;

export async function listHealth(tx: Tx): Promise<SenderHealth[]> {
  const { rows } = await tx.query<SenderHealth>(
    `select ${columns} from sender_health h where h.workspace_id = current_workspace() order by h.sender_id`,
  );
  return rows;
}

/** Held until the end of the transaction, so that a rest by hand and a measure at the same moment do not undo each other. */
export async function lockHealth(tx: Tx): Promise<Map<string, SenderHealth>> {
  const { rows } = await tx.query<SenderHealth>(
    `select ${columns} from sender_health h where h.workspace_id = current_workspace() order by h.sender_id for update`,
  );
  return new Map(rows.map((row) => [row.senderId, row]));
}

export async function saveHealth(tx: Tx, healths: readonly SenderHealth[]): Promise<void> {
  await tx.query({
    name: 'routing_save_health',
    text: `insert into sender_health (workspace_id, sender_id, measured_at, texts, delivered, undelivered, filtered, failed, silent, state,
             since, rests_until, rested_by, rest_reason)
           select current_workspace(), * from unnest($1::uuid[], $2::timestamptz[], $3::integer[], $4::integer[], $5::integer[], $6::integer[],
             $7::integer[], $8::integer[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[])
           on conflict (workspace_id, sender_id) do update set measured_at = excluded.measured_at, texts = excluded.texts,
             delivered = excluded.delivered, undelivered = excluded.undelivered, filtered = excluded.filtered, failed = excluded.failed,
             silent = excluded.silent, state = excluded.state, since = excluded.since, rests_until = excluded.rests_until,
             rested_by = excluded.rested_by, rest_reason = excluded.rest_reason`,
    values: [
      healths.map((one) => one.senderId),
      healths.map((one) => one.measuredAt),
      healths.map((one) => one.texts),
      healths.map((one) => one.delivered),
      healths.map((one) => one.undelivered),
      healths.map((one) => one.filtered),
      healths.map((one) => one.failed),
      healths.map((one) => one.silent),
      healths.map((one) => one.state),
      healths.map((one) => one.since),
      healths.map((one) => one.restsUntil),
      healths.map((one) => one.restedBy),
      healths.map((one) => one.restReason),
    ],
  });
}
