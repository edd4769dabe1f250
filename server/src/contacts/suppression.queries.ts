import { bigintArray, textArray, timeArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import type { Suppression } from './consent.ts';
import { type PseudonymTools, pseudonymsOf } from './pseudonym.ts';

/**
 * For writers: the chain they hold keeps other writers away. A lifted suppression is returned too. A number that was
 * erased is found by its pseudonym, which costs nothing where nobody was.
 */
export async function loadSuppressions(
  tx: Tx,
  ctx: PseudonymTools,
  brandId: string,
  numbers: readonly string[],
): Promise<Map<string, Suppression & { readonly suppressedAt: Date }>> {
  const own = tx.query<Suppression & { number: string; suppressedAt: Date }>({
    name: 'load_suppressions',
    text: `select number, event_id as "eventId", lifted_at is not null as "isLifted", suppressed_at as "suppressedAt" from suppression
      where workspace_id = $1 and brand_id = $2 and number = any($3)`,
    values: [tx.workspaceId, brandId, textArray(numbers)],
  });
  const [{ rows }, erased] = await Promise.all([own, loadErasedSuppressions(tx, ctx, [brandId], numbers)]);
  const found = new Map(rows.map((row) => [row.number, row]));
  for (const row of erased) found.set(row.number, row);
  return found;
}

type ErasedSuppression = Suppression & {
  readonly number: string;
  readonly brandId: string;
  readonly suppressedAt: Date;
};

/** Suppressions of people who were erased, under the numbers that were asked for. None of them is lifted. */
export async function loadErasedSuppressions(
  tx: Tx,
  ctx: PseudonymTools,
  brandIds: readonly string[],
  numbers: readonly string[],
): Promise<ErasedSuppression[]> {
  const { rowCount: isAny } = await tx.query({
    name: 'is_any_erased',
    text: 'select from suppression where workspace_id = $1 and brand_id = any($2::uuid[]) and is_erased limit 1',
    values: [tx.workspaceId, brandIds],
  });
  if (isAny === 0) return [];
  const byPseudonym = new Map(
    numbers.flatMap((number) => pseudonymsOf(ctx, tx.workspaceId, number).map((one) => [one, number])),
  );
  const { rows } = await tx.query<Omit<ErasedSuppression, 'isLifted'>>({
    name: 'load_erased_suppressions',
    text: `select number, brand_id as "brandId", event_id as "eventId", suppressed_at as "suppressedAt" from suppression
      where workspace_id = $1 and brand_id = any($2::uuid[]) and number = any($3) and is_erased`,
    values: [tx.workspaceId, brandIds, [...byPseudonym.keys()]],
  });
  return rows.map((row) => ({ ...row, number: byPseudonym.get(row.number) ?? '', isLifted: false }));
}

export type NewSuppression = {
  readonly number: string;
  readonly reason: string;
  readonly eventId: number;
  readonly suppressedAt: Date;
};

/** Together with their brand, so that none is written for a brand that is not there; see insertConsents. */
export async function suppressNumbers(
  tx: Tx,
  brandId: string,
  numbers: readonly NewSuppression[],
): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'suppress_numbers',
    text: `insert into suppression (workspace_id, brand_id, number, reason, event_id, suppressed_at)
      select b.workspace_id, b.id, n.number, n.reason, n.event_id, n.suppressed_at
      from brand b
        cross join unnest($3::text[], $4::text[], $5::bigint[], $6::timestamptz[]) as n(number, reason, event_id, suppressed_at)
      where b.workspace_id = $1 and b.id = $2
      on conflict (workspace_id, brand_id, number) do update
        set reason = excluded.reason, event_id = excluded.event_id, suppressed_at = excluded.suppressed_at, lifted_at = null`,
    values: [
      tx.workspaceId,
      brandId,
      textArray(numbers.map((one) => one.number)),
      textArray(numbers.map((one) => one.reason)),
      bigintArray(numbers.map((one) => one.eventId)),
      timeArray(numbers.map((one) => one.suppressedAt)),
    ],
  });
  if (rowCount !== numbers.length)
    throw new NotFound('brand.not_found', `There is no brand ${brandId} in this workspace.`);
}

/** Who was erased and comes back by their own act is known by their number again. */
export async function liftSuppression(
  tx: Tx,
  ctx: PseudonymTools,
  brandId: string,
  number: string,
  eventId: number,
  at: Date,
): Promise<void> {
  await tx.query(
    `update suppression set lifted_at = $5, event_id = $4, number = $3, is_erased = false, is_everywhere = false
     where workspace_id = $1 and brand_id = $2 and number = any($6) and lifted_at is null`,
    [tx.workspaceId, brandId, number, eventId, at, [number, ...pseudonymsOf(ctx, tx.workspaceId, number)]],
  );
}

export type SuppressionOfNumber = {
  brandId: string;
  brandName: string;
  reason: string;
  eventId: number;
  suppressedAt: Date;
  liftedAt: Date | null;
};

/** Works for numbers that are nobody's contact. */
export async function listSuppressionsOfNumber(tx: Tx, number: string): Promise<SuppressionOfNumber[]> {
  const { rows } = await tx.query<SuppressionOfNumber>(
    `select s.brand_id as "brandId", b.name as "brandName", s.reason, s.event_id as "eventId",
       s.suppressed_at as "suppressedAt", s.lifted_at as "liftedAt"
     from brand b join suppression s on s.workspace_id = b.workspace_id and s.brand_id = b.id
     where b.workspace_id = $1 and s.number = $2 order by b.name`,
    [tx.workspaceId, number],
  );
  return rows;
}
