import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { rangeOfPrefix } from '../contact-search.ts';

/** A suppression that holds. People who were erased are not among them: nobody is told their numbers. */
export type ListedSuppression = {
  readonly number: string;
  readonly brandId: string;
  readonly brandName: string;
  readonly reason: string;
  readonly eventId: number;
  readonly suppressedAt: Date;
  readonly isEverywhere: boolean;
};

export type SuppressionPlace = { readonly brandId: string; readonly number: string };

export type SuppressionFilter = {
  /** The beginning of a number, with its +. */
  readonly prefix: string | null;
  readonly brandId: string | null;
  readonly reason: string | null;
};

/** By brand and number, which is the order of the key: a page of a million is read like the first. */
export async function listSuppressions(
  tx: Tx,
  filter: SuppressionFilter,
  page: { readonly after: SuppressionPlace | null; readonly limit: number },
): Promise<ListedSuppression[]> {
  const range = filter.prefix === null ? null : rangeOfPrefix(filter.prefix);
  const { rows } = await tx.query<ListedSuppression>({
    text: `select s.number, s.brand_id as "brandId", b.name as "brandName", s.reason, s.event_id as "eventId",
        s.suppressed_at as "suppressedAt", s.is_everywhere as "isEverywhere"
      from suppression s join brand b on b.workspace_id = s.workspace_id and b.id = s.brand_id
      where s.workspace_id = $1 and s.lifted_at is null and not s.is_erased
        and s.brand_id = any(array(select id from brand where workspace_id = $1 and ($2::uuid is null or id = $2)))
        and ($3::text is null or s.reason = $3)
        and ($4::text is null or s.number >= $4) and ($5::text is null or s.number < $5)
        and ($6::uuid is null or (s.brand_id, s.number) > ($6, $7::text))
      order by s.brand_id, s.number limit $8`,
    values: [
      tx.workspaceId,
      filter.brandId,
      filter.reason,
      range?.from ?? null,
      range?.before ?? null,
      page.after?.brandId ?? null,
      page.after?.number ?? null,
      page.limit,
    ],
  });
  return rows;
}

/** Which of these numbers the brand may not text by a suppression that can be lifted. */
export async function listLiftable(tx: Tx, brandId: string, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `select number from suppression
     where workspace_id = $1 and brand_id = $2 and number = any($3) and lifted_at is null and not is_erased
     order by number`,
    [tx.workspaceId, brandId, textArray(numbers)],
  );
  return rows.map((row) => row.number);
}
