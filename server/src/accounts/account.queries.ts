import type { SystemTx, Tx } from '../platform/db/pool.ts';

export type Account = { readonly id: string; readonly email: string; readonly name: string };
/** With what its sign-in is compared with; null where the account has no password. */
export type StoredAccount = Account & { readonly passwordHash: string | null };
type AccountRow = { id: string; email: string; name: string; password_hash: string | null };

export async function findAccountByEmail(tx: SystemTx | Tx, email: string): Promise<StoredAccount | null> {
  const { rows } = await tx.query<AccountRow>(
    'select id, email, name, password_hash from account where lower(email) = lower($1)',
    [email],
  );
  const row = rows[0];
  return row ? { id: row.id, email: row.email, name: row.name, passwordHash: row.password_hash } : null;
}

export async function findAccount(tx: Tx | SystemTx, id: string): Promise<Account | null> {
  const { rows } = await tx.query<Account>('select id, email, name from account where id = $1', [id]);
  return rows[0] ?? null;
}

export async function insertAccount(
  tx: Tx,
  account: StoredAccount & { isOperator?: boolean },
): Promise<void> {
  const { id, email, name, passwordHash, isOperator = false } = account;
  await tx.query(
    'insert into account (id, email, name, password_hash, is_operator) values ($1, $2, $3, $4, $5)',
    [id, email, name, passwordHash, isOperator],
  );
}

/** The same within a statement: `actor` is the expression of one. */
export const actorNameSql = (actor: string): string =>
  `case when ${actor} like 'member:%' then (select account.name from account where account.id = substr(${actor}, 8)::uuid)
     when ${actor} like 'key:%' then (select api_key.name from api_key where api_key.workspace_id = current_workspace() and api_key.id = substr(${actor}, 5)::uuid) end`;

/** What people call whoever the audit names: an account's or a key's name; null for others. */
export async function findActorName(tx: Tx, actor: string): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>(
    `select name from account where 'member:' || id = $1
     union all select name from api_key where workspace_id = $2 and 'key:' || id = $1`,
    [actor, tx.workspaceId],
  );
  return rows[0]?.name ?? null;
}

/** The account with its password's hash, kept as it is until the transaction ends. */
export async function lockAccount(tx: Tx | SystemTx, id: string): Promise<StoredAccount | null> {
  const { rows } = await tx.query<AccountRow>(
    'select id, email, name, password_hash from account where id = $1 for update',
    [id],
  );
  const row = rows[0];
  return row ? { id: row.id, email: row.email, name: row.name, passwordHash: row.password_hash } : null;
}

export async function savePassword(tx: Tx | SystemTx, id: string, passwordHash: string): Promise<void> {
  await tx.query('update account set password_hash = $2 where id = $1', [id, passwordHash]);
}

export async function saveAccountName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('update account set name = $2 where id = $1', [id, name]);
}

/** The account behind an actor: themselves, or whoever made the key that they act with; null for the house. */
export async function findAccountOfActor(tx: Tx, actor: string): Promise<string | null> {
  const { rows } = await tx.query<{ account: string | null }>(
    `select case when $2 like 'member:%' then substr($2, 8) else
       (select k.created_by::text from api_key k where k.workspace_id = $1 and $2 = 'key:' || k.id) end as account`,
    [tx.workspaceId, actor],
  );
  return rows[0]?.account ?? null;
}
