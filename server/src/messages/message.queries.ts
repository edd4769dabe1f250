import type { Tx } from '../platform/db/pool.ts';
import type { MessageKind, MessageStatus, Outcome, Receipt } from './message.ts';

/**
 * Writes each text with its outcome: one insert a text. The conflict rule is the fence of the results: a row that is
 * still a guess (unknown) or a plan (queued) takes the news, one that knows its outcome keeps it. So a worker that was
 * taken for dead may still report, and nobody can overwrite what is certain.
 *
 * What differs from text to text travels as one array a column; what a wave has in common (campaign, sender, status, hours …)
 * travels once. Measured for 500 texts: 15 µs of PostgreSQL and 4 µs of ours a text, against 20 and 9 with all columns as arrays.
 * Of PostgreSQL's, the index by the carrier's id takes 4.5, each of the two others one.
 */
export async function recordOutcomes(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.query({
    name: 'messages_record_outcomes',
    text: `${insertOutcomes}
      on conflict (id) do update set
        status = excluded.status, reason = excluded.reason, reason_detail = excluded.reason_detail,
        provider_id = coalesce(excluded.provider_id, message.provider_id), body = excluded.body, parts = excluded.parts,
        consent_event_id = coalesce(excluded.consent_event_id, message.consent_event_id),
        held_reason = coalesce(excluded.held_reason, message.held_reason),
        submitted_at = coalesce(excluded.submitted_at, message.submitted_at),
        accepted_at = excluded.accepted_at, final_at = excluded.final_at
      where message.status = 'queued' or (message.status = 'unknown' and excluded.status <> 'suppressed')`,
    values: outcomeValues(tx.workspaceId, outcomes),
  });
}

/**
 * The same for texts that have no row yet, as far as anybody knows: three microseconds a text cheaper, because no row is
 * held open until the conflict is ruled out. Where somebody was faster it fails as a duplicate, and recordOutcomes decides.
 */
export async function recordFirstOutcomes(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.query({
    name: 'messages_record_first_outcomes',
    text: insertOutcomes,
    values: outcomeValues(tx.workspaceId, outcomes),
  });
}

const insertOutcomes = `
      insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status,
        reason, reason_detail, held_reason, provider_id, consent_event_id, queued_at, submitted_at, accepted_at, final_at)
      select o.id, $1, s.campaign_id, o.contact_id, s.sender_id, o.number, s.purpose, s.kind, o.body, o.parts, s.status,
        s.reason, s.reason_detail, s.held_reason, o.provider_id, o.consent_event_id, s.queued_at, s.submitted_at,
        case when s.status = 'accepted' then s.submitted_at end,
        case when s.status in ('failed', 'suppressed') then coalesce(s.submitted_at, s.queued_at) end
      from unnest($2::integer[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::smallint[], $8::text[], $9::bigint[])
        as o (place, id, contact_id, number, body, parts, provider_id, consent_event_id)
      join unnest($10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
          $18::timestamptz[], $19::timestamptz[]) with ordinality
        as s (campaign_id, sender_id, purpose, kind, status, reason, reason_detail, held_reason, queued_at, submitted_at, place)
        on s.place = o.place`;

function outcomeValues(workspaceId: string, outcomes: readonly Outcome[]): unknown[] {
  const { shared, placeOf } = sharedParts(outcomes);
  return [
    workspaceId,
    placeOf,
    outcomes.map((o) => o.id),
    outcomes.map((o) => o.contactId),
    outcomes.map((o) => o.number),
    outcomes.map((o) => o.body),
    outcomes.map((o) => o.parts),
    outcomes.map((o) => o.providerId),
    outcomes.map((o) => o.consentEventId),
    shared.map((o) => o.campaignId),
    shared.map((o) => o.senderId),
    shared.map((o) => o.purpose),
    shared.map((o) => o.kind),
    shared.map((o) => o.status),
    shared.map((o) => o.reason),
    shared.map((o) => o.reasonDetail),
    shared.map((o) => o.heldReason),
    shared.map((o) => o.queuedAt),
    shared.map((o) => o.submittedAt),
  ];
}

/** One outcome for each combination of what a wave has in common, and for every outcome the place of its own, from 1. */
function sharedParts(outcomes: readonly Outcome[]): { shared: Outcome[]; placeOf: number[] } {
  const shared: Outcome[] = [];
  const placeOf = outcomes.map((outcome) => {
    // Neighbours are alike nearly always, and there are a handful of combinations at the most.
    for (let at = shared.length - 1; at >= 0; at -= 1)
      if (isAlike(shared[at] as Outcome, outcome)) return at + 1;
    return shared.push(outcome);
  });
  return { shared, placeOf };
}

function isAlike(one: Outcome, other: Outcome): boolean {
  return (
    one.status === other.status &&
    one.reason === other.reason &&
    one.reasonDetail === other.reasonDetail &&
    one.campaignId === other.campaignId &&
    one.senderId === other.senderId &&
    one.purpose === other.purpose &&
    one.kind === other.kind &&
    one.heldReason === other.heldReason &&
    one.queuedAt.getTime() === other.queuedAt.getTime() &&
    one.submittedAt?.getTime() === other.submittedAt?.getTime()
  );
}

/**
 * Which ids of a chunk are taken: those with a text. Of a chunk whose texts were on record before (`isRecorded`) only
 * those count whose outcome is known.
 */
export async function listSettledIds(
  tx: Tx,
  fromId: number,
  count: number,
  isRecorded: boolean,
): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'messages_settled_ids',
    text: `select id from message where id >= $1 and id < $1::bigint + $2 and workspace_id = current_workspace()
             and not ($3 and status = 'queued')`,
    values: [fromId, count, isRecorded],
  });
  return new Set(rows.map((row) => row.id));
}

/** A text that is on record and waits to be sent. */
export type QueuedText = Pick<
  Outcome,
  'id' | 'contactId' | 'number' | 'kind' | 'purpose' | 'body' | 'reason' | 'consentEventId'
>;

export async function listQueuedTexts(tx: Tx, fromId: number, count: number): Promise<QueuedText[]> {
  const { rows } = await tx.query<QueuedText>({
    name: 'messages_queued_texts',
    text: `select id, contact_id as "contactId", number, kind, purpose, body, reason, consent_event_id as "consentEventId" from message
           where id >= $1 and id < $1::bigint + $2 and workspace_id = current_workspace() and status = 'queued'`,
    values: [fromId, count],
  });
  return rows;
}

/** Moves a text whose fate was unknown back to the queue: the carrier has said that it never had it. */
export async function requeueUnknown(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    text: `update message set status = 'queued', reason = 'carrier.never_had_it', submitted_at = null
           where id = any($1) and status = 'unknown' returning id`,
    values: [ids],
  });
  return rows.map((row) => row.id);
}

/** Stops texts that are still only queued; returns those that were. */
export async function suppressQueued(
  tx: Tx,
  ids: readonly number[],
  reason: string,
  at: Date,
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    text: `update message set status = 'suppressed', reason = $2, final_at = $3 where id = any($1) and status = 'queued' returning id`,
    values: [ids, reason, at],
  });
  return rows.map((row) => row.id);
}

/** A receipt that is out of the ordinary: it found no text (`was` null), or one whose last word had been said. */
export type OddReceipt = { receipt: Receipt; messageId: number | null; was: MessageStatus | null };

/**
 * Moves up to a thousand texts on. Nested loops are forced for this statement: with stale statistics the planner chose
 * a hash join over the whole table and the cost rose tenfold (95 against 9 CPU-seconds a million receipts).
 * A text that is only queued moves on too: whatever we believe, the carrier has it, and it must not go (out again).
 * Returns what is out of the ordinary; the rule is nothing, and a thousand rows that say so would cost as much as the work.
 */
export async function moveOnByReceipts(
  tx: Tx,
  receipts: readonly Receipt[],
  occurredAt: Date,
): Promise<OddReceipt[]> {
  await tx.query({
    name: 'messages_receipt_plan',
    text: `select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)`,
    values: [],
  });
  const { rows } = await tx.query<{ place: number; id: number | null; was: MessageStatus | null }>({
    name: 'messages_apply_receipts',
    text: `
      with r as materialized (
        select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
          with ordinality as r (message_id, provider_id, status, reason, reason_detail, place)
      ), found as materialized (
        select m.id, m.status as was, r.* from r join message m on m.id = r.message_id where r.message_id is not null
        union all
        select m.id, m.status as was, r.* from r join message m on m.provider_id = r.provider_id and m.id >= (select message_day_floor((clock_timestamp() at time zone 'utc')::date - $7::integer))
          where r.message_id is null
      ), moved as (
        update message m set
          status = f.status, reason = coalesce(f.reason, m.reason), reason_detail = coalesce(f.reason_detail, m.reason_detail),
          provider_id = coalesce(m.provider_id, f.provider_id), accepted_at = coalesce(m.accepted_at, $6),
          submitted_at = coalesce(m.submitted_at, $6),
          sent_at = case when f.status = 'sent' then $6 else m.sent_at end,
          final_at = case when f.status <> 'sent' then $6 else m.final_at end
        -- A receipt may name its text by our reference and another by the carrier's id: of two for one text the final one.
        from (select distinct on (id) * from found order by id, status = 'sent', place) f
        where m.id = f.id and (m.status in ('queued', 'unknown', 'accepted') or (m.status = 'sent' and f.status <> 'sent'))
      )
      select place::integer as place, id, was from found where was not in ('queued', 'unknown', 'accepted', 'sent')
      union all
      select place::integer, null, null from r where not exists (select from found f where f.place = r.place)`,
    values: [
      receipts.map((r) => r.messageId),
      receipts.map((r) => r.providerId),
      receipts.map((r) => r.status),
      receipts.map((r) => r.reason),
      receipts.map((r) => r.reasonDetail),
      occurredAt,
      receiptsArriveWithinDays,
    ],
  });
  return rows.flatMap(({ place, id: messageId, was }) => {
    const receipt = receipts[place - 1];
    return receipt ? [{ receipt, messageId, was }] : [];
  });
}

// Carriers report up to 72 h late; two days of reserve for theirs being down. Later receipts find nothing and are dropped.
const receiptsArriveWithinDays = 5;

export type ParkedReceipt = { receipt: Receipt; parkedAt: Date };

/** Puts them aside; `parkedAt` is kept when they have waited before, so that a day is a day. */
export async function parkReceipts(
  tx: Tx,
  receipts: readonly Receipt[],
  parkedAt?: readonly Date[],
): Promise<void> {
  await tx.query({
    name: 'messages_park_receipts',
    text: `insert into receipt_parked (workspace_id, message_id, provider_id, status, reason, reason_detail, occurred_at, parked_at, retry_at)
           select current_workspace(), r.message_id, r.provider_id, r.status, r.reason, r.reason_detail, r.occurred_at,
             coalesce(r.parked_at, clock_timestamp()), clock_timestamp() + coalesce(clock_timestamp() - r.parked_at, interval '0')
           from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
             as r (message_id, provider_id, status, reason, reason_detail, occurred_at, parked_at)`,
    values: [
      receipts.map((r) => r.messageId),
      receipts.map((r) => r.providerId),
      receipts.map((r) => r.status),
      receipts.map((r) => r.reason),
      receipts.map((r) => r.reasonDetail),
      receipts.map((r) => r.occurredAt),
      receipts.map((_, index) => parkedAt?.[index] ?? null),
    ],
  });
}

/** Takes parked receipts that are due out for another try; those older than a day have no text and are dropped with the rest. */
export async function takeParkedReceipts(
  tx: Tx,
  most: number,
): Promise<(ParkedReceipt & { isTooOld: boolean })[]> {
  const { rows } = await tx.query<{
    message_id: number | null;
    provider_id: string;
    status: Receipt['status'];
    reason: string | null;
    reason_detail: string | null;
    occurred_at: Date;
    parked_at: Date;
    is_too_old: boolean;
  }>({
    name: 'messages_take_parked',
    text: `delete from receipt_parked where ctid = any(array(
             select ctid from receipt_parked where workspace_id = current_workspace() and retry_at <= clock_timestamp()
             order by retry_at limit $1 for update skip locked))
           returning message_id, provider_id, status, reason, reason_detail, occurred_at, parked_at,
             parked_at < clock_timestamp() - interval '1 day' as is_too_old`,
    values: [most],
  });
  return rows.map((row) => ({
    receipt: {
      messageId: row.message_id,
      providerId: row.provider_id,
      status: row.status,
      reason: row.reason,
      reasonDetail: row.reason_detail,
      occurredAt: row.occurred_at,
    },
    parkedAt: row.parked_at,
    isTooOld: row.is_too_old,
  }));
}

export async function countByStatus(
  tx: Tx,
  campaignId: string,
): Promise<Partial<Record<MessageStatus, number>>> {
  const { rows } = await tx.query<{ status: MessageStatus; count: number }>({
    name: 'messages_count_by_status',
    text: `select status, count(*) as count from message where workspace_id = current_workspace() and campaign_id = $1 group by status`,
    values: [campaignId],
  });
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

export type MessageRow = {
  id: number;
  campaign_id: string | null;
  contact_id: number | null;
  sender_id: string;
  number: string;
  purpose: string;
  kind: MessageKind;
  body: string;
  parts: number;
  status: MessageStatus;
  reason: string | null;
  reason_detail: string | null;
  held_reason: string | null;
  provider_id: string | null;
  consent_event_id: number | null;
  queued_at: Date;
  submitted_at: Date | null;
  accepted_at: Date | null;
  final_at: Date | null;
};

const columns = `id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason, reason_detail, held_reason,
  provider_id, consent_event_id, queued_at, submitted_at, accepted_at, final_at`;

/** The newest texts of one person, newest first; bounded, because some people have been texted for years. */
export async function listMessagesOfContact(tx: Tx, contactId: number, most = 200): Promise<MessageRow[]> {
  const { rows } = await tx.query<MessageRow>({
    text: `select ${columns} from message where workspace_id = current_workspace() and contact_id = $1 order by id desc limit $2`,
    values: [contactId, most],
  });
  return rows;
}

export async function listMessages(tx: Tx, ids: readonly number[]): Promise<MessageRow[]> {
  const { rows } = await tx.query<MessageRow>({
    text: `select ${columns} from message where workspace_id = current_workspace() and id = any($1)`,
    values: [ids],
  });
  return rows;
}
