import type { Tx } from '../../platform/db/pool.ts';
import { permissionsOfMember } from '../roles.ts';
import { accountOf, type Permission, type Scope } from '../scope.ts';
import { reachOf } from './reach.ts';

/** Somebody who works here, as those see them who have something to tell: where, and of what they may know. */
export type StaffMember = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Kept to some numbers or lists: what is about all of them is not for this member. */
  readonly isKept: boolean;
};

export async function listStaff(tx: Tx): Promise<StaffMember[]> {
  const { rows } = await tx.query<{
    accountId: string;
    name: string;
    email: string;
    role: Parameters<typeof permissionsOfMember>[0]['role'];
    permissions: string[] | null;
    senderIds: string[] | null;
    listIds: string[] | null;
  }>(
    `select m.account_id as "accountId", a.name, a.email, m.role, c.permissions, m.sender_ids as "senderIds", m.list_ids as "listIds"
     from member m join account a on a.id = m.account_id
       left join custom_role c on c.workspace_id = m.workspace_id and c.id = m.custom_role_id
     where m.workspace_id = current_workspace() order by m.account_id limit 1000`,
  );
  return rows.map(({ accountId, name, email, senderIds, listIds, ...role }) => ({
    ...{ accountId, name, email, isKept: reachOf(senderIds, listIds) !== null },
    permissions: permissionsOfMember(role, { reach: reachOf(senderIds, listIds) }),
  }));
}

/** The person behind a request: whoever is signed in, or who made the key that it came with; null where nobody is. */
export async function findAccountBehind(tx: Tx, scope: Scope): Promise<string | null> {
  const signedIn = accountOf(scope);
  if (signedIn !== null) return signedIn;
  const { rows } = await tx.query<{ accountId: string | null }>(
    `select m.account_id as "accountId" from api_key k join member m on m.workspace_id = k.workspace_id and m.account_id = k.created_by
     where k.workspace_id = current_workspace() and 'key:' || k.id = $1`,
    [scope.actor],
  );
  return rows[0]?.accountId ?? null;
}
