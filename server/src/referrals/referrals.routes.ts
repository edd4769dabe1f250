import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { PageQuery, pageOf, readIdCursor, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { countReferrals, listReferrals, listSchemes } from './referral.queries.ts';
import type { Scheme } from './referral.ts';
import * as schemas from './referrals.schemas.ts';
import { createScheme, getScheme, giveCode, switchScheme } from './save-scheme.ts';

const tags = ['referrals'];
const params = Type.Object({ id: Type.String({ description: 'rfs_…' }) });

const tell = async (tx: Tx, scheme: Scheme) => schemas.toScheme(scheme, await countReferrals(tx, scheme.id));

export function referralRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/referral-schemes',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary:
          'Make a referral scheme: people hand on codes, friends join by themselves, coupons thank for it',
        tags,
        body: schemas.SchemeBody,
        response: { 201: schemas.SchemeAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(schemas.toScheme(await createScheme(ctx, scope, schemas.readContent(body)))),
  );
  http.put(
    '/v1/referral-schemes/:id/state',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Switch a referral scheme on or off',
        tags,
        params,
        body: schemas.StateBody,
        response: { 200: schemas.SchemeAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const scheme = await switchScheme(ctx, scope, schemas.readSchemeId(id), body.state);
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, scheme));
    },
  );
  http.post(
    '/v1/referral-schemes/:id/codes',
    {
      config: { permission: 'contacts.write' },
      schema: {
        summary: 'Read or make the code of a person, to hand it to them',
        tags,
        params,
        body: schemas.CodeBody,
        response: { 200: schemas.CodeAnswer },
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toCode(
        await giveCode(ctx, scope, schemas.readSchemeId(id), schemas.readContactId(body.contact_id)),
      ),
  );
  readRoutes(http, ctx);
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/referral-schemes',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List referral schemes, latest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.SchemeAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readIdCursor(query.cursor);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await listSchemes(tx, { before: place, limit: limit + 1 });
        const told = new Map<string, Awaited<ReturnType<typeof tell>>>();
        for (const row of rows.slice(0, limit)) told.set(row.id, await tell(tx, row));
        return toPage(
          rows,
          limit,
          ({ id }) => id,
          (row) => told.get(row.id) ?? schemas.toScheme(row),
        );
      });
    },
  );
  http.get(
    '/v1/referral-schemes/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read a referral scheme with what it has brought',
        tags,
        params,
        response: { 200: schemas.SchemeAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => tell(tx, await getScheme(tx, schemas.readSchemeId(id)))),
  );
  http.get(
    '/v1/referral-schemes/:id/referrals',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List who has come by whose code, and what came of it',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.ReferralAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readNumberCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const scheme = await getScheme(tx, schemas.readSchemeId(id));
        return listReferrals(tx, scheme.id, { after: place, limit: limit + 1 });
      });
      return toPage(rows, limit, (row) => row.id, schemas.toReferral);
    },
  );
}
