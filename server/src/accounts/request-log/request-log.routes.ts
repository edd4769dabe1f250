import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound, Problem } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { identifiedScope } from '../request-scope.routes.ts';
import { insertApiRequests, type ListedRequest, listApiRequests } from './api-request.queries.ts';
import { type ApiRequest, choose } from './api-request.ts';

const everyMs = 1_000;

/**
 * Notes every answer that a program got under a key of ours, refusals among them, and keeps them once a second: a statement for all
 * of a second and not one for each, so that who sends by the thousand does not wait for it. What cannot be kept is let go.
 */
export function requestLogRoutes(http: Http, ctx: Context): void {
  const waiting: ApiRequest[] = [];
  const codes = new WeakMap<FastifyRequest, string>();
  let timer: NodeJS.Timeout | undefined;
  const keep = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const byWorkspace = Map.groupBy(waiting.splice(0), ({ workspaceId }) => workspaceId);
    for (const [workspaceId, answers] of byWorkspace)
      await ctx.db
        .tx(workspaceId, (tx) => insertApiRequests(tx, choose(answers)))
        .catch((error: Error) => ctx.log.warn({ err: error, workspaceId }, 'Requests could not be kept.'));
  };
  http.addHook('onError', async (request, _reply, error) => {
    if (error instanceof Problem) codes.set(request, error.code);
    else if (error.validation) codes.set(request, 'request.invalid');
  });
  http.addHook('onResponse', (request, reply, done) => {
    const scope = identifiedScope(request);
    if (scope?.actor.startsWith('key:')) {
      waiting.push({
        workspaceId: scope.workspaceId,
        at: ctx.clock.now(),
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
        keyId: scope.actor.slice('key:'.length),
        requestId: request.id,
        code: codes.get(request) ?? null,
      });
      timer ??= setTimeout(() => void keep(), everyMs).unref();
    }
    done();
  });
  http.addHook('onClose', keep);
  listRoute(http, ctx, keep);
}

const RequestAnswer = Type.Object(
  {
    object: Type.Literal('api_request'),
    id: Type.String(),
    at: Type.String({ format: 'date-time' }),
    method: Type.String(),
    route: Type.String({ description: 'As it was declared, with :id in place of ids.' }),
    status: Type.Integer(),
    took_ms: Type.Integer(),
    key_id: Type.String(),
    key_name: nullable(Type.String()),
    is_test: Type.Boolean(),
    request_id: Type.String({ description: 'As in x-request-id and in the log of the service.' }),
    code: nullable(Type.String({ description: 'Why it was refused.' })),
    others: Type.Integer({
      description: 'Answers of the same second that were too many to be kept one by one.',
    }),
  },
  { title: 'ApiRequest' },
);

const outcomes = { good: [100, 399], failed: [400, 599], refused: [400, 499], broken: [500, 599] } as const;

function listRoute(http: Http, ctx: Context, keep: () => Promise<void>): void {
  http.get(
    '/v1/api-requests',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List what programs have asked lately, newest first, and what they were answered',
        description: 'Kept for seven days. What was sent is not kept, nor the ids in an address.',
        tags: ['accounts'],
        querystring: Type.Object({
          ...PageQuery.properties,
          outcome: Type.Optional(Type.Enum(['good', 'failed', 'refused', 'broken'])),
          key_id: Type.Optional(Type.String()),
          method: Type.Optional(Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
          route: Type.Optional(Type.String({ maxLength: 100, description: 'Part of it.' })),
          request_id: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        response: { 200: pageOf(RequestAnswer) },
      },
    },
    async ({ query, scope }) => {
      const { limit = 50, outcome, key_id: key } = query;
      const before = readCursor(query.cursor);
      if (before !== null && !Number.isSafeInteger(before)) throw badCursor();
      const keyId = key === undefined ? null : readUuidId('key', key);
      if (key !== undefined && keyId === null)
        throw new NotFound('api_key.not_found', 'There is no such API key in this workspace.');
      const [leastStatus, mostStatus] = outcome === undefined ? [0, 999] : outcomes[outcome];
      // Whoever has just been refused looks here, and finds it.
      await keep();
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listApiRequests(tx, {
          ...{
            keyId,
            method: query.method ?? null,
            route: query.route?.trim() || null,
            leastStatus,
            mostStatus,
          },
          ...{
            requestId: query.request_id?.trim() || null,
            before: before as number | null,
            limit: limit + 1,
          },
        }),
      );
      return toPage(rows, limit, ({ id }) => id, toAnswer);
    },
  );
}

const toAnswer = (one: ListedRequest) => ({
  object: 'api_request' as const,
  ...{ id: publicId('arq', one.id), at: one.at.toISOString(), method: one.method, route: one.route },
  ...{ status: one.status, took_ms: one.tookMs, key_id: publicId('key', one.keyId), key_name: one.keyName },
  ...{ is_test: one.isTest, request_id: one.requestId, code: one.code, others: one.others },
});
