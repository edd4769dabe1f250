import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Forbidden } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { findAccount } from './account.queries.ts';
import { EnterBody, Me, SignInBody } from './accounts.schemas.ts';
import { clearSession, deviceCookie, readCookie, sessionCookie, setDevice, setSession } from './cookies.ts';
import { isOwnOrigin } from './csrf.ts';
import { enter } from './enter.ts';
import { permissionsOf } from './roles.ts';
import { accountOf, memberScope, type Scope } from './scope.ts';
import { findOpenSession } from './session.queries.ts';
import { hashOfSession } from './session.ts';
import { type SignedIn, signIn, signOut } from './sign-in.ts';
import { getWorkspace } from './workspace.queries.ts';

export type SignInOptions = {
  /** The token of the link that a demo prints; null: there is no such link. */
  readonly enterToken: string | null;
  readonly isRehearsal: () => Promise<boolean>;
  readonly publicOrigin: string | null;
};

export function signInRoutes(http: Http, ctx: Context, options: SignInOptions): void {
  http.post(
    '/v1/sign-in',
    {
      config: { permission: 'public' },
      schema: { summary: 'Sign in', tags: ['accounts'], body: SignInBody, response: { 200: Me } },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const { headers, ip: address } = request;
      const deviceMark = readCookie(headers.cookie, deviceCookie);
      const oldToken = readCookie(headers.cookie, sessionCookie);
      const signedIn = await signIn(ctx, { ...request.body, address, deviceMark, oldToken });
      return answerSignedIn(ctx, reply, signedIn, options.isRehearsal);
    },
  );

  http.post(
    '/v1/enter',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Open a rehearsal by the link that was printed',
        tags: ['accounts'],
        body: EnterBody,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const { enterToken: expected, isRehearsal } = options;
      const token = await enter(ctx, {
        token: request.body.token,
        expected,
        isRehearsal,
        address: request.ip,
      });
      return answerSignedIn(ctx, reply, { token, deviceMark: null }, isRehearsal);
    },
  );

  http.post(
    '/v1/sign-out',
    {
      config: { permission: 'known' },
      schema: { summary: 'Sign out', tags: ['accounts'], response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const token = readCookie(request.headers.cookie, sessionCookie);
      if (token !== null) await signOut(ctx, token);
      return reply.header('set-cookie', clearSession()).code(204).send(null);
    },
  );

  http.get(
    '/v1/me',
    {
      config: { permission: 'known' },
      schema: { summary: 'Who am I, where, and what may I do', tags: ['accounts'], response: { 200: Me } },
    },
    (request) => describe(ctx, request.scope, options.isRehearsal),
  );
}

/** There is no session yet that could be abused, but nobody else's page shall sign a visitor in as somebody. */
export function refuseOtherSites(request: FastifyRequest, publicOrigin: string | null): void {
  const { origin, host } = request.headers;
  if (origin === undefined || isOwnOrigin({ origin, host }, publicOrigin)) return;
  throw new Forbidden(
    'csrf.wrong_origin',
    'This request came from another site. Open Tidings itself and try again.',
  );
}

type Answer = { token: string; deviceMark: string | null };

/** Hands the browser its cookies and says who it is now. */
export async function answerSignedIn(
  ctx: Context,
  reply: FastifyReply,
  signedIn: SignedIn | Answer,
  isRehearsal: () => Promise<boolean>,
) {
  reply.header('set-cookie', setSession(signedIn.token));
  if (signedIn.deviceMark !== null) reply.header('set-cookie', setDevice(signedIn.deviceMark));
  const session = await ctx.db.system((tx) => findOpenSession(tx, hashOfSession(signedIn.token)));
  if (!session) throw new Error('A session that was just opened is not there.');
  const { workspaceId, accountId, role, isOperator } = session;
  return describe(ctx, memberScope(workspaceId, accountId, permissionsOf(role, isOperator)), isRehearsal);
}

async function describe(ctx: Context, scope: Scope, isRehearsal: () => Promise<boolean>) {
  const accountId = accountOf(scope);
  const { workspace, account } = await ctx.db.tx(scope.workspaceId, async (tx) => ({
    workspace: await getWorkspace(tx),
    account: accountId === null ? null : await findAccount(tx, accountId),
  }));
  return {
    account: account && { name: account.name, email: account.email },
    workspace: {
      id: publicId('wsp', workspace.id),
      name: workspace.name,
      country: workspace.country,
      time_zone: workspace.timeZone,
    },
    permissions: [...scope.permissions],
    is_rehearsal: await isRehearsal(),
  };
}
