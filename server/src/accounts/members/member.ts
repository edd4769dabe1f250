import { Conflict, Forbidden, Invalid } from '../../platform/errors.ts';
import { type FoundRole, permissionsOfMember } from '../roles.ts';
import type { Permission, Scope } from '../scope.ts';
import type { Reach } from './reach.ts';

/**
 * Nobody hands out what they do not have themselves, and nobody changes a person who may do more than they may: an admin
 * can neither make an owner nor take one away.
 */
export function refuseBeyondOwn(scope: Scope, wanted: Iterable<Permission>, what: 'give' | 'take'): void {
  const foreign = [...wanted].find((permission) => !scope.permissions.has(permission));
  if (foreign === undefined) return;
  if (what === 'give') {
    throw new Forbidden(
      'member.role_too_wide',
      `You cannot give the permission ${foreign}, since you do not have it yourself. Choose a smaller role, or ask an owner.`,
    );
  }
  throw new Forbidden(
    'member.above_you',
    `This person may do more than you (${foreign}), so you cannot change what they may do. Ask an owner.`,
  );
}

/** Without an owner nobody could restore backups, give the workspace away or make another owner. */
export function refuseLastOwner(current: FoundRole, owners: number, next: FoundRole | null): void {
  if (current.role !== 'owner' || next?.role === 'owner' || owners > 1) return;
  throw new Conflict(
    'member.last_owner',
    'This is the last owner of the workspace. Make somebody else an owner first.',
  );
}

/** What a person may do by their role, whatever their reach: reach is given and taken by whoever manages members. */
export const permissionsHeld = (role: FoundRole): ReadonlySet<Permission> => permissionsOfMember(role);

/** An owner who is kept to some lists would be none, and might be the only one. */
export function refuseReachOfOwner(role: string, reach: Reach | null): void {
  if (role !== 'owner' || reach === null) return;
  throw new Invalid(
    'member.owner_reaches_all',
    'An owner reaches every number and list. Leave sender_ids and list_ids out, or choose another role.',
  );
}
