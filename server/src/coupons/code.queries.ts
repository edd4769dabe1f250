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

/** The codes that these people have of the pool already. */
export async function listGiven(tx: Tx, poolId: string, contactIds: readonly number[]): Promise<Given[]> {
  const { rows } = await tx.query<Given>({
    name: 'coupons_given',
    text: `select contact_id as "contactId", code from coupon_code
           where workspace_id = current_workspace() and pool_id = $1 and contact_id = any($2::bigint[])`,
    values: [poolId, bigintArray(contactIds)],
  });
  return rows;
}

// Whose it becomes is picked out of the arrays by its number, so that no code is held against each person.
export const takeCodesSql = `with free as materialized (
    select place, row_number() over (order by place) as nth from (
      select place from coupon_code where workspace_id = current_workspace() and pool_id = $1 and given_at is null
      order by given_at nulls first, place limit cardinality($2::bigint[]) for update skip locked) f)
  update coupon_code c set contact_id = ($2::bigint[])[free.nth], message_id = ($3::bigint[])[free.nth], given_at = $4
  from free where c.workspace_id = current_workspace() and c.pool_id = $1 and c.place = free.place
  returning c.contact_id as "contactId", c.code`;

/**
 * Gives each of these people, none of whom has one, a code that nobody has, as far as there are any. A code that another
 * transaction holds is passed over: it comes back to the pool if that one fails. By the order of the one index that knows codes that
 * are free: ordered by place alone the server took the primary key, and read all that had been given before it found the next.
 */
export async function takeCodes(
  tx: Tx,
  poolId: string,
  people: readonly { readonly contactId: number; readonly messageId: number | null }[],
  at: Date,
): Promise<Given[]> {
  const { rows } = await tx.query<Given>({
    name: 'coupons_take',
    text: takeCodesSql,
    values: [
      poolId,
      bigintArray(people.map((one) => one.contactId)),
      bigintArray(people.map((one) => one.messageId)),
      at,
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
     from coupon_code c join coupon_pool p using (workspace_id) where p.id = c.pool_id
       and workspace_id = current_workspace() and c.contact_id = $1 order by c.given_at`,
    [contactId],
  );
  return rows;
}

/** The code stays given, so nobody gets it again; whose it was is forgotten. */
export async function forgetWhoseCodes(tx: Tx, contactId: number): Promise<void> {
  await tx.query(
    `update coupon_code set contact_id = null, message_id = null where workspace_id = current_workspace() and contact_id = $1`,
    [contactId],
  );
}
