import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, conflictAt, Invalid } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { recordAudit } from '../audit.queries.ts';
import { type CustomRole, isForCustomRoles, roles } from '../roles.ts';
import type { Permission, Scope } from '../scope.ts';
import { refuseBeyondOwn } from './member.ts';
import {
  countRoleUses,
  deleteCustomRole,
  isRoleNameTaken,
  lockCustomRole,
  saveCustomRole,
} from './role.queries.ts';

export type RoleInput = { readonly name: string; readonly permissions: readonly Permission[] };

export async function createRole(ctx: Context, scope: Scope, input: RoleInput): Promise<CustomRole> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const role = await checkRole(tx, scope, { id: ctx.ids.uuid(), ...input });
    await saveCustomRole(tx, role);
    await recordAudit(tx, scope, {
      act: 'role.created',
      object: publicId('rol', role.id),
      after: factsOf(role),
    });
    return role;
  });
}

/** Whoever has the role may do what it says from the next request on. */
export async function changeRole(
  ctx: Context,
  scope: Scope,
  publicRoleId: string,
  input: RoleInput,
): Promise<CustomRole> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockCustomRole(tx, readUuidId('rol', publicRoleId));
    refuseBeyondOwn(scope, before.permissions, 'take');
    const role = await checkRole(tx, scope, { id: before.id, ...input });
    await saveCustomRole(tx, role);
    const object = publicId('rol', role.id);
    await recordAudit(tx, scope, {
      act: 'role.changed',
      object,
      before: factsOf(before),
      after: factsOf(role),
    });
    return role;
  });
}

export async function deleteRole(ctx: Context, scope: Scope, publicRoleId: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const role = await lockCustomRole(tx, readUuidId('rol', publicRoleId));
    refuseBeyondOwn(scope, role.permissions, 'take');
    const uses = await countRoleUses(tx, role.id);
    if (uses > 0) {
      throw new Conflict(
        'role.in_use',
        `${uses} ${uses === 1 ? 'person has' : 'people have'} this role or are invited to it. Give them another first.`,
      );
    }
    await deleteCustomRole(tx, role.id);
    const object = publicId('rol', role.id);
    await recordAudit(tx, scope, { act: 'role.deleted', object, before: factsOf(role) });
  });
}

async function checkRole(tx: Tx, scope: Scope, { id, name, permissions }: CustomRole): Promise<CustomRole> {
  const role = { id, name: name.trim(), permissions: [...new Set(permissions)] };
  const beyond = role.permissions.find((permission) => !isForCustomRoles(permission));
  if (beyond) {
    throw new Invalid(
      'role.permission_not_for_roles',
      `${beyond} belongs to owners or operators alone and cannot be part of a role.`,
    );
  }
  refuseBeyondOwn(scope, role.permissions, 'give');
  const isBuiltIn = roles.some((known) => known === role.name.toLowerCase());
  if (isBuiltIn || (await isRoleNameTaken(tx, role.name, role.id))) {
    throw conflictAt(
      '/name',
      'role.name_taken',
      `There is a role called ${role.name} already. Choose another name.`,
    );
  }
  return role;
}

const factsOf = ({ name, permissions }: CustomRole) => ({ name, permissions });
