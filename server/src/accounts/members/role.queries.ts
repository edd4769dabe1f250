import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { type CustomRole, type FoundRole, type RoleChoice, roles } from '../roles.ts';
import { isPermission, type Permission } from '../scope.ts';

type Row = { id: string; name: string; permissions: string[] };

export async function listCustomRoles(tx: Tx): Promise<CustomRole[]> {
  const { rows } = await tx.query<Row>(
    'select id, name, permissions from custom_role where workspace_id = current_workspace() order by lower(name), id',
  );
  return rows.map(toCustomRole);
}

export async function lockCustomRole(tx: Tx, id: string | null): Promise<CustomRole> {
  const { rows } = await tx.query<Row>(
    `select id, name, permissions from custom_role where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  if (!rows[0]) throw new NotFound('role.not_found', 'There is no such role in this workspace.');
  return toCustomRole(rows[0]);
}

export async function isRoleNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
  const { rows } = await tx.query(
    `select from custom_role where workspace_id = current_workspace() and lower(name) = lower($1) and id is distinct from $2`,
    [name, exceptId],
  );
  return rows.length > 0;
}

export async function saveCustomRole(tx: Tx, role: CustomRole): Promise<void> {
  await tx.query(
    `insert into custom_role (workspace_id, id, name, permissions) values ($1, $2, $3, $4)
     on conflict (workspace_id, id) do update set name = excluded.name, permissions = excluded.permissions`,
    [tx.workspaceId, role.id, role.name, role.permissions],
  );
}

/** How many members and open invitations still have it. Old invitations let go of it: their story is told by the audit. */
export async function countRoleUses(tx: Tx, id: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select (select count(*) from member where workspace_id = current_workspace() and custom_role_id = $1)
       + (select count(*) from invitation where workspace_id = current_workspace() and custom_role_id = $1
          and accepted_at is null and revoked_at is null) as n`,
    [id],
  );
  return Number(rows[0]?.n ?? 0);
}

export async function deleteCustomRole(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `delete from invitation where workspace_id = current_workspace() and custom_role_id = $1
       and (accepted_at is not null or revoked_at is not null)`,
    [id],
  );
  await tx.query('delete from custom_role where workspace_id = current_workspace() and id = $1', [id]);
}

/** A role as the API names it (`admin`, `rol_…`), with what it allows. The row is kept as it is until the transaction ends. */
export async function readRole(tx: Tx, name: string): Promise<RoleChoice & FoundRole> {
  const builtIn = roles.find((role) => role === name);
  if (builtIn) return { role: builtIn, customRoleId: null, permissions: null };
  const id = readUuidId('rol', name);
  const { rows } = await tx.query<Row>(
    `select id, name, permissions from custom_role where workspace_id = current_workspace() and id = $1 for share`,
    [id],
  );
  if (rows[0]) return { role: 'custom', customRoleId: rows[0].id, permissions: rows[0].permissions };
  const sentence = `There is no role ${name} here. Take one of ${roles.join(', ')}, or a role of this workspace by its id.`;
  throw new Invalid('role.unknown', sentence, [{ pointer: '/role', code: 'role.unknown', detail: sentence }]);
}

/** A role as the API names it. */
export function nameOfRole({ role, customRoleId }: { role: string; customRoleId: string | null }): string {
  return customRoleId === null ? role : publicId('rol', customRoleId);
}

function toCustomRole({ id, name, permissions }: Row): CustomRole {
  return { id, name, permissions: permissions.filter(isPermission) as Permission[] };
}
