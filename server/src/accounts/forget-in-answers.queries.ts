import type { Tx } from '../platform/db/pool.ts';

/**
 * Answers that are kept for repeats may hold what a person's record held. The key stays, so that a repeat still does
 * nothing twice; what it is answered with is forgotten. `traces` are words that stand in answers about this person alone.
 */
export async function forgetInAnswers(tx: Tx, traces: readonly string[]): Promise<void> {
  await tx.query(
    `update idempotency_key set body = '{"erased": true}'
     where body is not null and exists (select from unnest($1::text[]) as t (trace) where position(t.trace in body::text) > 0)`,
    [traces],
  );
}
