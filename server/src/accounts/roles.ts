import { type Permission, permissions } from './scope.ts';

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
 * one who writes programs' words and keeps the suppression list does not launch campaigns.
 */
const permissionsByRole: Record<Role, readonly Permission[]> = {
  owner: everything,
  admin: everything.filter((permission) => !ownersAlone.includes(permission)),
  marketer: [
    ...looking,
    'contacts.write',
    'contacts.import',
    'suppression.write',
    'campaigns.write',
    'campaigns.launch',
    'messages.send',
    'templates.write',
    'rehearsal.use',
  ],
  compliance: [...looking, 'programs.write', 'suppression.write', 'suppression.remove', 'audit.read'],
  agent: [...looking, 'contacts.write', 'suppression.write', 'rehearsal.use'],
  analyst: looking,
  developer: [
    ...looking,
    'messages.send',
    'templates.write',
    'senders.write',
    'keys.manage',
    'rehearsal.use',
  ],
};

export function permissionsOf(role: Role, isOperator = false): ReadonlySet<Permission> {
  return new Set([...permissionsByRole[role], ...(isOperator ? beyond : [])]);
}
