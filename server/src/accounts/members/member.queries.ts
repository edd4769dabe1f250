import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import type { FoundRole, RoleChoice } from '../roles.ts';
import { type Reach, reachOf } from './reach.ts';

/** Somebody who works in a workspace, with the role they have there. */
export type Member = FoundRole & {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly customRoleId: string | null;
  readonly customRoleName: string | null;
  readonly reach: Reach | null;
  readonly isOperator: boolean;
  readonly hasSecondFactor: boolean;
  readonly createdAt: Date;
};

type Row = {
  account_id: string;
  name: string;
  email: string;
  role: Member['role'];
  custom_role_id: string | null;
  custom_role_name: string | null;
  permissions: string[] | null;
  sender_ids: string[] | null;
  list_ids: string[] | null;
  is_operator: boolean;
  has_second_factor: boolean;
  created_at: Date;
};

const selectMembers = `
  select m.account_id, a.name, a.email, m.role, m.custom_role_id, c.name as custom_role_name, c.permissions, m.sender_ids,
    m.list_ids, a.is_operator, m.created_at,
    exists (select from authenticator f where f.account_id = a.id and f.confirmed_at is not null)
      or exists (select from passkey k where k.account_id = a.id) as has_second_factor
  from member m join account a on a.id = m.account_id
    left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
  where m.workspace_id = current_workspace()`;

/** The first to join first. A workspace has as many members as a business has people who text; a thousand at the most. */
export async function listMembers(tx: Tx): Promise<Member[]> {
  const { rows } = await tx.query<Row>(`${selectMembers} order by m.created_at, m.account_id limit 1000`);
  return rows.map(toMember);
}

export async function findMember(tx: Tx, accountId: string): Promise<Member | null> {
  const { rows } = await tx.query<Row>(`${selectMembers} and m.account_id = $1`, [accountId]);
  return rows[0] ? toMember(rows[0]) : null;
}

/**
 * All owners are locked with the member: two owners who remove each other at the same moment would otherwise leave none. The
 * order is everybody's.
 */
export async function lockMember(
  tx: Tx,
  accountId: string | null,
): Promise<{ member: Member; owners: number }> {
  const { rows } = await tx.query<{ account_id: string; role: string }>(
    `select account_id, role from member where workspace_id = current_workspace() and (role = 'owner' or account_id = $1)
     order by account_id for update`,
    [accountId],
  );
  const member = accountId === null ? null : await findMember(tx, accountId);
  if (!member) throw new NotFound('member.not_found', 'There is no such member in this workspace.');
  return { member, owners: rows.filter((row) => row.role === 'owner').length };
}

export async function insertMember(
  tx: Tx,
  accountId: string,
  choice: RoleChoice['role'] | RoleChoice,
  reach: Reach | null = null,
): Promise<void> {
  const { role, customRoleId } = typeof choice === 'string' ? { role: choice, customRoleId: null } : choice;
  await tx.query(
    `insert into member (workspace_id, account_id, role, custom_role_id, sender_ids, list_ids)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.workspaceId, accountId, role, customRoleId, reach?.senderIds ?? null, reach?.listIds ?? null],
  );
}

export async function saveMember(
  tx: Tx,
  accountId: string,
  choice: { readonly role: string; readonly customRoleId: string | null },
  reach: Reach | null,
): Promise<void> {
  await tx.query(
    `update member set role = $2, custom_role_id = $3, sender_ids = $4, list_ids = $5
     where workspace_id = current_workspace() and account_id = $1`,
    [accountId, choice.role, choice.customRoleId, reach?.senderIds ?? null, reach?.listIds ?? null],
  );
}

export async function deleteMember(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from member where workspace_id = current_workspace() and account_id = $1', [
    accountId,
  ]);
}

/** Where an account belongs, the oldest workspace first. */
export async function listMemberships(
  tx: SystemTx | Tx,
  accountId: string,
): Promise<{ workspaceId: string; role: Member['role'] }[]> {
  const { rows } = await tx.query<{ workspace_id: string; role: Member['role'] }>(
    'select workspace_id, role from workspaces_of_account($1) order by workspace_id',
    [accountId],
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, role: row.role }));
}

/** The owner who set the installation up, for the link that opens a demo. */
export async function findOwner(tx: Tx): Promise<string | null> {
  const { rows } = await tx.query<{ account_id: string }>(
    `select account_id from member where workspace_id = current_workspace() and role = 'owner'
     order by created_at, account_id limit 1`,
  );
  return rows[0]?.account_id ?? null;
}

function toMember(row: Row): Member {
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    role: row.role,
    permissions: row.permissions,
    customRoleId: row.custom_role_id,
    customRoleName: row.custom_role_name,
    reach: reachOf(row.sender_ids, row.list_ids),
    isOperator: row.is_operator,
    hasSecondFactor: row.has_second_factor,
    createdAt: row.created_at,
  };
}
