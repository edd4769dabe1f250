import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { listDoNotCallLists } from './do-not-call.queries.ts';
import * as schemas from './do-not-call.schemas.ts';
import type { DoNotCallList } from './do-not-call.ts';
import {
  addToDoNotCallList,
  finishDoNotCallList,
  openDoNotCallList,
  stopDoNotCallList,
} from './keep-do-not-call.ts';

const tags = ['do-not-call'];
const params = Type.Object({ id: Type.String({ description: 'dnc_…' }) });

export function doNotCallRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/do-not-call-lists',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List the do-not-call lists, those of before among them',
        tags,
        response: { 200: schemas.ListsAnswer },
      },
    },
    async ({ scope }) => ({
      object: 'list' as const,
      data: (await ctx.db.tx(scope.workspaceId, listDoNotCallLists)).map(toAnswer),
    }),
  );
  http.post(
    '/v1/do-not-call-lists',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Open a do-not-call list',
        description:
          'It counts once its numbers have been brought and it is finished. A newer register then takes the place of the one before it; your own lists add up.',
        tags,
        body: schemas.NewListBody,
        response: { 201: schemas.ListAnswer },
      },
    },
    async ({ scope, body: { kind, region, name, as_of } }, reply) => {
      const wish = { kind, region: region ?? null, name, asOf: as_of };
      return reply.code(201).send(toAnswer(await openDoNotCallList(ctx, scope, wish)));
    },
  );
  changeRoutes(http, ctx);
}

function changeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/do-not-call-lists/:id/numbers',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Put numbers on a do-not-call list',
        tags,
        params,
        body: schemas.NumbersBody,
        response: { 200: schemas.AddedAnswer },
      },
    },
    async ({ scope, params: { id }, body }) => {
      const found = await addToDoNotCallList(ctx, scope, readId(id), body.numbers);
      const { list, added, known, unreadable } = found;
      return { ...toAnswer(list), added, known, unreadable: [...unreadable] };
    },
  );
  http.post(
    '/v1/do-not-call-lists/:id/finish',
    {
      config: { permission: 'suppression.write' },
      schema: { summary: 'Let a whole list count', tags, params, response: { 200: schemas.ListAnswer } },
    },
    async ({ scope, params: { id } }) => toAnswer(await finishDoNotCallList(ctx, scope, readId(id))),
  );
  http.post(
    '/v1/do-not-call-lists/:id/end',
    {
      config: { permission: 'suppression.remove' },
      schema: {
        summary: 'Let a list count no more, with a reason',
        tags,
        params,
        body: schemas.EndBody,
        response: { 200: schemas.ListAnswer },
      },
    },
    async ({ scope, params: { id }, body }) =>
      toAnswer(await stopDoNotCallList(ctx, scope, readId(id), body.reason)),
  );
}

function readId(text: string): string {
  const id = readUuidId('dnc', text);
  if (id !== null) return id;
  throw new NotFound(
    'do_not_call.not_found',
    `There is no do-not-call list ${text.slice(0, 40)} in this workspace.`,
  );
}

const toAnswer = (list: DoNotCallList) => ({
  object: 'do_not_call_list' as const,
  id: publicId('dnc', list.id),
  kind: list.kind,
  region: list.region,
  name: list.name,
  as_of: list.asOf,
  state: list.state,
  entries: list.entries,
  added_by: list.addedBy,
  added_at: list.addedAt.toISOString(),
  finished_at: list.finishedAt?.toISOString() ?? null,
});
