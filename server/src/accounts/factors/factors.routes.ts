import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { qrSvg } from '../../platform/pages/qr-code.ts';
import { CodeBody } from '../accounts.schemas.ts';
import { recordAudit } from '../audit.queries.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { endSession, endSessions, listSessions } from '../session.queries.ts';
import { countRecoveryCodes, hasAuthenticator } from './authenticator.queries.ts';
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
} from './set-up-authenticator.ts';

const RecoveryCodes = Type.Object(
  { recovery_codes: Type.Array(Type.String(), { description: 'Each works once. Shown this once.' }) },
  { title: 'RecoveryCodes' },
);
const none = { 204: Type.Null() };

/** What stands beside the password: the authenticator app, and the codes for the day it is lost. */
export function factorRoutes(http: Http, ctx: Context): void {
  const about = (summary: string) => ({ summary, tags: ['accounts'] });

  http.get(
    '/v1/me/authenticator',
    {
      config: { permission: 'known' },
      schema: {
        ...about('Whether you have an authenticator app, and how many recovery codes are left'),
        response: { 200: Type.Object({ is_set_up: Type.Boolean(), recovery_codes_left: Type.Integer() }) },
      },
    },
    async ({ scope }) => {
      const accountId = requireAccount(scope);
      return ctx.db.tx(scope.workspaceId, async (tx) => ({
        is_set_up: await hasAuthenticator(tx, accountId),
        recovery_codes_left: await countRecoveryCodes(tx, accountId),
      }));
    },
  );

  http.post(
    '/v1/me/authenticator',
    {
      config: { permission: 'known', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        ...about('Begin to set up an authenticator app'),
        response: {
          201: Type.Object({
            seed: Type.String({ description: 'Base 32, for apps that cannot read the code.' }),
            uri: Type.String({ description: 'otpauth://…, what the QR code says.' }),
            qr_svg: Type.String(),
          }),
        },
      },
    },
    async ({ scope }, reply) => {
      const offered = await beginAuthenticator(ctx, scope);
      return reply.code(201).send({ ...offered, qr_svg: await qrSvg(offered.uri) });
    },
  );

  http.post(
    '/v1/me/authenticator/confirm',
    {
      config: { permission: 'known', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        ...about('Turn the app on with its first code; your other sessions end'),
        body: CodeBody,
        response: { 200: RecoveryCodes },
      },
    },
    async ({ scope, body }) => ({ recovery_codes: await confirmAuthenticator(ctx, scope, body.code) }),
  );

  http.post(
    '/v1/me/recovery-codes',
    {
      config: { permission: 'known', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        ...about('Make new recovery codes; the old ones are void'),
        response: { 200: RecoveryCodes },
      },
    },
    async ({ scope }) => ({ recovery_codes: await renewRecoveryCodes(ctx, scope) }),
  );

  http.delete(
    '/v1/me/authenticator',
    {
      config: { permission: 'known', needsFreshSignIn: true },
      schema: { ...about('Remove the authenticator app and its recovery codes'), response: none },
    },
    async ({ scope }, reply) => {
      await removeAuthenticator(ctx, scope);
      return reply.code(204).send(null);
    },
  );

  sessionRoutes(http, ctx);
}

const SessionAnswer = Type.Object(
  {
    object: Type.Literal('session'),
    id: Type.String(),
    method: Type.Enum(['password', 'passkey', 'oidc', 'link']),
    has_second_factor: Type.Boolean(),
    address: Type.Union([Type.String(), Type.Null()]),
    browser: Type.Union([Type.String(), Type.Null()]),
    is_this: Type.Boolean(),
    created_at: Type.String({ format: 'date-time' }),
    last_seen_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Session' },
);

function sessionRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/me/sessions',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Where you are signed in',
        tags: ['accounts'],
        response: { 200: Type.Object({ data: Type.Array(SessionAnswer) }) },
      },
    },
    async ({ scope }) => {
      const sessions = await ctx.db.system((tx) => listSessions(tx, requireAccount(scope)));
      return {
        data: sessions.map((session) => ({
          object: 'session' as const,
          id: publicId('ses', session.id),
          method: session.method,
          has_second_factor: session.isStrong,
          address: session.address,
          browser: session.browser,
          is_this: session.id === scope.session?.id,
          created_at: session.createdAt.toISOString(),
          last_seen_at: session.lastSeenAt.toISOString(),
        })),
      };
    },
  );

  http.delete(
    '/v1/me/sessions/:id',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'End one of your sessions',
        tags: ['accounts'],
        params: Type.Object({ id: Type.String() }),
        response: none,
      },
    },
    async ({ scope, params }, reply) => {
      await endOwnSession(ctx, scope, readUuidId('ses', params.id));
      return reply.code(204).send(null);
    },
  );

  http.delete(
    '/v1/me/sessions',
    {
      config: { permission: 'known' },
      schema: { summary: 'End all your sessions but this one', tags: ['accounts'], response: none },
    },
    async ({ scope }, reply) => {
      const accountId = requireAccount(scope);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        const ended = await endSessions(tx, accountId, scope.session?.id ?? null);
        await recordAudit(tx, scope, {
          act: 'sessions.ended',
          object: `account:${accountId}`,
          after: { ended },
        });
      });
      return reply.code(204).send(null);
    },
  );
}

async function endOwnSession(ctx: Context, scope: Scope, id: string | null): Promise<void> {
  const accountId = requireAccount(scope);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (id === null || !(await endSession(tx, accountId, id))) {
      throw new NotFound('session.not_found', 'You have no such session.');
    }
    await recordAudit(tx, scope, { act: 'session.ended', object: publicId('ses', id) });
  });
}
