import type { Context } from '../platform/context.ts';
import { Forbidden, Unauthenticated } from '../platform/errors.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { isReading, type Request as Origin, refuseForgery } from './csrf.ts';
import type { KnownKeys } from './known-keys.ts';
import { type MeantFor, refuseMoved } from './meant-for.ts';
import { isAboutPeople } from './members/reach.ts';
import { isInNetworks } from './networks.ts';
import { permissionsOfMember } from './roles.ts';
import { memberScope, type Permission, type Scope, sentenceOfMissing } from './scope.ts';
import { findOpenSession, type OpenSession } from './session.queries.ts';
import { hashOfSession } from './session.ts';

export type Caller = Origin & {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  /** The network address the request came from. */
  readonly address: string;
  /** For whom and where the page was opened that asks; see `meant-for.ts`. */
  readonly meantFor?: MeantFor;
  /** The route does with a test key what a test key is for: it tries, and sends nothing. */
  readonly allowsTestKeys?: boolean;
  /** What the route shows and changes is narrowed to what the caller is kept to. */
  readonly isNarrowed?: boolean;
  /** They are asked about and do nothing: it does not keep their session open. */
  readonly isIdle?: boolean;
};

/** What a route may declare: a permission, or that anybody who is known may call it. */
export type RoutePermission = Permission | 'known';

/** Finds out who calls and whether they may. A key in the header counts before a cookie, and needs no proof of origin. */
export async function authorize(
  ctx: Context,
  keys: KnownKeys,
  caller: Caller,
  permission: RoutePermission,
  publicOrigin: string | null,
  /** Hears whose key it is before it is known whether they may. */
  note: (scope: Scope) => void = () => {},
): Promise<Scope> {
  const scope = await identify(ctx, keys, caller, publicOrigin, note);
  if (permission !== 'known' && scope.session?.lacksFactor) {
    throw new Forbidden(
      'second_factor.needed',
      'This workspace asks its members for a second factor. Add an authenticator app or a passkey to your account, or sign in with it.',
    );
  }
  if (permission !== 'known' && !scope.permissions.has(permission)) {
    throw new Forbidden('permission.missing', sentenceOfMissing(permission));
  }
  if (permission !== 'known' && scope.reach && isAboutPeople(permission) && !caller.isNarrowed) {
    throw new Forbidden(
      'reach.everybody',
      'You are kept to some numbers or lists, and this is about everybody. Ask an admin of the workspace to look.',
    );
  }
  return scope;
}

async function identify(
  ctx: Context,
  keys: KnownKeys,
  caller: Caller,
  publicOrigin: string | null,
  note: (scope: Scope) => void,
): Promise<Scope> {
  if (caller.authorization !== undefined) return identifyByKey(keys, caller, caller.authorization, note);
  const token = readCookie(caller.cookie, sessionCookie);
  if (token === null) {
    throw new Unauthenticated(
      'caller.unknown',
      'Sign in, or send an API key as: authorization: Bearer tk_live_….',
    );
  }
  const session = await ctx.db.system((tx) =>
    findOpenSession(tx, hashOfSession(token), { isUse: !caller.isIdle }),
  );
  if (!session) throw new Unauthenticated('session.ended', 'Your session has ended. Sign in again.');
  refuseForgery(caller, publicOrigin);
  if (caller.meantFor) refuseMoved(session, caller.meantFor);
  return scopeOfSession(session);
}

/** What a session may do. Where its workspace asks for a second factor and it has shown none, that is to add one. */
export function scopeOfSession(session: OpenSession): Scope {
  const { workspaceId, accountId, reach, isOperator, id, isFresh } = session;
  const allowed = session.lacksFactor ? [] : permissionsOfMember(session, { isOperator, reach });
  return memberScope(workspaceId, accountId, new Set(allowed), {
    session: { id, isFresh, lacksFactor: session.lacksFactor },
    ...(reach === null ? {} : { reach }),
  });
}

async function identifyByKey(
  keys: KnownKeys,
  caller: Caller,
  authorization: string,
  note: (scope: Scope) => void,
): Promise<Scope> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const known = secret === undefined ? null : await keys.find(secret);
  if (!known) {
    throw new Unauthenticated(
      'api_key.unknown',
      'This API key is not known here: it may be mistyped, revoked or expired. Create another under API keys.',
    );
  }
  const { scope, networks } = known;
  note(scope);
  if (networks !== null && !isInNetworks(caller.address, networks)) {
    throw new Forbidden(
      'api_key.wrong_network',
      'This API key may not be used from this address. Make one that is allowed from it, or send from where it is.',
    );
  }
  if (scope.isTest && !isReading(caller.method) && !caller.allowsTestKeys) {
    throw new Forbidden(
      'api_key.is_test',
      'This is a test key: it reads, and tries single texts without sending them. Use a tk_live_ key to change anything.',
    );
  }
  return scope;
}
