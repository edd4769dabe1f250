import type { FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import { Internal } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { authorize, type RoutePermission } from './authorize.ts';
import type { KnownKeys } from './known-keys.ts';
import type { Scope } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Reading it on a public route is a mistake of ours and throws. */
    readonly scope: Scope;
  }
}

const found = Symbol('scope');
type Identified = FastifyRequest & { [found]?: Scope };

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
    const { headers, method } = request;
    const csrf = headers['x-tidings-csrf'];
    const scope = await authorize(
      ctx,
      keys,
      {
        method,
        host: headers.host,
        origin: headers.origin,
        csrf: typeof csrf === 'string' ? csrf : undefined,
        authorization: headers.authorization,
        cookie: headers.cookie,
      },
      permission as RoutePermission,
      publicOrigin,
    );
    (request as Identified)[found] = scope;
  };
}
