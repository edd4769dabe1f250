import { type Reach, withinReach } from './members/reach.ts';
import { isPermission, type Permission, permissions } from './scope.ts';

export const roles = ['owner', 'admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer'] as const;
export type Role = (typeof roles)[number];

// What reaches beyond the workspace is no role's: an operator of the installation has it, whatever else he is here.
const beyond: ReadonlySet<Permission> = new Set(['installation.operate']);
const everything = permissions.filter((permission) => !beyond.has(permission));
/** What reaches beyond the workspace, or undoes what kept people from being texted twice. */
const ownersAlone: readonly Permission[] = ['installation.hold', 'installation.backup'];
const looking: readonly Permission[] = [
  'contacts.read',
  'campaigns.read',
  'messages.read',
  'templates.read',
  'senders.read',
  'workspace.read',
];

/**
 * What each role may do. Lifting a suppression is nobody's by accident: an owner, an admin or the compliance officer. The
 * one who writes programs' words and keeps the suppression list does not launch campaigns, and may stop everything.
 */
const permissionsByRole: Record<Role, readonly Permission[]> = {
  owner: everything,
  admin: everything.filter((permission) => !ownersAlone.includes(permission)),
  marketer: [
    ...looking,
    'contacts.write',
    'contacts.import',
    'events.write',
    'suppression.write',
    'campaigns.write',
    'campaigns.launch',
    'sending.stop',
    'messages.send',
    'inbox.answer',
    'inbox.manage',
    'templates.write',
    'rehearsal.use',
  ],
  compliance: [
    ...looking,
    'campaigns.approve',
    'sending.stop',
    'programs.write',
    'suppression.write',
    'suppression.remove',
    'audit.read',
    'proofs.read',
    'policy.write',
    'requests.open',
    'requests.read',
    'requests.write',
    'desk.read',
    'desk.write',
  ],
  agent: [
    ...looking,
    'contacts.write',
    'suppression.write',
    'inbox.answer',
    'requests.open',
    'rehearsal.use',
  ],
  analyst: looking,
  developer: [
    ...looking,
    'events.write',
    'messages.send',
    'inbox.answer',
    'templates.write',
    'senders.write',
    'keys.manage',
    'rehearsal.use',
  ],
};

/** A role that a workspace has put together itself. What it allows stands with it. */
export type CustomRole = {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
};

/** A built-in role by its name, or one of the workspace's own by its id. */
export type RoleChoice =
  | { readonly role: Role; readonly customRoleId: null }
  | { readonly role: 'custom'; readonly customRoleId: string };

/** As it is found in the database: the permissions of a custom role come along, null for built-in ones. */
export type FoundRole = { readonly role: Role | 'custom'; readonly permissions: readonly string[] | null };

/**
 * What a member may do today. A custom role holds what it was given; what is no permission any more is left out, and what
 * reaches beyond the workspace is in none of them.
 */
export function permissionsOfMember(
  { role, permissions: own }: FoundRole,
  { isOperator = false, reach = null }: { isOperator?: boolean; reach?: Reach | null } = {},
): ReadonlySet<Permission> {
  const allowed =
    role === 'custom'
      ? new Set((own ?? []).filter(isPermission).filter(isForCustomRoles))
      : permissionsOf(role, isOperator);
  return reach === null ? allowed : withinReach(allowed);
}

/** Whether a role, as it is found in the database, allows something. */
export const roleMay = (
  role: { readonly role: string; readonly permissions: readonly string[] | null },
  permission: Permission,
): boolean => permissionsOfMember(role as FoundRole).has(permission);

export const isForCustomRoles = (permission: Permission): boolean =>
  !beyond.has(permission) && !ownersAlone.includes(permission);

/**
 * What no key is given: what would let a leaked one outlive its revocation, and approving, which is for a person who has
 * looked.
 */
export const isForKeys = (permission: string): boolean =>
  permission !== 'keys.manage' && permission !== 'members.manage' && !permission.endsWith('.approve');

export function permissionsOf(role: Role, isOperator = false): ReadonlySet<Permission> {
  return new Set([...permissionsByRole[role], ...(isOperator ? beyond : [])]);
}
