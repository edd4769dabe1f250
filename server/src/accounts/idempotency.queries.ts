import type { Tx } from '../platform/db/pool.ts';

export const keepAnswersHours = 72;
// No request of ours takes minutes; one that has no answer by then died with its process.
const inFlightMinutes = 5;

export type Claim =
  /** Nobody has used this key: go on, and keep or release it afterwards. */
  | { readonly kind: 'first'; readonly claimedAt: string }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'in_flight' }
  /** It ended in trouble, or its process did before it could answer; what it did is not known by this table. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'other_request' };

/** A request under a key. The hash says what it asks for, and who asks. */
export type KeptRequest = { readonly key: string; readonly hash: Buffer };

/** A key that is taken, and when: the same key may be free and taken anew by the time at which somebody gets to release it. */
export type ClaimedKey = {
  readonly key: string;
  /** As the database writes it, to the microsecond. */
  readonly claimedAt: string;
};

type Row = { key: string; is_same: boolean; status: number | null; body: unknown; is_abandoned: boolean };

/** Of several requests with one key, one is first; the insert decides, so it holds across processes. */
export async function claimKey(tx: Tx, request: KeptRequest): Promise<Claim> {
  await tx.query(
    `delete from idempotency_key where key = $1 and created_at < now() - make_interval(hours => $2)`,
    [request.key, keepAnswersHours],
  );
  const inserted = await tx.query<{ claimedAt: string }>(
    `insert into idempotency_key (workspace_id, key, request_hash) values ($1, $2, $3)
     on conflict do nothing returning created_at::text as "claimedAt"`,
    [tx.workspaceId, request.key, request.hash],
  );
  const [first] = inserted.rows;
  if (first) return { kind: 'first', claimedAt: first.claimedAt };
  const claims = await findClaims(tx, [request]);
  return claims.get(request.key) ?? { kind: 'in_flight' };
}

/** What has become of these keys, each asked for once; those that nobody has used are absent. */
export async function findClaims(tx: Tx, requests: readonly KeptRequest[]): Promise<Map<string, Claim>> {
  const { rows } = await tx.query<Row>({
    name: 'find_claims',
    text: `select k.key, k.request_hash = r.hash as is_same, k.status, k.body,
             k.created_at < now() - make_interval(mins => $4) as is_abandoned
           from unnest($2::text[], $3::bytea[]) as r (key, hash)
           join idempotency_key k on k.workspace_id = $1 and k.key = r.key
           where k.created_at >= now() - make_interval(hours => $5)`,
    values: [
      tx.workspaceId,
      requests.map((one) => one.key),
      requests.map((one) => one.hash),
      inFlightMinutes,
      keepAnswersHours,
    ],
  });
  return new Map(rows.map((row) => [row.key, claimOf(row)]));
}

function claimOf(row: Row): Claim {
  if (!row.is_same) return { kind: 'other_request' };
  if (row.status !== null && row.status >= 500) return { kind: 'abandoned' };
  if (row.status !== null) return { kind: 'answered', status: row.status, body: row.body };
  return { kind: row.is_abandoned ? 'abandoned' : 'in_flight' };
}

/**
 * Claims keys and keeps their answers at once, in the transaction that does what they ask for. False when somebody else
 * has used one of them meanwhile: then nothing of it may be done. Sorted, so that two batches wait for one another in line.
 */
export async function keepAnswersTo(
  tx: Tx,
  answers: readonly (KeptRequest & { readonly status: number; readonly body: string })[],
): Promise<boolean> {
  if (answers.length === 0) return true;
  const sorted = answers.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const { rowCount } = await tx.query({
    name: 'keep_answers',
    text: `insert into idempotency_key (workspace_id, key, request_hash, status, body)
           select $1, k.key, k.hash, k.status, k.body::jsonb
           from unnest($2::text[], $3::bytea[], $4::integer[], $5::text[]) as k (key, hash, status, body)
           on conflict (workspace_id, key) do update
             set request_hash = excluded.request_hash, status = excluded.status, body = excluded.body, created_at = now()
             where idempotency_key.created_at < now() - make_interval(hours => $6)`,
    values: [
      tx.workspaceId,
      sorted.map((one) => one.key),
      sorted.map((one) => one.hash),
      sorted.map((one) => one.status),
      sorted.map((one) => one.body),
      keepAnswersHours,
    ],
  });
  return rowCount === answers.length;
}

export async function keepAnswer(tx: Tx, key: string, status: number, body: string | null): Promise<void> {
  await tx.query('update idempotency_key set status = $2, body = $3 where key = $1', [key, status, body]);
}

/** The request did nothing: its key is free for the next try. */
export async function releaseKey(tx: Tx, { key, claimedAt }: ClaimedKey): Promise<void> {
  await tx.query('delete from idempotency_key where key = $1 and status is null and created_at = $2', [
    key,
    claimedAt,
  ]);
}

export async function deleteOldAnswers(tx: Tx): Promise<void> {
  await tx.query('delete from idempotency_key where created_at < now() - make_interval(hours => $1)', [
    keepAnswersHours,
  ]);
}
