import type { SystemTx, Tx } from '../../platform/db/pool.ts';

// Reset links are asked for and used in one sitting.
export const resetMinutes = 60;

export async function insertReset(
  tx: Tx | SystemTx,
  reset: { tokenHash: Buffer; accountId: string; madeBy: string },
): Promise<void> {
  await tx.query(
    `insert into password_reset (token_hash, account_id, made_by, expires_at)
     values ($1, $2, $3, now() + make_interval(mins => $4))`,
    [reset.tokenHash, reset.accountId, reset.madeBy, resetMinutes],
  );
}

/** The account of a link that has not run out. */
export async function findReset(tx: SystemTx, tokenHash: Buffer): Promise<string | null> {
  const { rows } = await tx.query<{ account_id: string }>(
    'select account_id from password_reset where token_hash = $1 and expires_at > now()',
    [tokenHash],
  );
  return rows[0]?.account_id ?? null;
}

/** Takes the link, so that nobody can take it again; null when somebody was faster or it has run out. */
export async function takeReset(tx: Tx, tokenHash: Buffer): Promise<string | null> {
  const { rows } = await tx.query<{ account_id: string }>(
    'delete from password_reset where token_hash = $1 and expires_at > now() returning account_id',
    [tokenHash],
  );
  return rows[0]?.account_id ?? null;
}

export async function deleteResetsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from password_reset where account_id = $1', [accountId]);
}

export async function deleteExpiredResets(tx: SystemTx): Promise<void> {
  await tx.query('delete from password_reset where expires_at < now()');
}
