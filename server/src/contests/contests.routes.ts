import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { PageQuery, pageOf, readIdCursor, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { findAddressOf } from '../platform/pages/public-address.queries.ts';
import { listContests } from './contest.queries.ts';
import type { Contest } from './contest.ts';
import * as schemas from './contests.schemas.ts';
import { decidePlace, drawContest } from './draw-contest.ts';
import { enterByHand } from './enter-contest.ts';
import { countEntries, listDrawEntries, listEntries } from './entry.queries.ts';
import { listPlaces } from './place.queries.ts';
import {
  addressKind,
  cancelContest,
  changeContest,
  closeContest,
  createContest,
  getContest,
  openContest,
} from './save-contest.ts';

const tags = ['contests'];
const params = Type.Object({ id: Type.String({ description: 'cts_…' }) });

async function tell(tx: Tx, contest: Contest) {
  const address = await findAddressOf(tx, { kind: addressKind, objectId: contest.id });
  return schemas.toContest(contest, await countEntries(tx, contest.id), address);
}

export function contestRoutes(http: Http, ctx: Context): void {
  writeRoutes(http, ctx);
  lifeRoutes(http, ctx);
  drawRoutes(http, ctx);
  readRoutes(http, ctx);
  entryRoutes(http, ctx);
}

function writeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/contests',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write a contest, as a draft',
        tags,
        body: schemas.ContestBody,
        response: { 201: schemas.ContestAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(schemas.toContest(await createContest(ctx, scope, schemas.readContent(body)))),
  );
  http.put(
    '/v1/contests/:id',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write a draft anew',
        tags,
        params,
        body: schemas.ContestBody,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toContest(
        await changeContest(ctx, scope, schemas.readContestId(id), schemas.readContent(body)),
      ),
  );
}

function lifeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/contests/:id/open',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Open a contest: its rules stand from now on, and the hash of the seed of its draw is told',
        tags,
        params,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, scope }) => {
      const opened = await openContest(ctx, scope, schemas.readContestId(id));
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, opened));
    },
  );
  http.post(
    '/v1/contests/:id/close',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Close a contest before its time; it closes by itself at its end',
        tags,
        params,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, scope }) => {
      const closed = await closeContest(ctx, scope, schemas.readContestId(id));
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, closed));
    },
  );
  http.post(
    '/v1/contests/:id/cancel',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Call a contest off, before anybody was drawn',
        tags,
        params,
        body: schemas.CancelBody,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const cancelled = await cancelContest(ctx, scope, schemas.readContestId(id), body.reason);
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, cancelled));
    },
  );
}

function drawRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/contests/:id/draw',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Draw winners and alternates of a closed contest, and tell the winners',
        tags,
        params,
        body: schemas.DrawBody,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const drawn = await drawContest(ctx, scope, schemas.readContestId(id), body.beacon ?? null);
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, drawn));
    },
  );
  http.get(
    '/v1/contests/:id/draw',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary:
          'Read all that it takes to draw again: the seed, its hash of before, every entry without a name',
        tags,
        params,
        response: { 200: schemas.DrawAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const contest = await getContest(tx, schemas.readContestId(id));
        // Who has entered is nobody's to know before nobody can enter any more.
        const entries = contest.entriesHash === null ? [] : await listDrawEntries(tx, contest.id);
        return schemas.toDraw(contest, entries, await listPlaces(tx, contest.id));
      }),
  );
  http.post(
    '/v1/contests/:id/places/:rank',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Note that a winner has the prize or has lost it; then the next alternate wins and is told',
        tags,
        params: Type.Object({ ...params.properties, rank: Type.Integer({ minimum: 1, maximum: 2_000 }) }),
        body: schemas.VerdictBody,
        response: { 200: schemas.PlacesAnswer },
      },
    },
    async ({ params: { id, rank }, body, scope }) => {
      const verdict = body.verdict as 'claimed' | 'forfeited';
      return schemas.toPlaces(
        await decidePlace(ctx, scope, schemas.readContestId(id), { rank, verdict, reason: body.reason }),
      );
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contests',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List contests, latest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.ContestAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readIdCursor(query.cursor);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await listContests(tx, { before: place, limit: limit + 1 });
        const told = new Map<string, Awaited<ReturnType<typeof tell>>>();
        for (const row of rows.slice(0, limit)) told.set(row.id, await tell(tx, row));
        return toPage(
          rows,
          limit,
          ({ id }) => id,
          (row) => told.get(row.id) ?? schemas.toContest(row),
        );
      });
    },
  );
  http.get(
    '/v1/contests/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read a contest with how many have entered',
        tags,
        params,
        response: { 200: schemas.ContestAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => tell(tx, await getContest(tx, schemas.readContestId(id)))),
  );
  http.get(
    '/v1/contests/:id/places',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List winners and alternates in the order of the draw',
        tags,
        params,
        response: { 200: schemas.PlacesAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const contest = await getContest(tx, schemas.readContestId(id));
        return schemas.toPlaces(await listPlaces(tx, contest.id));
      }),
  );
}

function entryRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contests/:id/entries',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List entries in the order in which they came, with those that do not count',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.EntryAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readNumberCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const contest = await getContest(tx, schemas.readContestId(id));
        return listEntries(tx, contest.id, { after: place, limit: limit + 1 });
      });
      return toPage(rows, limit, (row) => row.id, schemas.toEntry);
    },
  );
  http.post(
    '/v1/contests/:id/entries',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write down an entry that came otherwise, such as by letter; it counts like any other',
        tags,
        params,
        body: schemas.HandBody,
        response: {
          201: Type.Object({
            state: Type.Enum(['asked', 'entered', 'refused']),
            reason: Type.Union([Type.String(), Type.Null()]),
          }),
        },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const { state, reason } = await enterByHand(ctx, scope, schemas.readContestId(id), {
        ...{ number: body.number, fullName: body.full_name, email: body.email ?? null },
        ...{ region: body.region ?? null, isOldEnough: body.is_old_enough },
      });
      return reply.code(201).send({ state, reason });
    },
  );
}
