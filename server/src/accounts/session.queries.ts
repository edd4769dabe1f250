import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { type Reach, reachOf } from './members/reach.ts';
import type { FoundRole } from './roles.ts';
import { freshMinutes, sessionIdleHours, sessionLongestHours, touchAfterSeconds } from './session.ts';

export type SessionDraft = {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly workspaceId: string;
  readonly method?: SignInMethod;
  /** A second factor was shown, or a passkey, which is two in one. */
  readonly isStrong?: boolean;
  readonly address?: string | null;
  readonly browser?: string | null;
};

export type SignInMethod = 'password' | 'passkey' | 'oidc' | 'link';

export async function insertSession(tx: Tx | SystemTx, session: SessionDraft): Promise<void> {
  await tx.query(
    `insert into session (token_hash, account_id, workspace_id, expires_at, method, is_strong, address, browser)
     values ($1, $2, $3, now() + make_interval(hours => $4), $5, $6, $7, $8)`,
    [
      session.tokenHash,
      session.accountId,
      session.workspaceId,
      sessionLongestHours,
      session.method ?? 'password',
      session.isStrong ?? false,
      session.address ?? null,
      session.browser?.slice(0, 200) ?? null,
    ],
  );
}

export type OpenSession = FoundRole & {
  readonly id: string;
  readonly accountId: string;
  readonly workspaceId: string;
  readonly reach: Reach | null;
  /** Looks after the installation, whatever the role in this workspace. */
  readonly isOperator: boolean;
  readonly isFresh: boolean;
  readonly isStrong: boolean;
  /** The workspace asks its members for a second factor, and this session has shown none. */
  readonly lacksFactor: boolean;
};

type OpenRow = {
  id: string;
  account_id: string;
  workspace_id: string;
  role: OpenSession['role'];
  permissions: string[] | null;
  sender_ids: string[] | null;
  list_ids: string[] | null;
  is_operator: boolean;
  is_fresh: boolean;
  is_strong: boolean;
  lacks_factor: boolean;
  is_stale: boolean;
};

/**
 * The session behind a token while it lasts, with the role its account has in the workspace today: taking somebody's
 * membership away ends what their open sessions may do. Expiry is judged by the database's clock, which no rehearsal moves.
 * Not `isUse`: looking at it does not put its end off.
 */
export async function findOpenSession(
  tx: SystemTx,
  tokenHash: Buffer,
  { isUse = true } = {},
): Promise<OpenSession | null> {
  const { rows } = await tx.query<OpenRow>({
    name: 'find_open_session',
    text: `select s.id, s.account_id, s.workspace_id, m.role, m.permissions, m.sender_ids, m.list_ids, a.is_operator,
                  s.authenticated_at > now() - make_interval(mins => $4) as is_fresh, s.is_strong,
                  m.needs_second_factor and not s.is_strong as lacks_factor,
                  s.last_seen_at < now() - make_interval(secs => $3) as is_stale
           from session s join account a on a.id = s.account_id
             join lateral membership_of(s.account_id, s.workspace_id) m on true
           where s.token_hash = $1 and s.expires_at > now()
             and s.last_seen_at > now() - make_interval(hours => $2)`,
    values: [tokenHash, sessionIdleHours, touchAfterSeconds, freshMinutes],
  });
  const row = rows[0];
  if (!row) return null;
  if (row.is_stale && isUse)
    await tx.query('update session set last_seen_at = now() where token_hash = $1', [tokenHash]);
  return {
    id: row.id,
    accountId: row.account_id,
    workspaceId: row.workspace_id,
    role: row.role,
    permissions: row.permissions,
    reach: reachOf(row.sender_ids, row.list_ids),
    isOperator: row.is_operator,
    isFresh: row.is_fresh,
    isStrong: row.is_strong,
    lacksFactor: row.lacks_factor,
  };
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

export type SessionRow = {
  readonly id: string;
  readonly method: SignInMethod;
  readonly isStrong: boolean;
  readonly address: string | null;
  readonly browser: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
};

/** The sessions of an account that could still be used, the latest used first. */
export async function listSessions(tx: SystemTx, accountId: string): Promise<SessionRow[]> {
  const { rows } = await tx.query<SessionRow>(
    `select id, method, is_strong as "isStrong", address, browser, created_at as "createdAt", last_seen_at as "lastSeenAt"
     from session where account_id = $1 and expires_at > now() and last_seen_at > now() - make_interval(hours => $2)
     order by last_seen_at desc, id limit 200`,
    [accountId, sessionIdleHours],
  );
  return rows;
}

/** Ends one session of this account; false when there is none of that id. */
export async function endSession(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from session where account_id = $1 and id = $2', [
    accountId,
    id,
  ]);
  return rowCount === 1;
}

/** Ends all sessions of an account but the one that asks; returns how many. */
export async function endSessions(
  tx: Tx | SystemTx,
  accountId: string,
  exceptId: string | null,
): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from session where account_id = $1 and id is distinct from $2',
    [accountId, exceptId],
  );
  return rowCount ?? 0;
}

/** Ends what a person who leaves a workspace has open in it. */
export async function endSessionsHere(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from session where account_id = $1 and workspace_id = $2', [
    accountId,
    tx.workspaceId,
  ]);
}

/** The person has shown again who they are. */
export async function freshenSession(tx: Tx | SystemTx, id: string, isStrong: boolean): Promise<void> {
  await tx.query('update session set authenticated_at = now(), is_strong = is_strong or $2 where id = $1', [
    id,
    isStrong,
  ]);
}

export async function moveSession(tx: Tx, id: string): Promise<void> {
  await tx.query('update session set workspace_id = $2 where id = $1', [id, tx.workspaceId]);
}
