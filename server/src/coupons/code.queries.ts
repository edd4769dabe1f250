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

export type FoundCode = {
  readonly poolId: string;
  readonly place: number;
  readonly code: string;
  readonly contactId: number | null;
  readonly messageId: number | null;
  readonly givenAt: Date | null;
  readonly redeemedAt: Date | null;
};

const columns = `c.pool_id as "poolId", c.place, c.code, h.contact_id as "contactId", h.message_id as "messageId",
  h.given_at as "givenAt", c.redeemed_at as "redeemedAt"`;

// Each is looked up by itself: without statistics a join is planned so that every code is held against all holders of its pool.
const codes = `coupon_code c left join lateral (select h.contact_id, h.message_id, h.given_at from coupon_holder h
    where h.workspace_id = c.workspace_id and h.pool_id = c.pool_id and h.place = c.place limit 1) h on true`;

const byWord = `select ${columns} from ${codes}
  where c.workspace_id = current_workspace() and upper(c.code) = upper($1)`;

/** Letters small or large. Locked, so that of two who redeem it at once one is told that it was. */
export async function lockCode(tx: Tx, code: string): Promise<FoundCode | null> {
  const { rows } = await tx.query<FoundCode>(`${byWord} for update of c`, [code]);
  return rows[0] ?? null;
}

/** The same to be looked at: nothing is locked. */
export async function findCode(tx: Tx, code: string): Promise<FoundCode | null> {
  const { rows } = await tx.query<FoundCode>(byWord, [code]);
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
    `select ${columns} from ${codes}
     where c.workspace_id = current_workspace() and c.pool_id = $1
       and ($2::bigint is null or c.place > $2) order by c.place limit $3`,
    [page.poolId, page.after, page.limit],
  );
  return rows;
}

/** One of the longest codes of a pool, if possible behind those that were given, to count parts with; null where it has none. */
export async function findLongestCode(tx: Tx, poolId: string): Promise<string | null> {
  const { rows } = await tx.query<{ code: string }>(
    `select code from coupon_code where workspace_id = current_workspace() and pool_id = $1
     order by place <= (select max(place) from coupon_holder where workspace_id = current_workspace() and pool_id = $1) is true,
       length(code) desc limit 1`,
    [poolId],
  );
  return rows[0]?.code ?? null;
}

export type CodeOfPerson = FoundCode & { readonly pool: string };

export async function listCodesOf(tx: Tx, contactId: number): Promise<CodeOfPerson[]> {
  const { rows } = await tx.query<CodeOfPerson>(
    `select ${columns}, p.name as pool
     from coupon_holder h
     join coupon_code c on c.workspace_id = h.workspace_id and c.pool_id = h.pool_id and c.place = h.place
     join coupon_pool p on p.workspace_id = h.workspace_id and p.id = h.pool_id
     where h.workspace_id = current_workspace() and h.contact_id = $1 order by h.given_at`,
    [contactId],
  );
  return rows;
}

/** The code stays given, so nobody gets it again; whose it was is forgotten. */
export async function forgetWhoseCodes(tx: Tx, contactId: number): Promise<void> {
  await tx.query(
    `update coupon_holder set contact_id = null, message_id = null
     where workspace_id = current_workspace() and contact_id = $1`,
    [contactId],
  );
}
