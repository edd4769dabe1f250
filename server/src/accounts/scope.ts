import { Forbidden } from '../platform/errors.ts';
import type { WorkspaceId } from '../platform/ids.ts';

/** Everything that somebody can be allowed to do. Routes declare one each; roles and API keys are sets of them. */
export const permissions = [
  'contacts.read',
  'contacts.write',
  'contacts.import',
  'events.write',
  'programs.write',
  'suppression.write',
  'suppression.remove',
  'campaigns.read',
  'campaigns.write',
  'campaigns.launch',
  'campaigns.approve',
  'sending.stop',
  'messages.read',
  'messages.send',
  'inbox.answer',
  'inbox.manage',
  'templates.read',
  'templates.write',
  'senders.read',
  'senders.write',
  'keys.manage',
  'members.manage',
  'workspace.read',
  'workspace.admin',
  'rehearsal.use',
  'audit.read',
  'proofs.read',
  'policy.write',
  'requests.open',
  'requests.read',
  'requests.write',
  'desk.read',
  'desk.write',
  'installation.hold',
  'installation.backup',
  'installation.operate',
] as const;

export type Permission = (typeof permissions)[number];

/** Which numbers and lists a member is kept to. Null: no such limit; an empty list reaches nothing. */
export type Reach = {
  readonly senderIds: readonly string[] | null;
  readonly listIds: readonly string[] | null;
};

/** On whose behalf something happens, where, and what they may do. Every verb takes one. */
export type Scope = {
  readonly workspaceId: WorkspaceId;
  /** `member:<account uuid>`, `key:<key uuid>` or `system:<what>`; this is what the audit says. */
  readonly actor: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Which numbers and lists a member is kept to; absent where there is no such limit. */
  readonly reach?: Reach;
  /** The browser's session behind it; absent for keys and for the house. */
  readonly session?: ScopeSession;
  /** A test key tries and never sends. */
  readonly isTest?: boolean;
};

export type ScopeSession = {
  readonly id: string;
  /** The person has shown within minutes who they are; sensitive acts ask for it. */
  readonly isFresh: boolean;
  /** The workspace asks for a second factor, and this session has shown none. */
  readonly lacksFactor: boolean;
};

/** The house itself at work, for jobs and reactions. It may do everything in its one workspace, and is audited as itself. */
export function systemScope(workspaceId: string, what: string): Scope {
  return {
    workspaceId: workspaceId as WorkspaceId,
    actor: `system:${what}`,
    permissions: new Set(permissions),
  };
}

export function memberScope(
  workspaceId: string,
  accountId: string,
  allowed: ReadonlySet<Permission>,
  more: Pick<Scope, 'reach' | 'session'> = {},
): Scope {
  return {
    workspaceId: workspaceId as WorkspaceId,
    actor: `member:${accountId}`,
    permissions: allowed,
    ...more,
  };
}

/** The account behind a scope; null for keys and for the house itself. */
export function accountOf(scope: Scope): string | null {
  return scope.actor.startsWith('member:') ? scope.actor.slice('member:'.length) : null;
}

/** The account behind a scope; Forbidden for programs, which have no password and no factors. */
export function requireAccount(scope: Scope): string {
  const account = accountOf(scope);
  if (account !== null) return account;
  throw new Forbidden(
    'caller.not_a_person',
    'Only a person who is signed in can do this; an API key cannot.',
  );
}

/** For verbs that need more than their route declares, such as lifting a suppression within a contact's update. */
export function requirePermission(scope: Scope, permission: Permission): void {
  if (scope.permissions.has(permission)) return;
  throw new Forbidden('permission.missing', sentenceOfMissing(permission));
}

export function sentenceOfMissing(permission: string): string {
  return `This needs the permission ${permission}. Ask an owner or admin of the workspace for it, or use an API key that has it.`;
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}
