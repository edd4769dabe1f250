import { bigintArray, textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';

/** These numbers, suppressed for every brand there is, are to be left alone by brands of tomorrow too. */
export async function markEverywhere(tx: Tx, numbers: readonly string[]): Promise<void> {
  await tx.query(
    `update suppression set is_everywhere = true
     where workspace_id = $1 and number = any($2) and lifted_at is null and not is_everywhere
       and brand_id = any(array(select id from brand where workspace_id = $1))`,
    [tx.workspaceId, textArray(numbers)],
  );
}

/** A new brand may not text whoever wanted to be left alone by all. The rows rest on the event that said so. */
export async function suppressEverywhereFor(tx: Tx, brandId: string): Promise<void> {
  await tx.query(
    `insert into suppression (workspace_id, brand_id, number, reason, event_id, suppressed_at, is_erased, is_everywhere)
     select distinct on (s.number) s.workspace_id, $2::uuid, s.number, s.reason, s.event_id, s.suppressed_at, s.is_erased, true
     from suppression s
     where s.workspace_id = $1 and s.is_everywhere and s.lifted_at is null and s.brand_id <> $2
     order by s.number, s.event_id
     on conflict (workspace_id, brand_id, number) do nothing`,
    [tx.workspaceId, brandId],
  );
}

/** What was for every brand is for those that are left once one may text again. */
export async function liftMany(
  tx: Tx,
  brandId: string,
  lifted: readonly { readonly number: string; readonly eventId: number }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update suppression s set lifted_at = $5, event_id = n.event_id, is_everywhere = false
     from unnest($3::text[], $4::bigint[]) as n(number, event_id)
     where s.workspace_id = $1 and s.brand_id = $2 and s.number = n.number and s.lifted_at is null and not s.is_erased`,
    [
      tx.workspaceId,
      brandId,
      textArray(lifted.map((one) => one.number)),
      bigintArray(lifted.map((one) => one.eventId)),
      at,
    ],
  );
}
