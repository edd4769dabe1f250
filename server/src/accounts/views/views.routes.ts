import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { IdParams } from '../members/members.schemas.ts';
import { accountOf, type Scope } from '../scope.ts';
import { changeView, removeView, saveView } from './save-view.ts';
import { mayChangeView, type SavedView, viewerOf } from './saved-view.ts';
import { listViews } from './view.queries.ts';

const Place = Type.String({
  pattern: '^/[a-z/-]{0,60}$',
  description: 'The page of the console that it filters, such as /people.',
});
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Search = Type.String({
  maxLength: 2_000,
  pattern: '^(\\?.*)?$',
  description: 'What stands behind the address of the page, such as ?tag=vip.',
});
const IsShared = Type.Boolean({
  description:
    'Everybody of the workspace who may read all contacts sees it; only its owner unless told. Sharing takes contacts.write.',
});

const ViewAnswer = Type.Object(
  {
    object: Type.Literal('saved_view'),
    id: Type.String(),
    place: Place,
    name: Type.String(),
    search: Search,
    is_shared: IsShared,
    owner: {
      ...nullable(Type.Object({ id: Type.String({ description: 'mem_…' }), name: Type.String() })),
      description: 'Whose it is; null once they no longer work here.',
    },
    is_yours: Type.Boolean(),
    may_change: Type.Boolean({ description: 'A shared one is changed by its owner or an admin.' }),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'SavedView' },
);
const ViewBody = Type.Object(
  { place: Place, name: Name, search: Search, is_shared: Type.Optional(IsShared) },
  { additionalProperties: false },
);
const ViewChange = Type.Partial(Type.Object({ name: Name, search: Search, is_shared: IsShared }), {
  additionalProperties: false,
});
const tags = ['accounts'];
const config = { permission: 'workspace.read' } as const;

/** Filters of pages under names: one's own, and those that are shared with the workspace. */
export function viewRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/views',
    {
      config,
      schema: {
        summary:
          'List your own views of a page, by name, and the shared ones where you may read all contacts; an API key sees those alone',
        tags,
        querystring: Type.Object({ place: Type.Optional(Place) }),
        response: { 200: Type.Object({ data: Type.Array(ViewAnswer) }) },
      },
    },
    async ({ scope, query }) => {
      const found = await ctx.db.tx(scope.workspaceId, (tx) =>
        listViews(tx, viewerOf(scope), query.place ?? null),
      );
      return { data: found.map((view) => toView(view, scope)) };
    },
  );
  http.post(
    '/v1/views',
    {
      config,
      schema: {
        summary: 'Save the filters of a page under a name',
        ...{ tags, body: ViewBody, response: { 201: ViewAnswer } },
      },
    },
    async ({ scope, body }, reply) => {
      const { place, name, search, is_shared: isShared = false } = body;
      const view = await saveView(ctx, scope, { place, name: name.trim(), search, isShared });
      return reply.code(201).send(toView(view, scope));
    },
  );
  http.patch(
    '/v1/views/:id',
    {
      config,
      schema: {
        summary: 'Give a view another name or filter, share it, or take it back',
        ...{ tags, params: IdParams, body: ViewChange, response: { 200: ViewAnswer } },
      },
    },
    async ({ scope, params, body: { name, search, is_shared: isShared } }) =>
      toView(
        await changeView(ctx, scope, params.id, {
          ...(name === undefined ? {} : { name: name.trim() }),
          ...(search === undefined ? {} : { search }),
          ...(isShared === undefined ? {} : { isShared }),
        }),
        scope,
      ),
  );
  http.delete(
    '/v1/views/:id',
    {
      config,
      schema: {
        summary: 'Remove a view',
        ...{ tags, params: IdParams, response: { 204: Type.Null() } },
      },
    },
    async ({ scope, params }, reply) => {
      await removeView(ctx, scope, params.id);
      return reply.code(204).send(null);
    },
  );
}

const toView = (view: SavedView, scope: Scope): Static<typeof ViewAnswer> => ({
  object: 'saved_view',
  id: publicId('vew', view.id),
  place: view.place,
  name: view.name,
  search: view.search,
  is_shared: view.isShared,
  owner: view.ownerId === null ? null : { id: publicId('mem', view.ownerId), name: view.ownerName ?? '' },
  is_yours: view.ownerId !== null && view.ownerId === accountOf(scope),
  may_change: mayChangeView(scope, view),
  created_at: view.createdAt.toISOString(),
});
