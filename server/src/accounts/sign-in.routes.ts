import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Forbidden, Unauthenticated } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { findAccount } from './account.queries.ts';
import { CodeBody, EnterBody, Me, SignInBody } from './accounts.schemas.ts';
import { scopeOfSession } from './authorize.ts';
import {
  clearSession,
  clearStep,
  deviceCookie,
  readCookie,
  sessionCookie,
  setDevice,
  setSession,
  setStep,
  stepCookie,
} from './cookies.ts';
import { isOwnOrigin } from './csrf.ts';
import { enter } from './enter.ts';
import { signInWithCode } from './factors/sign-in-with-code.ts';
import { accountOf, type Scope } from './scope.ts';
import { findOpenSession } from './session.queries.ts';
import { hashOfSession } from './session.ts';
import { type Browser, type HalfSignedIn, type SignedIn, signIn, signOut } from './sign-in.ts';
import { getWorkspace } from './workspace.queries.ts';

export type SignInOptions = {
  /** The token of the link that a demo prints; null: there is no such link. */
  readonly enterToken: string | null;
  readonly isRehearsal: () => Promise<boolean>;
  readonly publicOrigin: string | null;
  readonly answerSignedIn: AnswerSignedIn;
};

/** Hands the browser its cookies and says who it is now, or asks for the second factor. */
export type AnswerSignedIn = (reply: FastifyReply, signedIn: SignedIn | HalfSignedIn) => Promise<MeAnswer>;
type MeAnswer = Static<typeof Me>;

export function signInRoutes(http: Http, ctx: Context, options: SignInOptions): void {
  http.post(
    '/v1/sign-in',
    {
      config: { permission: 'public' },
      schema: { summary: 'Sign in', tags: ['accounts'], body: SignInBody, response: { 200: Me } },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const answer = await signIn(ctx, { ...request.body, browser: browserOf(request) });
      return options.answerSignedIn(reply, answer);
    },
  );

  http.post(
    '/v1/sign-in/code',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Finish a sign-in with a code of the authenticator app, or a recovery code',
        tags: ['accounts'],
        body: CodeBody,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const stepToken = readCookie(request.headers.cookie, stepCookie);
      const browser = browserOf(request);
      return options.answerSignedIn(reply, await signInWithCode(ctx, stepToken, request.body.code, browser));
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
      return options.answerSignedIn(reply, { token, deviceMark: null });
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
      if (token !== null) await signOut(ctx, request.scope, token);
      return reply.header('set-cookie', clearSession()).code(204).send(null);
    },
  );

  http.get(
    '/v1/me',
    {
      config: { permission: 'known' },
      schema: { summary: 'Who am I, where, and what may I do', tags: ['accounts'], response: { 200: Me } },
    },
    (request) => describeCaller(ctx, request.scope, options.isRehearsal),
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

/** What is known of the browser that asks. */
export function browserOf({ headers, ip: address }: FastifyRequest): Browser {
  return {
    address,
    name: headers['user-agent'] ?? null,
    deviceMark: readCookie(headers.cookie, deviceCookie),
    oldToken: readCookie(headers.cookie, sessionCookie),
  };
}

export function answerSignedInWith(ctx: Context, isRehearsal: () => Promise<boolean>): AnswerSignedIn {
  return async (reply, signedIn) => {
    if ('stepToken' in signedIn) {
      reply.header('set-cookie', setStep(signedIn.stepToken));
      throw new Unauthenticated(
        'sign_in.second_factor_needed',
        'Use your passkey, or give the code of your authenticator app or one of your recovery codes.',
      );
    }
    reply.header('set-cookie', setSession(signedIn.token)).header('set-cookie', clearStep());
    if (signedIn.deviceMark !== null) reply.header('set-cookie', setDevice(signedIn.deviceMark));
    const session = await ctx.db.system((tx) => findOpenSession(tx, hashOfSession(signedIn.token)));
    if (!session) throw new Error('A session that was just opened is not there.');
    return describeCaller(ctx, scopeOfSession(session), isRehearsal);
  };
}

export async function describeCaller(
  ctx: Context,
  scope: Scope,
  isRehearsal: () => Promise<boolean>,
): Promise<MeAnswer> {
  const accountId = accountOf(scope);
  const { workspace, account } = await ctx.db.tx(scope.workspaceId, async (tx) => ({
    workspace: await getWorkspace(tx),
    account: accountId === null ? null : await findAccount(tx, accountId),
  }));
  return {
    account: account && { id: publicId('mem', account.id), name: account.name, email: account.email },
    workspace: {
      id: publicId('wsp', workspace.id),
      name: workspace.name,
      country: workspace.country,
      time_zone: workspace.timeZone,
    },
    permissions: [...scope.permissions],
    needs_second_factor: scope.session?.lacksFactor ?? false,
    is_rehearsal: await isRehearsal(),
  };
}
