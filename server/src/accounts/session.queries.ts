import type { SystemTx, Tx } from '../platform/db/pool.ts';
import type { Role } from './roles.ts';
import { sessionIdleHours, sessionLongestHours, touchAfterSeconds } from './session.ts';

export async function insertSession(
  tx: Tx | SystemTx,
  session: { tokenHash: Buffer; accountId: string; workspaceId: string },
): Promise<void> {
  await tx.query(
    `insert into session (token_hash, account_id, workspace_id, expires_at)
     values ($1, $2, $3, now() + make_interval(hours => $4))`,
    [session.tokenHash, session.accountId, session.workspaceId, sessionLongestHours],
  );
}

export type OpenSession = {
  readonly accountId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** Looks after the installation, whatever the role in this workspace. */
  readonly isOperator: boolean;
};

/**
 * The session behind a token while it lasts, with the role its account has in the workspace today: taking somebody's
 * membership away ends what their open sessions may do. Expiry is judged by the database's clock, which no rehearsal moves.
 */
export async function findOpenSession(tx: SystemTx, tokenHash: Buffer): Promise<OpenSession | null> {
  const { rows } = await tx.query<{
    account_id: string;
    workspace_id: string;
    role: Role;
    is_operator: boolean;
    is_stale: boolean;
  }>({
    name: 'find_open_session',
    text: `select s.account_id, s.workspace_id, m.role, a.is_operator,
                  s.last_seen_at < now() - make_interval(secs => $3) as is_stale
           from session s join account a on a.id = s.account_id
             join lateral workspaces_of_account(s.account_id) m on m.workspace_id = s.workspace_id
           where s.token_hash = $1 and s.expires_at > now()
             and s.last_seen_at > now() - make_interval(hours => $2)`,
    values: [tokenHash, sessionIdleHours, touchAfterSeconds],
  });
  const row = rows[0];
  if (!row) return null;
  if (row.is_stale)
    await tx.query('update session set last_seen_at = now() where token_hash = $1', [tokenHash]);
  const { account_id: accountId, workspace_id: workspaceId, role, is_operator: isOperator } = row;
  return { accountId, workspaceId, role, isOperator };
}

export async function deleteSession(tx: Tx | SystemTx, tokenHash: Buffer): Promise<void> {
  await tx.query('delete from session where token_hash = $1', [tokenHash]);
}

export async function deleteExpiredSessions(tx: SystemTx): Promise<void> {
  await tx.query(
    'delete from session where expires_at < now() or last_seen_at < now() - make_interval(hours => $1)',
    [sessionIdleHours],
  );
}
