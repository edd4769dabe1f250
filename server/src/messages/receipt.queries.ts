import { bigintsOf, textsOf, timeArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { leftByTheirs } from './left-by.queries.ts';
import { type MessageStatus, type Receipt, strongerReceipt } from './message.ts';

/** A receipt that is out of the ordinary: it found no text (`was` null), or one whose last word had been said. */
export type OddReceipt = { receipt: Receipt; messageId: number | null; was: MessageStatus | null };

/**
 * Moves up to a thousand texts on; of each text there is one receipt by our reference at the most. Those that name it so
 * are applied first, by key and nothing else; what that leaves is looked into one by one. Returns what is out of the
 * ordinary: the rule is nothing.
 */
export async function moveOnByReceipts(
  tx: Tx,
  receipts: readonly Receipt[],
  occurredAt: Date,
): Promise<OddReceipt[]> {
  const sorted = sortOut(receipts);
  const unmoved = [...(await moveSorted(tx, sorted, occurredAt)), ...sorted.carriers];
  return unmoved.length === 0 ? [] : moveFound(tx, unmoved, occurredAt);
}

/**
 * Moves those that name their text by our reference on, and commits behind it without waiting for what it did: nothing may be asked of
 * this transaction afterwards. Returns the others, and those that moved nothing, with those that came with them and say the same.
 */
export async function moveOnAtOnce(
  tx: Tx,
  receipts: readonly Receipt[],
  occurredAt: Date,
): Promise<readonly Receipt[]> {
  const sorted = sortOut(receipts);
  const asked = moveSorted(tx, sorted, occurredAt);
  tx.endsHere();
  return [...(await asked), ...sorted.carriers];
}

type Sorted = {
  /** By our reference, each of which says the same of all its texts: nearly always one, which says “delivered”. */
  readonly heaps: readonly (readonly Receipt[])[];
  /** By our reference, too few alike for a statement of their own. */
  readonly others: readonly Receipt[];
  /** By the carrier’s id. */
  readonly carriers: readonly Receipt[];
};

// A statement of its own costs about what ten receipts cost more among the others.
const leastAlike = 10;
// What says something of its own in each receipt is alike nowhere; nobody should compare a thousand with a thousand.
const mostHeaps = 8;

function sortOut(receipts: readonly Receipt[]): Sorted {
  const heaps: Receipt[][] = [];
  const others: Receipt[] = [];
  const carriers: Receipt[] = [];
  for (const receipt of receipts) {
    if (receipt.messageId === null) {
      carriers.push(receipt);
      continue;
    }
    const heap = heaps.find(([first]) => first && saysTheSame(first, receipt));
    if (heap) heap.push(receipt);
    else if (heaps.length < mostHeaps) heaps.push([receipt]);
    else others.push(receipt);
  }
  const isWorthIt = (heap: readonly Receipt[]) => heap.length >= leastAlike;
  for (const heap of heaps) if (!isWorthIt(heap)) others.push(...heap);
  return { heaps: heaps.filter(isWorthIt), others, carriers };
}

const saysTheSame = (one: Receipt, other: Receipt) =>
  one.status === other.status && one.reason === other.reason && one.reasonDetail === other.reasonDetail;

/** All in one round trip, since a carrier waits for its answer. Returns those that moved nothing, and with some those that say the same. */
async function moveSorted(tx: Tx, { heaps, others }: Sorted, occurredAt: Date): Promise<readonly Receipt[]> {
  const [, ...left] = await Promise.all([
    keepToIndexes(tx),
    others.length === 0 ? others : moveNamed(tx, others, occurredAt),
    ...heaps.map((heap) => moveAlike(tx, heap, occurredAt)),
  ]);
  return left.flat();
}

/**
 * With stale statistics the planner chose a hash join over the whole table and the cost rose tenfold (95 against 9
 * CPU-seconds a million receipts). There is one good plan, so it is made once: making it anew, with a partition for each
 * month, takes a millisecond a batch.
 */
const keepToIndexes = (tx: Tx) =>
  tx.query({
    name: 'messages_receipt_plan',
    text: `select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true),
             set_config('enable_material', 'off', true), set_config('enable_bitmapscan', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)`,
    values: [],
  });

// A text that is only queued moves on too: whatever we believe, the carrier has it, and it must not go (out again).
const moveOn = (status: string, reason: string, detail: string, providerId: string) => `update message m set
    status = ${status}, reason = coalesce(${reason}, m.reason), reason_detail = coalesce(${detail}, m.reason_detail),
    provider_id = coalesce(m.provider_id, ${providerId}), accepted_at = coalesce(m.accepted_at, $1),
    submitted_at = coalesce(m.submitted_at, $1),
    sent_at = case when ${status} = 'sent' then $1 else m.sent_at end,
    final_at = case when ${status} <> 'sent' then $1 else m.final_at end`;
const mayMove = (status: string) =>
  `(m.status in ('queued', 'unknown', 'accepted') or (m.status = 'sent' and ${status} <> 'sent'))`;

/**
 * Receipts that name their text by our reference and say the same, nearly all there are. Without a join the texts of a
 * wave, which lie side by side, are found in one walk along the key: 3.8 µs of PostgreSQL a receipt in batches of 170, against
 * 5.8 with one; and there is no other end from which it could be planned. Which of them moved nothing is not asked, since that
 * costs a tenth and there is nearly never one: where some did not, all are returned, and those that did are found moved.
 */
async function moveAlike(tx: Tx, alike: readonly Receipt[], occurredAt: Date): Promise<readonly Receipt[]> {
  const [first] = alike;
  if (!first) return [];
  const { rowCount } = await tx.query({
    name: 'messages_move_alike',
    text: `${moveOn('$3::text', '$4::text', '$5::text', '($6::text[])[array_position($2::bigint[], m.id)]')}
      where m.id = any($2::bigint[]) and m.id between $7 and $8 and ${mayMove('$3::text')}`,
    values: [
      ...[occurredAt, bigintsOf(alike, (r) => r.messageId), first.status, first.reason],
      ...[first.reasonDetail, textsOf(alike, (r) => r.providerId)],
      // A kept plan leaves out months by bounds and not by a list: those of all kept months would be opened for each batch.
      ...[least(alike), greatest(alike)],
    ],
  });
  return rowCount === alike.length ? [] : alike;
}

const least = (receipts: readonly Receipt[]): number =>
  receipts.reduce((least, { messageId }) => Math.min(least, messageId ?? least), Number.MAX_SAFE_INTEGER);
const greatest = (receipts: readonly Receipt[]): number =>
  receipts.reduce((greatest, { messageId }) => Math.max(greatest, messageId ?? 0), 0);

/**
 * Receipts that name their text by our reference, whatever each says: 15 µs of PostgreSQL each, against 38 when the
 * same statement also asked what each had found. Returns the receipts that moved nothing.
 */
async function moveNamed(tx: Tx, named: readonly Receipt[], occurredAt: Date): Promise<readonly Receipt[]> {
  const { rows } = await tx.query<{ count: number; ids: number[] | null }>({
    name: 'messages_move_named',
    text: `with moved as (
        ${moveOn('r.status', 'r.reason', 'r.reason_detail', 'r.provider_id')}
        from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as r (message_id, provider_id, status, reason, reason_detail)
        where m.id = r.message_id and ${mayMove('r.status')} returning m.id
      ) select count(*)::integer as count, case when count(*) < cardinality($2::bigint[]) then array_agg(id) end as ids from moved`,
    values: [occurredAt, bigintsOf(named, (r) => r.messageId), ...wordsOf(named)],
  });
  const moved = rows[0];
  if (moved?.count === named.length) return [];
  const ids = new Set(moved?.ids);
  return named.filter((receipt) => receipt.messageId === null || !ids.has(receipt.messageId));
}

/** Looks for the text of each, by our reference or by the carrier's id, and says of what it could not move what it found. */
async function moveFound(tx: Tx, receipts: readonly Receipt[], occurredAt: Date): Promise<OddReceipt[]> {
  const found = await findEach(tx, receipts);
  const deciding = new Map<number, Receipt>();
  for (const { receipt, messageId, was } of found) {
    if (messageId === null || !isOpen(was)) continue;
    // A receipt may name its text by our reference and another by the carrier's id: of two for one text the stronger decides.
    const other = deciding.get(messageId);
    const named = { ...receipt, messageId };
    deciding.set(messageId, other ? strongerReceipt(other, named) : named);
  }
  const movable = [...deciding.values()];
  if (movable.length > 0) await moveNamed(tx, movable, occurredAt);
  // What says again what is on record says nothing new; those that were moved just now are among them.
  return found.filter(({ receipt, was }) => !isOpen(was) && was !== receipt.status);
}

const isOpen = (was: MessageStatus | null) =>
  was !== null && ['queued', 'unknown', 'accepted', 'sent'].includes(was);

/** What each is about; null where nothing is on record. */
async function findEach(tx: Tx, receipts: readonly Receipt[]): Promise<OddReceipt[]> {
  const isNamed = receipts.some((receipt) => receipt.messageId !== null);
  const isCarriers = receipts.some((receipt) => receipt.messageId === null);
  const rows = [
    ...(isNamed ? await findNamed(tx, receipts) : []),
    ...(isCarriers ? await findByCarriersId(tx, receipts) : []),
  ];
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return receipts.map((receipt, index) => {
    const row = byPlace.get(index + 1);
    return { receipt, messageId: row?.id ?? null, was: row?.was ?? null };
  });
}

type Found = { place: number; id: number; was: MessageStatus };

const findNamed = async (tx: Tx, receipts: readonly Receipt[]): Promise<Found[]> =>
  (
    await tx.query<Found>({
      name: 'messages_find_named',
      text: `select r.place::integer as place, m.id, m.status as was
        from unnest($1::bigint[]) with ordinality as r (id, place) join message m on m.id = r.id`,
      values: [bigintsOf(receipts, (one) => one.messageId)],
    })
  ).rows;

/**
 * Planned anew each time (1.5 ms a batch), so it has no name: a plan that was made while the month was still empty read
 * the whole of it for every receipt later on (94 ms a call, a quarter of all that PostgreSQL did in a campaign). And fenced by
 * `offset 0`, so that it begins with the receipts: of a month that nobody has analyzed yet PostgreSQL believes that 200 ids are all
 * there are. For the same reason no bitmaps here: one of the few texts with this id was cut with one of the whole month.
 */
const findByCarriersId = async (tx: Tx, receipts: readonly Receipt[]): Promise<Found[]> =>
  (
    await tx.query<Found>(
      `select r.place::integer as place, m.id, m.status as was
         from unnest($1::bigint[], $2::text[], $3::uuid[]) with ordinality as r (message_id, provider_id, gateway_id, place)
         cross join lateral (
           select m.id, m.status from message m where m.provider_id = r.provider_id
             and m.id >= (select message_day_floor((clock_timestamp() at time zone 'utc')::date - $4::integer)) and ${leftByTheirs}
           offset 0) m
        where r.message_id is null`,
      whichOf(receipts),
    )
  ).rows;

/** Two halves under one roof, so that the one which does not concern a receipt is not even begun. */
const textOfReceipt = (days: string) => `
  select * from message m where m.id = r.message_id
  union all
  select * from message m where r.message_id is null and m.provider_id = r.provider_id
    and m.id >= (select message_day_floor((clock_timestamp() at time zone 'utc')::date - ${days}::integer)) and ${leftByTheirs}`;

const whichOf = (receipts: readonly Receipt[]) => [
  bigintsOf(receipts, (one) => one.messageId),
  textsOf(receipts, (one) => one.providerId),
  receipts.map((one) => one.gatewayId),
  receiptsArriveWithinDays,
];

const wordsOf = (receipts: readonly Receipt[]) => [
  textsOf(receipts, (r) => r.providerId),
  textsOf(receipts, (r) => r.status),
  textsOf(receipts, (r) => r.reason),
  textsOf(receipts, (r) => r.reasonDetail),
];

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
    text: `insert into receipt_parked (workspace_id, message_id, provider_id, gateway_id, status, reason, reason_detail, occurred_at, parked_at, retry_at)
           select current_workspace(), r.message_id, r.provider_id, r.gateway_id, r.status, r.reason, r.reason_detail, r.occurred_at,
             coalesce(r.parked_at, clock_timestamp()), clock_timestamp() + coalesce(clock_timestamp() - r.parked_at, interval '0')
           from unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
             as r (message_id, provider_id, gateway_id, status, reason, reason_detail, occurred_at, parked_at)`,
    values: [
      bigintsOf(receipts, (r) => r.messageId),
      textsOf(receipts, (r) => r.providerId),
      receipts.map((r) => r.gatewayId),
      textsOf(receipts, (r) => r.status),
      textsOf(receipts, (r) => r.reason),
      textsOf(receipts, (r) => r.reasonDetail),
      timeArray(receipts.map((r) => r.occurredAt)),
      timeArray(receipts.map((_, index) => parkedAt?.[index] ?? null)),
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
    gateway_id: string | null;
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
           returning message_id, provider_id, gateway_id, status, reason, reason_detail, occurred_at, parked_at,
             parked_at < clock_timestamp() - interval '1 day' as is_too_old`,
    values: [most],
  });
  return rows.map((row) => ({
    receipt: {
      messageId: row.message_id,
      providerId: row.provider_id,
      gatewayId: row.gateway_id,
      status: row.status,
      reason: row.reason,
      reasonDetail: row.reason_detail,
      occurredAt: row.occurred_at,
    },
    parkedAt: row.parked_at,
    isTooOld: row.is_too_old,
  }));
}

/** What receipts are about: whose texts, of which run, from which number of ours. */
export type TextOfReceipt = {
  readonly number: string;
  readonly contactId: number | null;
  readonly senderId: string;
  readonly runId: string | null;
  readonly status: MessageStatus;
};

/** Found as receipts find their texts when they are applied; those that are not on record are left out. For few at once. */
export async function findTextsOfReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<TextOfReceipt[]> {
  await keepToIndexes(tx);
  const { rows } = await tx.query<TextOfReceipt>(
    `select m.number, m.contact_id as "contactId", m.sender_id as "senderId", m.campaign_id as "runId", m.status
       from unnest($1::bigint[], $2::text[], $3::uuid[]) as r (message_id, provider_id, gateway_id)
       cross join lateral (${textOfReceipt('$4')}) m
      where m.workspace_id = current_workspace()`,
    whichOf(receipts),
  );
  return rows;
}
