import type { SystemTx, Tx } from '../../platform/db/pool.ts';

export type Authenticator = {
  readonly secret: Buffer;
  readonly lastStep: number;
  readonly isConfirmed: boolean;
};

/** The app of an account, locked: two requests with the same code take turns, and the second finds it used. */
export async function lockAuthenticator(tx: Tx | SystemTx, accountId: string): Promise<Authenticator | null> {
  const { rows } = await tx.query<{ secret: Buffer; last_step: number; is_confirmed: boolean }>(
    `select secret, last_step, confirmed_at is not null as is_confirmed from authenticator
     where account_id = $1 for update`,
    [accountId],
  );
  const row = rows[0];
  return row ? { secret: row.secret, lastStep: Number(row.last_step), isConfirmed: row.is_confirmed } : null;
}

/** True once an app was set up and has shown its first code. */
export async function hasAuthenticator(tx: Tx | SystemTx, accountId: string): Promise<boolean> {
  const { rows } = await tx.query(
    'select from authenticator where account_id = $1 and confirmed_at is not null',
    [accountId],
  );
  return rows.length > 0;
}

/** An app that was offered and never confirmed makes room for the next. */
export async function offerAuthenticator(tx: Tx, accountId: string, secret: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into authenticator (account_id, secret) values ($1, $2)
     on conflict (account_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
       where authenticator.confirmed_at is null`,
    [accountId, secret],
  );
  return rowCount === 1;
}

export async function saveStep(tx: Tx | SystemTx, accountId: string, step: number): Promise<void> {
  await tx.query(
    'update authenticator set last_step = $2, confirmed_at = coalesce(confirmed_at, now()) where account_id = $1',
    [accountId, step],
  );
}

export async function deleteAuthenticator(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from authenticator where account_id = $1', [accountId]);
}

export async function deleteRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from recovery_code where account_id = $1', [accountId]);
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.query('delete from recovery_code where account_id = $1', [accountId]);
  await tx.query('insert into recovery_code (account_id, code_hash) select $1, unnest($2::text[])', [
    accountId,
    hashes,
  ]);
}

/** True when this code was there and unused; it is used now. */
export async function takeRecoveryCode(
  tx: Tx | SystemTx,
  accountId: string,
  hashes: readonly string[],
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update recovery_code set used_at = now() where account_id = $1 and code_hash = any($2) and used_at is null',
    [accountId, hashes],
  );
  return rowCount === 1;
}

export async function countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*)::int as n from recovery_code where account_id = $1 and used_at is null',
    [accountId],
  );
  return rows[0]?.n ?? 0;
}
