import type { SystemTx, Tx } from '../platform/db/pool.ts';
import type { Role } from './roles.ts';

export type Account = { readonly id: string; readonly email: string; readonly name: string };
type AccountRow = { id: string; email: string; name: string; password_hash: string };

export async function findAccountByEmail(
  tx: SystemTx,
  email: string,
): Promise<(Account & { passwordHash: string }) | null> {
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
  account: Account & { passwordHash: string; isOperator?: boolean },
): Promise<void> {
  const { id, email, name, passwordHash, isOperator = false } = account;
  await tx.query(
    'insert into account (id, email, name, password_hash, is_operator) values ($1, $2, $3, $4, $5)',
    [id, email, name, passwordHash, isOperator],
  );
}

/** What people call whoever the audit names: an account's or a key's name; null for others. */
export async function findActorName(tx: Tx, actor: string): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>(
    `select name from account where 'member:' || id = $1
     union all select name from api_key where workspace_id = $2 and 'key:' || id = $1`,
    [actor, tx.workspaceId],
  );
  return rows[0]?.name ?? null;
}

export async function insertMember(tx: Tx, accountId: string, role: Role): Promise<void> {
  await tx.query('insert into member (workspace_id, account_id, role) values ($1, $2, $3)', [
    tx.workspaceId,
    accountId,
    role,
  ]);
}

/** Where an account belongs, the oldest workspace first. */
export async function listMemberships(
  tx: SystemTx,
  accountId: string,
): Promise<{ workspaceId: string; role: Role }[]> {
  const { rows } = await tx.query<{ workspace_id: string; role: Role }>(
    'select workspace_id, role from workspaces_of_account($1) order by workspace_id',
    [accountId],
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, role: row.role }));
}

/** The owner who set the installation up, for the link that opens a demo. */
export async function findOwner(tx: Tx): Promise<string | null> {
  const { rows } = await tx.query<{ account_id: string }>(
    `select account_id from member where role = 'owner' order by created_at, account_id limit 1`,
  );
  return rows[0]?.account_id ?? null;
}
