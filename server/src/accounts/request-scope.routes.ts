import type { FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import { Forbidden, Internal } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { authorize, type RoutePermission } from './authorize.ts';
import type { KnownKeys } from './known-keys.ts';
import { reachSettings } from './members/reach.ts';
import type { Scope } from './scope.ts';
import { freshMinutes } from './session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Reading it on a public route is a mistake of ours and throws. */
    readonly scope: Scope;
  }
  interface FastifyContextConfig {
    /** A person must have shown within minutes who they are: keys, roles, factors. Programs are not asked. */
    needsFreshSignIn?: boolean;
    /** The route changes nothing when `scope.isTest`; others that write refuse test keys. */
    allowsTestKeys?: boolean;
    /** Of a route about people: whoever is kept to some lists or numbers may call it, because it shows and changes theirs alone. */
    isNarrowed?: boolean;
  }
}

const found = Symbol('scope');
const caller = Symbol('caller');
type Identified = FastifyRequest & { [found]?: Scope; [caller]?: Scope };

/** Who called, whether they were let in or not; nothing of a route that asks for nobody. For records alone. */
export const identifiedScope = (request: FastifyRequest): Scope | undefined =>
  (request as Identified)[caller];

export function decorateWithScope(http: Http): void {
  http.decorateRequest('scope', {
    getter(this: Identified): Scope {
      const scope = this[found];
      if (!scope) throw new Internal('route.no_scope', 'This route is public and cannot know who calls.');
      return scope;
    },
  });
}

/** What openHttp asks before it lets anybody in. */
export function authorizeRequests(ctx: Context, keys: KnownKeys, publicOrigin: string | null) {
  return async (request: FastifyRequest, permission: string): Promise<void> => {
    const { headers, method, ip: address } = request;
    const csrf = headers['x-tidings-csrf'];
    const scope = await authorize(
      ctx,
      keys,
      {
        method,
        address,
        allowsTestKeys: request.routeOptions.config.allowsTestKeys ?? false,
        isNarrowed: request.routeOptions.config.isNarrowed ?? false,
        host: headers.host,
        origin: headers.origin,
        csrf: typeof csrf === 'string' ? csrf : undefined,
        authorization: headers.authorization,
        cookie: headers.cookie,
      },
      permission as RoutePermission,
      publicOrigin,
      (known) => {
        (request as Identified)[caller] = known;
      },
    );
    if (request.routeOptions.config.needsFreshSignIn) refuseStale(scope);
    (request as Identified)[found] = scope;
  };
}

function refuseStale(scope: Scope): void {
  if (!scope.session || scope.session.isFresh) return;
  throw new Forbidden(
    'sign_in.not_fresh',
    `This needs a sign-in of the last ${freshMinutes} minutes. Confirm that it is you with your password or a code, then ask again.`,
  );
}

/** Keeps every transaction of a request to what its caller may reach. Comes after openHttp has found out who that is. */
export function keepRequestsWithinReach(http: Http, ctx: Context): void {
  const narrow = (request: Identified, done: () => void) => {
    const reach = request[found]?.reach;
    if (reach) ctx.db.within(reachSettings(reach), done);
    else done();
  };
  http.addHook('onRequest', (request, _reply, done) => narrow(request, done));
  // Reading a body ends in the hands of the connection, which belongs to nobody's request.
  http.addHook('preValidation', (request, _reply, done) => narrow(request, done));
}
