import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { Me } from '../accounts.schemas.ts';
import { clearPasskeyStep, passkeyCookie, readCookie, setPasskeyStep, stepCookie } from '../cookies.ts';
import { requireAccount } from '../scope.ts';
import { type AnswerSignedIn, browserOf, refuseOtherSites } from '../sign-in.routes.ts';
import { addPasskey, offerPasskey, publicPasskeyId, removePasskey, renamePasskey } from './add-passkey.ts';
import { listPasskeys, type Passkey } from './passkey.queries.ts';
import {
  NewCredential,
  NewPasskeyAnswer,
  PasskeyAnswer,
  PasskeyName,
  PasskeyOptions,
  ShownCredential,
} from './passkeys.schemas.ts';
import { relyingPartyOf } from './relying-party.ts';
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts';

export type PasskeyRouteOptions = {
  readonly publicOrigin: string | null;
  readonly answerSignedIn: AnswerSignedIn;
};

const closed = { additionalProperties: false };
const about = (summary: string) => ({ summary, tags: ['accounts'] });
const IdParams = Type.Object({ id: Type.String() });

export function passkeyRoutes(http: Http, ctx: Context, options: PasskeyRouteOptions): void {
  const partyOf = ({ headers }: Pick<FastifyRequest, 'headers'>) =>
    relyingPartyOf({ origin: headers.origin, host: headers.host }, options.publicOrigin);

  http.get(
    '/v1/me/passkeys',
    {
      config: { permission: 'known' },
      schema: {
        ...about('Your passkeys'),
        response: { 200: Type.Object({ data: Type.Array(PasskeyAnswer) }) },
      },
    },
    async ({ scope }) => {
      const accountId = requireAccount(scope);
      const own = await ctx.db.tx(scope.workspaceId, (tx) => listPasskeys(tx, accountId));
      return { data: own.map(toAnswer) };
    },
  );

  http.post(
    '/v1/me/passkeys/options',
    {
      config: { permission: 'known', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: { ...about('Begin to add a passkey'), response: { 201: PasskeyOptions } },
    },
    async (request, reply) => {
      const offer = await offerPasskey(ctx, request.scope, partyOf(request));
      return reply.header('set-cookie', setPasskeyStep(offer.stepToken)).code(201).send(offer.options);
    },
  );

  http.post(
    '/v1/me/passkeys',
    {
      config: { permission: 'known', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        ...about('Add the passkey that your device has made; your other sessions end'),
        body: Type.Object({ name: PasskeyName, credential: NewCredential }, closed),
        response: { 201: NewPasskeyAnswer },
      },
    },
    async (request, reply) => {
      const { passkey, recoveryCodes } = await addPasskey(ctx, request.scope, {
        name: request.body.name,
        credential: withExtensions<RegistrationResponseJSON>(request.body.credential),
        stepToken: readCookie(request.headers.cookie, passkeyCookie),
        party: partyOf(request),
      });
      reply.header('set-cookie', clearPasskeyStep()).code(201);
      return reply.send({ passkey: toAnswer(passkey), recovery_codes: recoveryCodes });
    },
  );

  http.patch(
    '/v1/me/passkeys/:id',
    {
      config: { permission: 'known' },
      schema: {
        ...about('Give one of your passkeys another name'),
        params: IdParams,
        body: Type.Object({ name: PasskeyName }, closed),
        response: { 200: PasskeyAnswer },
      },
    },
    async ({ scope, params, body }) => toAnswer(await renamePasskey(ctx, scope, params.id, body.name)),
  );

  http.delete(
    '/v1/me/passkeys/:id',
    {
      config: { permission: 'known', needsFreshSignIn: true },
      schema: { ...about('Remove one of your passkeys'), params: IdParams, response: { 204: Type.Null() } },
    },
    async ({ scope, params }, reply) => {
      await removePasskey(ctx, scope, params.id);
      return reply.code(204).send(null);
    },
  );

  signInRoutes(http, ctx, options, partyOf);
}

function signInRoutes(
  http: Http,
  ctx: Context,
  options: PasskeyRouteOptions,
  partyOf: (request: Pick<FastifyRequest, 'headers'>) => ReturnType<typeof relyingPartyOf>,
): void {
  http.post(
    '/v1/sign-in/passkey/options',
    {
      config: { permission: 'public' },
      schema: {
        ...about('Begin to sign in with a passkey, alone or after a password'),
        response: { 200: PasskeyOptions },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const halfToken = readCookie(request.headers.cookie, stepCookie);
      const question = await askForPasskey(ctx, halfToken, partyOf(request));
      return reply.header('set-cookie', setPasskeyStep(question.stepToken)).send(question.options);
    },
  );

  http.post(
    '/v1/sign-in/passkey',
    {
      config: { permission: 'public' },
      schema: {
        ...about('Sign in with a passkey'),
        body: Type.Object({ credential: ShownCredential }, closed),
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, options.publicOrigin);
      const { cookie } = request.headers;
      const signedIn = await signInWithPasskey(ctx, {
        credential: withExtensions<AuthenticationResponseJSON>(request.body.credential),
        stepToken: readCookie(cookie, passkeyCookie),
        halfToken: readCookie(cookie, stepCookie),
        party: partyOf(request),
        browser: browserOf(request),
      });
      reply.header('set-cookie', clearPasskeyStep());
      return options.answerSignedIn(reply, signedIn);
    },
  );
}

type Sent = Static<typeof NewCredential> | Static<typeof ShownCredential>;

/** Some browsers leave out what their extensions said; the library looks for the place. */
const withExtensions = <T extends object>(credential: Sent): T =>
  ({ clientExtensionResults: {}, ...credential }) as unknown as T;

function toAnswer(passkey: Passkey): Static<typeof PasskeyAnswer> {
  return {
    object: 'passkey',
    id: publicPasskeyId(passkey.id),
    name: passkey.name,
    created_at: passkey.createdAt.toISOString(),
    last_used_at: passkey.lastUsedAt?.toISOString() ?? null,
  };
}
