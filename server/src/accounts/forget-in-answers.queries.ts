import type { Tx } from '../platform/db/pool.ts';

/**
 * Answers that are kept for repeats may hold what a person's record held. The key stays, so that a repeat still does
 * nothing twice; what it is answered with is forgotten. `traces` are words that stand in answers about this person alone,
 * the number first: programs like to make keys of it (`welcome-13125550142`), where the pseudonym then stands, with an end
 * that no other key has: `x-+1312…` and `x-1312…` would be one key, and so would those of somebody who came back.
 */
export async function forgetInAnswers(tx: Tx, traces: readonly string[], pseudonym: string): Promise<void> {
  await tx.query(
    `update idempotency_key set body = '{"erased": true}'
     where body is not null and exists (select from unnest($1::text[]) as t (trace) where position(t.trace in body::text) > 0)`,
    [traces],
  );
  const [number = ''] = traces;
  const digits = number.replace(/^\+/, '');
  if (digits === '') return;
  await tx.query(
    `update idempotency_key set key = left(replace(replace(key, '+' || $1::text, $1::text), $1::text, $2::text), ${longestKey - endLength})
         || '-' || gen_random_uuid()
     where workspace_id = current_workspace() and position($1::text in key) > 0`,
    [digits, pseudonym],
  );
}

const longestKey = 255;
// A hyphen and a UUID.
const endLength = 37;
