import type { Permission, Reach } from '../scope.ts';

export type { Reach } from '../scope.ts';

export function reachOf(
  senderIds: readonly string[] | null,
  listIds: readonly string[] | null,
): Reach | null {
  return senderIds === null && listIds === null ? null : { senderIds, listIds };
}

/**
 * What somebody who is kept to some numbers or lists can be allowed at all: what the policies of the database narrow.
 * Everything else (launching, importing, reports, looking at every pretend handset) is about all people at once, and a
 * permission that is new stays out until somebody has thought about it.
 */
const narrowed: ReadonlySet<Permission> = new Set<Permission>([
  'contacts.read',
  'contacts.write',
  'messages.read',
  'inbox.answer',
  'senders.read',
  'workspace.read',
]);

// A route that somebody adds and nobody thinks about is closed to them, and not open to what they may not see.
const aboutPeople: ReadonlySet<Permission> = new Set<Permission>([
  'contacts.read',
  'contacts.write',
  'messages.read',
  'inbox.answer',
]);

/** Whether a route that asks for this is closed to whoever is kept to anything, unless it says that it is narrowed. */
export const isAboutPeople = (permission: Permission): boolean => aboutPeople.has(permission);

export function withinReach(allowed: ReadonlySet<Permission>): ReadonlySet<Permission> {
  return new Set([...allowed].filter((permission) => narrowed.has(permission)));
}

/** The session settings that the policies `within_reach` read. Ids are UUIDs, so no quoting is needed within the braces. */
export function reachSettings({ senderIds, listIds }: Reach): Record<string, string> {
  return {
    ...(senderIds === null ? {} : { 'app.reach_senders': `{${senderIds.join(',')}}` }),
    ...(listIds === null ? {} : { 'app.reach_lists': `{${listIds.join(',')}}` }),
  };
}
