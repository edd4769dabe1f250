import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import type { RoleChoice } from '../roles.ts';
import { type Reach, reachOf } from './reach.ts';

// Long enough for a holiday weekend, short enough that a forgotten mail opens nothing.
export const invitationDays = 7;

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly role: RoleChoice['role'];
  readonly customRoleId: string | null;
  readonly reach: Reach | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly isExpired: boolean;
};

type Row = {
  id: string;
  email: string;
  role: Invitation['role'];
  custom_role_id: string | null;
  sender_ids: string[] | null;
  list_ids: string[] | null;
  created_at: Date;
  expires_at: Date;
  is_expired: boolean;
};

const columns =
  'id, email, role, custom_role_id, sender_ids, list_ids, created_at, expires_at, expires_at <= now() as is_expired';
const isOpen = 'workspace_id = current_workspace() and accepted_at is null and revoked_at is null';

/** Invitations that nobody has taken up or taken back, the newest first; those that ran out among them, to be sent again. */
export async function listInvitations(tx: Tx): Promise<Invitation[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from invitation where ${isOpen} order by created_at desc, id limit 1000`,
  );
  return rows.map(toInvitation);
}

export async function findOpenInvitation(tx: Tx, email: string): Promise<Invitation | null> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from invitation where ${isOpen} and lower(email) = lower($1) for update`,
    [email],
  );
  return rows[0] ? toInvitation(rows[0]) : null;
}

export async function lockInvitation(tx: Tx, id: string | null): Promise<Invitation> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from invitation where ${isOpen} and id = $1 for update`,
    [id],
  );
  if (!rows[0]) throw new NotFound('invitation.not_found', 'There is no such open invitation.');
  return toInvitation(rows[0]);
}

/** Who invited, as the audit names them. */
export async function findInviter(tx: Tx, id: string): Promise<string> {
  const { rows } = await tx.query<{ by: string }>(
    `select invited_by as by from invitation where ${isOpen} and id = $1`,
    [id],
  );
  return rows[0]?.by ?? '';
}

export async function insertInvitation(
  tx: Tx,
  draft: Pick<Invitation, 'id' | 'email' | 'role' | 'customRoleId' | 'reach'> & {
    tokenHash: Buffer;
    invitedBy: string;
  },
): Promise<Invitation> {
  const { rows } = await tx.query<Row>(
    `insert into invitation (workspace_id, id, email, role, custom_role_id, sender_ids, list_ids, token_hash, invited_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => $10)) returning ${columns}`,
    [
      ...[tx.workspaceId, draft.id, draft.email, draft.role, draft.customRoleId],
      ...[draft.reach?.senderIds ?? null, draft.reach?.listIds ?? null],
      ...[draft.tokenHash, draft.invitedBy, invitationDays],
    ],
  );
  return toInvitation(rows[0] as Row);
}

/** A new link in the place of the old one, with the whole time before it. */
export async function renewInvitation(tx: Tx, id: string, tokenHash: Buffer): Promise<Invitation> {
  const { rows } = await tx.query<Row>(
    `update invitation set token_hash = $2, expires_at = now() + make_interval(days => $3)
     where ${isOpen} and id = $1 returning ${columns}`,
    [id, tokenHash, invitationDays],
  );
  return toInvitation(rows[0] as Row);
}

export async function revokeInvitation(tx: Tx, id: string): Promise<void> {
  await tx.query(`update invitation set revoked_at = now() where ${isOpen} and id = $1`, [id]);
}

export async function closeInvitation(tx: Tx, id: string): Promise<void> {
  await tx.query(`update invitation set accepted_at = now() where ${isOpen} and id = $1`, [id]);
}

export type InvitationPlace = { readonly workspaceId: string; readonly id: string };

/** Where a link leads that is open and has not run out. Found before any workspace is known. */
export async function findInvitationPlace(tx: SystemTx, tokenHash: Buffer): Promise<InvitationPlace | null> {
  const { rows } = await tx.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from find_invitation($1)',
    [tokenHash],
  );
  return rows[0] ? { workspaceId: rows[0].workspace_id, id: rows[0].id } : null;
}

/** Open invitations of an address in every workspace, for whoever has proved that it is theirs. */
export async function listInvitationPlaces(tx: SystemTx, email: string): Promise<InvitationPlace[]> {
  const { rows } = await tx.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from invitations_of($1) order by workspace_id, id',
    [email],
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id }));
}

function toInvitation(row: Row): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    customRoleId: row.custom_role_id,
    reach: reachOf(row.sender_ids, row.list_ids),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    isExpired: row.is_expired,
  };
}
