import type { Context } from '../platform/context.ts';
import { Forbidden, Unauthenticated } from '../platform/errors.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { type Request as Origin, refuseForgery } from './csrf.ts';
import type { KnownKeys } from './known-keys.ts';
import { permissionsOf } from './roles.ts';
import { memberScope, type Permission, type Scope, sentenceOfMissing } from './scope.ts';
import { findOpenSession } from './session.queries.ts';
import { hashOfSession } from './session.ts';

export type Caller = Origin & {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
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
): Promise<Scope> {
  const scope = await identify(ctx, keys, caller, publicOrigin);
  if (permission !== 'known' && !scope.permissions.has(permission)) {
    throw new Forbidden('permission.missing', sentenceOfMissing(permission));
  }
  return scope;
}

async function identify(
  ctx: Context,
  keys: KnownKeys,
  caller: Caller,
  publicOrigin: string | null,
): Promise<Scope> {
  if (caller.authorization !== undefined) return identifyByKey(keys, caller.authorization);
  const token = readCookie(caller.cookie, sessionCookie);
  if (token === null) {
    throw new Unauthenticated(
      'caller.unknown',
      'Sign in, or send an API key as: authorization: Bearer tk_live_….',
    );
  }
  const session = await ctx.db.system((tx) => findOpenSession(tx, hashOfSession(token)));
  if (!session) throw new Unauthenticated('session.ended', 'Your session has ended. Sign in again.');
  refuseForgery(caller, publicOrigin);
  const { workspaceId, accountId, role, isOperator } = session;
  return memberScope(workspaceId, accountId, permissionsOf(role, isOperator));
}

async function identifyByKey(keys: KnownKeys, authorization: string): Promise<Scope> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const scope = secret === undefined ? null : await keys.find(secret);
  if (scope) return scope;
  throw new Unauthenticated(
    'api_key.unknown',
    'This API key is not known here: it may be mistyped, revoked or expired. Create another under API keys.',
  );
}
