import type { FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import { Forbidden, Internal, Unauthenticated } from '../platform/errors.ts';
import { isEventStream } from '../platform/http/event-stream.ts';
import type { Http } from '../platform/http/server.ts';
import { authorize, type RoutePermission } from './authorize.ts';
import { requireFreshSignIn } from './fresh-sign-in.ts';
import type { KnownKeys } from './known-keys.ts';
import { reachSettings } from './members/reach.ts';
import type { Scope } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Reading it on a public route is a mistake of ours and throws. */
    readonly scope: Scope;
  }
  interface FastifyContextConfig {
    /**
     * A person must have shown within minutes who they are: keys, roles, factors, files with people in them. Programs are not
     * asked. A function where one route shows something on a page and hands it out as a file.
     */
    needsFreshSignIn?: boolean | ((request: FastifyRequest) => boolean);
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

/** Finds out who calls and whether they may; `isIdle` where they only go on with what they were let into. */
export type Ask = (request: FastifyRequest, isIdle?: boolean) => Promise<Scope>;

export function openAsk(ctx: Context, keys: KnownKeys, publicOrigin: string | null): Ask {
  return (request, isIdle = false) => {
    const { headers, method, ip: address } = request;
    return authorize(
      ctx,
      keys,
      {
        method,
        address,
        isIdle,
        allowsTestKeys: request.routeOptions.config.allowsTestKeys ?? false,
        isNarrowed: request.routeOptions.config.isNarrowed ?? false,
        host: headers.host,
        origin: headers.origin,
        csrf: oneOf(headers['x-tidings-csrf']),
        meantFor: {
          account: oneOf(headers['x-tidings-account']),
          workspace: oneOf(headers['x-tidings-workspace']),
        },
        authorization: headers.authorization,
        cookie: headers.cookie,
      },
      request.routeOptions.config.permission as RoutePermission,
      publicOrigin,
      (known) => {
        (request as Identified)[caller] = known;
      },
    );
  };
}

/** What openHttp asks before it lets anybody in. */
export function authorizeRequests(ask: Ask) {
  return async (request: FastifyRequest): Promise<void> => {
    const scope = await ask(request);
    if (needsFreshSignIn(request)) requireFreshSignIn(scope);
    (request as Identified)[found] = scope;
  };
}

function needsFreshSignIn(request: FastifyRequest): boolean {
  const { needsFreshSignIn: asked = false } = request.routeOptions.config;
  return typeof asked === 'function' ? asked(request) : asked;
}

/**
 * Of what needs a fresh sign-in, HEAD asks whether its caller may, and has nothing done: browsers fetch files by themselves, so
 * a page asks first. It would otherwise write an export to nobody, and the audit that it was taken. Of all else it says what GET
 * would: that there is no such thing, too. Comes after openHttp has found out who calls.
 */
export function answerHeadsAtOnce(http: Http): void {
  http.addHook('onRequest', (request: Identified, reply, done) => {
    if (request.method === 'HEAD' && request[found] && needsFreshSignIn(request)) reply.code(200).send();
    else done();
  });
}

// A member who was taken out, made less or signed out elsewhere sees no more of a stream than this.
const streamsAskedEveryMs = 30_000;

/** Ends streams to whoever may no longer follow them as they were let in. Browsers come back by themselves and are asked anew. */
export function endStreamsWithoutRight(http: Http, ask: Ask, everyMs = streamsAskedEveryMs): void {
  http.addHook('onSend', (request: Identified, reply, payload, done) => {
    const scope = request[found];
    if (scope && isEventStream(reply) && !reply.raw.destroyed) {
      const look = async () => {
        if (!(await mayGoOn(ask, request, scope))) reply.raw.destroy();
      };
      const timer = setInterval(() => void look(), everyMs).unref();
      reply.raw.once('close', () => clearInterval(timer));
    }
    done(null, payload);
  });
}

async function mayGoOn(ask: Ask, request: FastifyRequest, scope: Scope): Promise<boolean> {
  try {
    return rightsOf(await ask(request, true)) === rightsOf(scope);
  } catch (error) {
    // A database that is away for a moment takes nobody's right.
    return !(error instanceof Unauthenticated || error instanceof Forbidden);
  }
}

const rightsOf = ({ workspaceId, permissions, reach }: Scope) =>
  JSON.stringify([workspaceId, [...permissions].sort(), reach ?? null]);

const oneOf = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);

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
