import { bigintArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';

export type Given = { readonly contactId: number; readonly code: string };

/**
 * Whose they are is looked for in the index of people, and only then of which pool: by the pool, too, the key of places could be taken, and is
 * where the plan was made while few had codes. Then each batch read all codes of the pool that were given before it, 150 µs a code.
 */
export const listGivenSql = `select h.contact_id as "contactId", c.code from (
    select h.workspace_id, h.contact_id, h.pool_id, h.place from coupon_holder h
    where h.workspace_id = (select current_workspace()) and h.contact_id = any($2::bigint[]) offset 0) h
  join coupon_code c on c.workspace_id = h.workspace_id and c.pool_id = h.pool_id and c.place = h.place
  where h.pool_id = (select p.id from coupon_pool p where p.workspace_id = (select current_workspace()) and p.name = $1)`;

/** The codes that these people have of the pool already; it is named, so that nobody has to wait for its id first. */
export async function listGiven(tx: Tx, pool: string, contactIds: readonly number[]): Promise<Given[]> {
  const { rows } = await tx.query<Given>({
    name: 'coupons_given',
    text: listGivenSql,
    values: [pool, bigintArray(contactIds)],
  });
  return rows;
}

export type Picked = { readonly place: number; readonly code: string };

/** Places behind the first number, up to the second. */
export type Places = { readonly after: number; readonly upTo: number };

export type PickWish = {
  readonly count: number;
  readonly after: number;
  /** Looked through before those. */
  readonly leftover: Places | null;
  /** Whoever takes a few shares a lot with others who do, and locks the places that it takes. */
  readonly isFew: boolean;
};

const lotSize = 1_024;

/** All places of the lot that are behind one of them. */
export const restOfLot = (place: number): Places => ({
  after: place,
  upTo: Math.floor(place / lotSize) * lotSize + lotSize - 1,
});

export function lotOf(place: number): Places {
  const { upTo } = restOfLot(place);
  return { after: upTo - lotSize, upTo };
}

// Whoever holds the lot of a code (1,024 places side by side) is the only one that gives any of it. A chunk of a thousand holds one or two.
const lot = 'hashint8extended(place >> 10, (select uuid_hash_extended($1::uuid, 1)))';
const ownPlace = 'hashint8extended(place, (select uuid_hash_extended($1::uuid, 2)))';
const lockAlone = `pg_try_advisory_xact_lock(${lot})`;
const lockShared = `pg_try_advisory_xact_lock_shared(${lot})`;
const lockPlace = `pg_try_advisory_xact_lock(${ownPlace})`;

// A chunk has 1,000 texts at the most. Written out, so that a plan made once for any number of people expects few: for a tenth of all
// codes, which it would otherwise expect, it reads the whole pool.
const mostAtOnce = 1_000;

const along = `select place, code from coupon_code
  where workspace_id = (select current_workspace()) and pool_id = $1`;

/**
 * Along the primary key. The codes stand in lists of their own, which `offset 0` keeps apart, so each is locked in its turn and none behind
 * the last that is wanted.
 */
const pickSql = (lock: string) => `select place, code from (
    select place, code from (
      (${along} and place > $4 and place <= $5 order by place offset 0)
      union all (${along} and place > $2 order by place offset 0)) code
    where ${lock} limit $3) picked
  limit ${mostAtOnce}`;

export const pickMany = { name: 'coupons_pick', text: pickSql(lockAlone) };
const pickFew = { name: 'coupons_pick_few', text: pickSql(`${lockShared} and ${lockPlace}`) };

/**
 * The next codes behind a place, until the transaction ends this one's to give; those of which another transaction is giving are passed
 * over. Some may have been given: whoever held them may have committed after this statement began.
 */
export async function pickCodes(
  tx: Tx,
  poolId: string,
  { after, count, leftover, isFew }: PickWish,
): Promise<Picked[]> {
  const { rows } = await tx.query<Picked>({
    ...(isFew ? pickFew : pickMany),
    values: [poolId, after, count, leftover?.after ?? 0, leftover?.upTo ?? 0],
  });
  return rows;
}

/** The place of the last code that was given, 0 where none was. */
export async function findLastGiven(tx: Tx, poolId: string): Promise<number> {
  const { rows } = await tx.query<{ place: number }>({
    name: 'coupons_last_given',
    text: `select place from coupon_holder where workspace_id = (select current_workspace()) and pool_id = $1 order by place desc limit 1`,
    values: [poolId],
  });
  return rows[0]?.place ?? 0;
}

export type Giving = {
  readonly place: number;
  readonly code: string;
  readonly contactId: number;
  readonly messageId: number | null;
};

const holdSql = `insert into coupon_holder (workspace_id, pool_id, place, contact_id, message_id, given_at)
  select (select current_workspace()), $1, g.place, g.contact_id, g.message_id, $5
  from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as g (place, contact_id, message_id)`;

const columnsOf = (poolId: string, givings: readonly Giving[], at: Date) => [
  poolId,
  bigintArray(givings.map((one) => one.place)),
  bigintArray(givings.map((one) => one.contactId)),
  bigintArray(givings.map((one) => one.messageId)),
  at,
];

const givenFrom = (first: string, last: string) =>
  `select from coupon_holder h where h.workspace_id = (select current_workspace()) and h.pool_id = $1
     and h.place >= ${first} and h.place <= ${last}`;

/**
 * Gives codes that were picked before, those of a leftover first; returns those that nobody had. Where none was given from the first to the
 * last of both parts, one look at each tells. `on conflict` would look twice for each code and confirm each, and with that a code took
 * PostgreSQL longer than when it was locked and written anew itself: 8 µs with the picking in place of 6.7, in one run; without it, 4.
 */
export async function holdPicked(
  tx: Tx,
  poolId: string,
  givings: readonly Giving[],
  at: Date,
  leftover: Places | null,
): Promise<readonly Giving[]> {
  const isLeft = ({ place }: Giving) => leftover !== null && place <= leftover.upTo;
  const ends = [givings.filter(isLeft), givings.filter((one) => !isLeft(one))].flatMap((part) => [
    part[0]?.place ?? 0,
    part.at(-1)?.place ?? 0,
  ]);
  const { rowCount } = await tx.query({
    name: 'coupons_hold',
    text: `${holdSql} where not exists (${givenFrom('$6', '$7')}) and not exists (${givenFrom('$8', '$9')})`,
    values: [...columnsOf(poolId, givings, at), ...ends],
  });
  if (rowCount === givings.length) return givings;
  const { rows } = await tx.query<{ place: number }>({
    name: 'coupons_hold_some',
    text: `${holdSql} where (select true from coupon_holder h where h.workspace_id = (select current_workspace())
             and h.pool_id = $1 and h.place = g.place limit 1) is null returning place`,
    values: columnsOf(poolId, givings, at),
  });
  return among(givings, rows);
}

/** The same for codes of anywhere, and people who may have been given one meanwhile: they get no other. */
export async function holdWhereFree(
  tx: Tx,
  poolId: string,
  givings: readonly Giving[],
  at: Date,
): Promise<readonly Giving[]> {
  const { rows } = await tx.query<{ place: number }>({
    name: 'coupons_hold_where_free',
    text: `${holdSql} on conflict do nothing returning place`,
    values: columnsOf(poolId, givings, at),
  });
  return among(givings, rows);
}

function among(givings: readonly Giving[], rows: readonly { readonly place: number }[]): readonly Giving[] {
  const places = new Set(rows.map(({ place }) => place));
  return givings.filter(({ place }) => places.has(place));
}

// Each place is looked up by itself: as a join it was planned for a table without statistics so that each was held against all.
const freeFrom = (after: string, upTo: string) => `from coupon_code c
  where c.workspace_id = (select current_workspace()) and c.pool_id = $1 and c.place > ${after} and c.place <= ${upTo}
    and (select true from coupon_holder h where h.workspace_id = c.workspace_id and h.pool_id = c.pool_id and h.place = c.place limit 1) is null`;

const unnestPlaces = 'unnest($2::bigint[], $3::bigint[]) as p (after, up_to)';

const openSql = (lock: string) => `select after, up_to as "upTo", ${lock} as "isOpen" from (
    select p.after, p.up_to, p.up_to as place from ${unnestPlaces}
    where (select true ${freeFrom('p.after', 'p.up_to')} limit 1) offset 0) unfinished`;

export type Opened = Places & {
  /** False where another transaction holds the lot. */
  readonly isOpen: boolean;
};

/** Those of these parts of lots that have codes which were not given, as far as transactions tell that have ended; they are ours from now on. */
export async function openPlaces(
  tx: Tx,
  poolId: string,
  places: readonly Places[],
  isFew: boolean,
): Promise<Opened[]> {
  if (places.length === 0) return [];
  const { rows } = await tx.query<Opened>({
    name: isFew ? 'coupons_open_few' : 'coupons_open',
    text: openSql(isFew ? lockShared : lockAlone),
    values: [poolId, ...endsOf(places)],
  });
  return rows;
}

const endsOf = (places: readonly Places[]) => [
  bigintArray(places.map(({ after }) => after)),
  bigintArray(places.map(({ upTo }) => upTo)),
];

const freeSql = (lock: string) => `select place, code from (
    select f.place, f.code from ${unnestPlaces}
    cross join lateral (select c.place, c.code ${freeFrom('p.after', 'p.up_to')} order by c.place) f offset 0) free
  where ${lock} limit $4`;

/** Codes in parts of lots that are ours, which were not given and which nobody gives. */
export async function pickFree(
  tx: Tx,
  poolId: string,
  places: readonly Places[],
  { count, isFew }: { readonly count: number; readonly isFew: boolean },
): Promise<Picked[]> {
  if (places.length === 0) return [];
  const { rows } = await tx.query<Picked>({
    name: isFew ? 'coupons_free_few' : 'coupons_free',
    text: freeSql(isFew ? lockPlace : 'true'),
    values: [poolId, ...endsOf(places), count],
  });
  return rows;
}

const mostLots = 256;

/** Lots with codes that were not given. Counted by lot: a million codes took half a second, and each looked up by itself five. */
export async function listUnfinishedLots(tx: Tx, poolId: string): Promise<Places[]> {
  const { rows } = await tx.query<{ place: number }>({
    name: 'coupons_unfinished_lots',
    text: `select lot << 10 as place from (
             select place >> 10 as lot, 1 as free from coupon_code
             where workspace_id = (select current_workspace()) and pool_id = $1
             union all
             select place >> 10, -1 from coupon_holder where workspace_id = (select current_workspace()) and pool_id = $1) code
           group by lot having sum(free) > 0 order by lot limit ${mostLots}`,
    values: [poolId],
  });
  return rows.map(({ place }) => lotOf(place));
}

export async function pause(tx: Tx, ms: number): Promise<void> {
  await tx.query('select pg_sleep($1)', [ms / 1_000]);
}
