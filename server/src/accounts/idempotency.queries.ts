import type { Tx } from '../platform/db/pool.ts';

export const keepAnswersHours = 24;
// No request of ours takes minutes; one that has no answer by then died with its process.
const inFlightMinutes = 5;

export type Claim =
  /** Nobody has used this key: go on, and keep or release it afterwards. */
  | { readonly kind: 'first' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'in_flight' }
  /** The process that worked on it ended before it could answer; what it did is not known by this table. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'other_request' };

type Row = { is_same: boolean; status: number | null; body: unknown; is_abandoned: boolean };

/** Of several requests with one key, one is first; the insert decides, so it holds across processes. */
export async function claimKey(tx: Tx, key: string, requestHash: Buffer): Promise<Claim> {
  await tx.query(
    `delete from idempotency_key where key = $1 and created_at < now() - make_interval(hours => $2)`,
    [key, keepAnswersHours],
  );
  const inserted = await tx.query(
    `insert into idempotency_key (workspace_id, key, request_hash) values ($1, $2, $3)
     on conflict do nothing`,
    [tx.workspaceId, key, requestHash],
  );
  if (inserted.rowCount === 1) return { kind: 'first' };
  const { rows } = await tx.query<Row>(
    `select request_hash = $2 as is_same, status, body,
            created_at < now() - make_interval(mins => $3) as is_abandoned
     from idempotency_key where key = $1`,
    [key, requestHash, inFlightMinutes],
  );
  const row = rows[0];
  if (!row) return { kind: 'in_flight' };
  if (!row.is_same) return { kind: 'other_request' };
  if (row.status !== null) return { kind: 'answered', status: row.status, body: row.body };
  return { kind: row.is_abandoned ? 'abandoned' : 'in_flight' };
}

export async function keepAnswer(tx: Tx, key: string, status: number, body: string | null): Promise<void> {
  await tx.query('update idempotency_key set status = $2, body = $3 where key = $1', [key, status, body]);
}

/** The request was refused and did nothing: its key is free for the next try. */
export async function releaseKey(tx: Tx, key: string): Promise<void> {
  await tx.query('delete from idempotency_key where key = $1 and status is null', [key]);
}

export async function deleteOldAnswers(tx: Tx): Promise<void> {
  await tx.query('delete from idempotency_key where created_at < now() - make_interval(hours => $1)', [
    keepAnswersHours,
  ]);
}
