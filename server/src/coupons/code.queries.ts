import { bigintArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';

/** Adds codes in their order, and returns those that are in this or another pool already, which were not added. */
export async function insertCodes(tx: Tx, poolId: string, codes: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ code: string }>(
    `insert into coupon_code (workspace_id, pool_id, code)
     select current_workspace(), $1, c.code from unnest($2::text[]) with ordinality as c (code, nth) order by c.nth
     on conflict (workspace_id, upper(code)) do nothing returning code`,
    [poolId, codes],
  );
  const added = new Set(rows.map(({ code }) => code));
  return codes.filter((code) => !added.has(code));
}

export type Given = { readonly contactId: number; readonly code: string };

/** The codes that these people have of the pool already; it is named, so that nobody has to wait for its id first. */
export async function listGiven(tx: Tx, pool: string, contactIds: readonly number[]): Promise<Given[]> {
  const { rows } = await tx.query<Given>({
    name: 'coupons_given',
    text: `select h.contact_id as "contactId", c.code from coupon_holder h
           join coupon_code c on c.workspace_id = h.workspace_id and c.pool_id = h.pool_id and c.place = h.place
           where h.workspace_id = (select current_workspace()) and h.contact_id = any($2::bigint[])
             and h.pool_id = (select p.id from coupon_pool p where p.workspace_id = (select current_workspace()) and p.name = $1)`,
    values: [pool, bigintArray(contactIds)],
  });
  return rows;
}

// A chunk has 1,000 texts at the most. Written out, so that a plan made once for any number of people expects few: for a tenth of all
// codes, which it would otherwise expect, it reads the whole pool.
const mostAtOnce = 1_000;

/**
 * Codes and people stand in three lists, taken apart side by side: no code is held against each person, nothing is numbered or sorted, and
 * where there are fewer codes than people the rest is nobody's. The row is found again where it was locked, and not by its key once more.
 * Nothing changes that an index of codes knows, and who has which is an entry of its own: 5.6 µs of PostgreSQL a code, of which its lock is
 * 0.6 and that entry 1.7 (6.8 where codes were numbered to find their person), and 16 with three entries in indexes of codes written anew.
 */
export const takeCodesSql = `with free as (
    select unnest(array(select spot from (
        select ctid as spot from coupon_code
        where workspace_id = (select current_workspace()) and pool_id = $1 and given_at is null and place > $5
        order by place limit cardinality($2::bigint[]) for update skip locked) locked
      limit ${mostAtOnce})) as spot, unnest($2::bigint[]) as contact_id, unnest($3::bigint[]) as message_id),
  given as (
    update coupon_code c set contact_id = free.contact_id, message_id = free.message_id, given_at = $4
    from free where c.ctid = free.spot and c.pool_id = $1
    returning c.contact_id, c.code, c.place),
  held as (
    insert into coupon_holder (workspace_id, contact_id, pool_id, place)
    select (select current_workspace()), contact_id, $1, place from given)
  select contact_id as "contactId", code, place from given`;

export type Taken = Given & { readonly place: number };

/**
 * Gives each of these people, none of whom has one, a code that nobody has and whose place is behind `after`, as far as there are any. A code
 * that another transaction holds is passed over: it comes back to the pool if that one fails.
 */
export async function takeCodes(
  tx: Tx,
  poolId: string,
  people: readonly { readonly contactId: number; readonly messageId: number | null }[],
  at: Date,
  after: number,
): Promise<Taken[]> {
  const { rows } = await tx.query<Taken>({
    name: 'coupons_take',
    text: takeCodesSql,
    values: [
      poolId,
      bigintArray(people.map((one) => one.contactId)),
      bigintArray(people.map((one) => one.messageId)),
      at,
      after,
    ],
  });
  return rows;
}

export type FoundCode = {
  readonly poolId: string;
  readonly place: number;
  readonly code: string;
  readonly contactId: number | null;
  readonly messageId: number | null;
  readonly givenAt: Date | null;
  readonly redeemedAt: Date | null;
};

const columns = `pool_id as "poolId", place, code, contact_id as "contactId", message_id as "messageId",
  given_at as "givenAt", redeemed_at as "redeemedAt"`;

/** Letters small or large. Locked, so that of two who redeem it at once one is told that it was. */
export async function lockCode(tx: Tx, code: string): Promise<FoundCode | null> {
  const { rows } = await tx.query<FoundCode>(
    `select ${columns} from coupon_code where workspace_id = current_workspace() and upper(code) = upper($1) for update`,
    [code],
  );
  return rows[0] ?? null;
}

/** The same to be looked at: nothing is locked. */
export async function findCode(tx: Tx, code: string): Promise<FoundCode | null> {
  const { rows } = await tx.query<FoundCode>(
    `select ${columns} from coupon_code where workspace_id = current_workspace() and upper(code) = upper($1)`,
    [code],
  );
  return rows[0] ?? null;
}

export async function saveRedemption(
  tx: Tx,
  { poolId, place }: Pick<FoundCode, 'poolId' | 'place'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `update coupon_code set redeemed_at = $3 where workspace_id = current_workspace() and pool_id = $1 and place = $2`,
    [poolId, place, at],
  );
}

/** In the order in which they are given. */
export async function listCodes(
  tx: Tx,
  page: { readonly poolId: string; readonly after: number | null; readonly limit: number },
): Promise<FoundCode[]> {
  const { rows } = await tx.query<FoundCode>(
    `select ${columns} from coupon_code where workspace_id = current_workspace() and pool_id = $1
       and ($2::bigint is null or place > $2) order by place limit $3`,
    [page.poolId, page.after, page.limit],
  );
  return rows;
}

/** One of the longest codes of a pool, to count parts with; null where it has none. */
export async function findLongestCode(tx: Tx, poolId: string): Promise<string | null> {
  const { rows } = await tx.query<{ code: string }>(
    `select code from coupon_code where workspace_id = current_workspace() and pool_id = $1
     order by given_at is not null, length(code) desc limit 1`,
    [poolId],
  );
  return rows[0]?.code ?? null;
}

export type CodeOfPerson = FoundCode & { readonly pool: string };

export async function listCodesOf(tx: Tx, contactId: number): Promise<CodeOfPerson[]> {
  const { rows } = await tx.query<CodeOfPerson>(
    `select c.pool_id as "poolId", c.place, c.code, c.contact_id as "contactId", c.message_id as "messageId",
       c.given_at as "givenAt", c.redeemed_at as "redeemedAt", p.name as pool
     from coupon_holder h
     join coupon_code c on c.workspace_id = h.workspace_id and c.pool_id = h.pool_id and c.place = h.place
     join coupon_pool p on p.workspace_id = h.workspace_id and p.id = h.pool_id
     where h.workspace_id = current_workspace() and h.contact_id = $1 order by c.given_at`,
    [contactId],
  );
  return rows;
}

/** The code stays given, so nobody gets it again; whose it was is forgotten. */
export async function forgetWhoseCodes(tx: Tx, contactId: number): Promise<void> {
  await tx.query(
    `with gone as (
       delete from coupon_holder where workspace_id = current_workspace() and contact_id = $1 returning pool_id, place)
     update coupon_code c set contact_id = null, message_id = null from gone
     where c.workspace_id = current_workspace() and c.pool_id = gone.pool_id and c.place = gone.place`,
    [contactId],
  );
}
