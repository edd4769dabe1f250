import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { recordAudit, requirePermission, type Scope } from '../accounts/index.ts';
import { loadCatalogue, requireRule } from '../audiences/index.ts';
import { requireLists } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { PageQuery, pageOf, readIdCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import * as schemas from './bulk.schemas.ts';
import { getChange, listChanges } from './bulk-change.queries.ts';
import type { Details } from './bulk-change.ts';
import { type Exported, writePeople } from './export-people.ts';
import { beginChange, stopChange } from './move-change.ts';
import { requestChange } from './request-change.ts';

const tags = ['contacts'];
const params = Type.Object({ id: Type.String({ description: 'bch_…' }) });
const answered = { 202: schemas.BulkChangeAnswer };

/** What is done to everybody that a filter finds, and everybody as a file. */
export function bulkRoutes(http: Http, ctx: Context): void {
  askRoutes(http, ctx);
  watchRoutes(http, ctx);
  moveRoutes(http, ctx);
  exportRoute(http, ctx);
}

function askRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/bulk-changes',
    {
      config: { permission: 'contacts.write' },
      schema: {
        summary: 'Tag everybody whom a filter finds, or put them on a list, or undo either',
        description:
          'They are looked for and counted first: then it waits at `ready` until you begin it. What is done to them does not change who they are.',
        tags,
        body: schemas.ChangeBody,
        response: answered,
      },
    },
    async ({ body, scope }, reply) => {
      const { act, tag, list_id, whom, begins_at_once = false } = body;
      const isTag = act === 'add_tag' || act === 'remove_tag';
      const details = isTag ? tagOf(tag, list_id) : listOf(tag, list_id);
      const change = await requestChange(ctx, scope, {
        ...{ act, details, whom: schemas.readWhom(whom), beginsAtOnce: begins_at_once },
      });
      return reply.code(202).send(schemas.toAnswer(change));
    },
  );
  http.post(
    '/v1/bulk-changes/suppressions',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Opt everybody out whom a filter finds',
        description: 'Each is an opt-out in the ledger, with its reason; what is queued for them stops.',
        tags,
        body: schemas.SuppressBody,
        response: answered,
      },
    },
    async ({ body, scope }, reply) => {
      const { reason, note, brand_id, whom, begins_at_once = false } = body;
      const brandId = schemas.readBrandId(brand_id);
      const details = { reason, brandId, ...(note === undefined ? {} : { note }) };
      const change = await requestChange(ctx, scope, {
        ...{ act: 'suppress', details, whom: schemas.readWhom(whom), beginsAtOnce: begins_at_once },
      });
      return reply.code(202).send(schemas.toAnswer(change));
    },
  );
  http.post(
    '/v1/bulk-changes/erasures',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Erase everybody whom a filter finds, for good',
        description:
          'Each becomes an erasure in the register of requests. Whoever a legal hold stands on is opted out and kept; whoever has an open request of their own is left as they are.',
        tags,
        body: schemas.EraseBody,
        response: answered,
      },
    },
    async ({ body: { note, whom, begins_at_once = false }, scope }, reply) => {
      const change = await requestChange(ctx, scope, {
        ...{ act: 'erase', details: { note }, whom: schemas.readWhom(whom), beginsAtOnce: begins_at_once },
      });
      return reply.code(202).send(schemas.toAnswer(change));
    },
  );
}

function tagOf(tag: string | undefined, list: string | undefined): Details {
  if (tag !== undefined && list === undefined) return { tag };
  throw lacking('/tag', 'Say which tag, and no list.');
}

function listOf(tag: string | undefined, list: string | undefined): Details {
  if (list !== undefined && tag === undefined) return { listId: schemas.readListId(list) };
  throw lacking('/list_id', 'Say which list, by its list_id, and no tag.');
}

const lacking = (pointer: string, detail: string) =>
  new Invalid('bulk_change.details', detail, [{ pointer, code: 'bulk_change.details', detail }]);

function watchRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/bulk-changes',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List what was done to many, newest first; for ninety days after it ended',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.BulkChangeAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readIdCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listChanges(tx, { limit: limit + 1, after }));
      return toPage(rows, limit, ({ id }) => id, schemas.toAnswer);
    },
  );
  http.get(
    '/v1/bulk-changes/:id',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'See how far it is',
        ...{ tags, params, response: { 200: schemas.BulkChangeAnswer } },
      },
    },
    async ({ params: { id }, scope }) => {
      const changeId = schemas.readChangeId(id);
      return schemas.toAnswer(await ctx.db.tx(scope.workspaceId, (tx) => getChange(tx, changeId)));
    },
  );
}

function moveRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/bulk-changes/:id/begin',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'Begin with those who were found; needs the permission of the act itself',
        ...{ tags, params, body: schemas.BeginBody, response: answered },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const changeId = schemas.readChangeId(id);
      return reply.code(202).send(schemas.toAnswer(await beginChange(ctx, scope, changeId, body.people)));
    },
  );
  http.post(
    '/v1/bulk-changes/:id/stop',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'Stop where it stands: what is done stays done; needs the permission of the act itself',
        ...{ tags, params, response: { 200: schemas.BulkChangeAnswer } },
      },
    },
    async ({ params: { id }, scope }) =>
      schemas.toAnswer(await stopChange(ctx, scope, schemas.readChangeId(id))),
  );
}

function exportRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts/export',
    {
      config: { permission: 'contacts.import', needsFreshSignIn: true },
      schema: {
        summary: 'Download everybody whom a filter finds as CSV, which an import takes back',
        description:
          'Needs `contacts.read` as well. Written in the audit. Whose data is restricted is left out, unless their number is searched for.',
        tags,
        querystring: schemas.ExportQuery,
        produces: ['text/csv'],
      },
    },
    async ({ query, scope }, reply) => {
      const whom = await readExported(ctx, scope, query);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="people.csv"')
        .send(Readable.from(writePeople(ctx, scope, whom)));
    },
  );
}

/** Everything that can be refused is refused before the first byte, and that somebody takes people along is written down. */
async function readExported(
  ctx: Context,
  scope: Scope,
  query: { search?: string; list?: string; tag?: string; text?: string },
): Promise<Exported> {
  // Whoever may only bring people in does not see those who are there.
  requirePermission(scope, 'contacts.read');
  const { text, ...filter } = query;
  const isFiltered = Object.keys(filter).length > 0;
  if (text !== undefined && isFiltered) throw schemas.twoWays();
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const whom: Exported =
      text === undefined
        ? schemas.toSearch(filter)
        : { kind: 'rule', rule: await requireRule(tx, { text }, await loadCatalogue(tx)) };
    if (whom.kind === 'search' && whom.listId !== null) await requireLists(tx, [whom.listId]);
    await recordAudit(tx, scope, {
      act: 'contacts.exported',
      object: publicId('wsp', scope.workspaceId),
      // What was searched for may be somebody's name.
      after: { whom: whom.kind, by: Object.keys(query) },
    });
    return whom;
  });
}
