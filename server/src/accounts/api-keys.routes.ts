import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { ApiKeyAnswer, ApiKeyBody, NewApiKeyAnswer, RotateBody } from './accounts.schemas.ts';
import { type ApiKey, listApiKeys } from './api-key.queries.ts';
import { createApiKey, deleteApiKey, rotateApiKey } from './api-keys.ts';
import type { KnownKeys } from './known-keys.ts';

export function apiKeyRoutes(http: Http, ctx: Context, keys: KnownKeys): void {
  http.get(
    '/v1/api-keys',
    {
      config: { permission: 'keys.manage' },
      schema: {
        summary: 'List API keys, newest first',
        tags: ['accounts'],
        querystring: PageQuery,
        response: { 200: pageOf(ApiKeyAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const cursor = readCursor(query.cursor);
      const before = typeof cursor === 'string' && uuid.test(cursor) ? cursor : null;
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listApiKeys(tx, { limit: limit + 1, before }));
      return toPage(rows, limit, (row) => row.id, toKeyAnswer);
    },
  );

  http.post(
    '/v1/api-keys',
    {
      config: { permission: 'keys.manage', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        summary: 'Make an API key; its secret is in this answer and never again',
        tags: ['accounts'],
        body: ApiKeyBody,
        response: { 201: NewApiKeyAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
      const { key, secret } = await createApiKey(ctx, scope, {
        name: body.name.trim(),
        scopes: body.scopes,
        expiresAt,
        isTest: body.is_test ?? false,
        networks: body.networks ?? null,
      });
      return reply.code(201).send({ ...toKeyAnswer(key), secret });
    },
  );

  http.post(
    '/v1/api-keys/:id/rotate',
    {
      config: { permission: 'keys.manage', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        summary: 'Make a new secret for a key; the old one goes on for the overlap',
        tags: ['accounts'],
        params: Type.Object({ id: Type.String() }),
        body: RotateBody,
        response: { 201: NewApiKeyAnswer },
      },
    },
    async ({ body, params, scope }, reply) => {
      const { key, secret } = await rotateApiKey(ctx, scope, params.id, body.overlap_minutes ?? 1_440);
      keys.forget();
      return reply.code(201).send({ ...toKeyAnswer(key), secret });
    },
  );

  http.delete(
    '/v1/api-keys/:id',
    {
      config: { permission: 'keys.manage' },
      schema: {
        summary: 'Revoke an API key at once',
        tags: ['accounts'],
        params: Type.Object({ id: Type.String() }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      await deleteApiKey(ctx, scope, params.id);
      keys.forget();
      return reply.code(204).send(null);
    },
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a listing says of a key: never its secret. */
export function toKeyAnswer(key: ApiKey) {
  return {
    object: 'api_key' as const,
    id: publicId('key', key.id),
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    is_test: key.isTest,
    networks: key.networks && [...key.networks],
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    made_by: key.maker && {
      id: publicId('mem', key.maker.accountId),
      name: key.maker.name,
      is_member: key.maker.isMember,
    },
  };
}
