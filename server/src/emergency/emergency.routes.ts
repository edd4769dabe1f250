import { Type } from 'typebox';
import { findActorName, type Scope } from '../accounts/index.ts';
import { accountBehind } from '../compliance/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { badCursor, PageQuery, pageOf, readCursor, readIdCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import {
  confirmEmergency,
  countPeople,
  declareEmergency,
  endEmergency,
  getEmergency,
} from './declare-emergency.ts';
import { listEmergencies } from './emergency.queries.ts';
import * as schemas from './emergency.schemas.ts';
import type { Emergency } from './emergency.ts';
import { countRoster, listRoster } from './roster.queries.ts';
import { notePerson } from './take-answer.ts';
import { writeRosterCsv } from './write-roster.ts';

const tags = ['emergencies'];
const params = Type.Object({ id: Type.String({ description: 'emg_…' }) });

async function tell(tx: Tx, ctx: Context, scope: Scope, emergency: Emergency) {
  const { state, declaredAccount, declaredBy, confirmedBy } = emergency;
  const who = {
    isOwn: declaredAccount !== null && declaredAccount === (await accountBehind(tx, scope)),
    declaredByName: await findActorName(tx, declaredBy),
    confirmedByName: confirmedBy === null ? null : await findActorName(tx, confirmedBy),
  };
  if (state === 'declared' || state === 'withdrawn')
    return schemas.toEmergency(emergency, {
      ...who,
      people: await countPeople(tx, ctx, emergency),
      counts: null,
    });
  const counts = await countRoster(tx, emergency.id);
  const people = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return schemas.toEmergency(emergency, { ...who, people, counts });
}

export function emergencyRoutes(http: Http, ctx: Context): void {
  lifeRoutes(http, ctx);
  readRoutes(http, ctx);
  rosterRoutes(http, ctx);
}

function lifeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/emergencies',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Declare an emergency, or an exercise of one',
        description:
          'Nothing leaves until somebody else has confirmed it. Its texts then leave before everything else, at any hour and beyond caps on marketing, to people who have joined its program (or, where the workspace has said so, to whoever is meant, as far as the law asks for no consent in danger) and not left its brand; who does not answer is texted again.',
        tags,
        body: schemas.EmergencyBody,
        response: { 201: schemas.EmergencyAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { emergency } = await declareEmergency(ctx, scope, schemas.readWish(body));
      return reply
        .code(201)
        .send(await ctx.db.tx(scope.workspaceId, (tx) => tell(tx, ctx, scope, emergency)));
    },
  );
  http.post(
    '/v1/emergencies/:id/confirm',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Confirm an emergency that somebody else has declared, which sends it',
        tags,
        params,
        body: schemas.ConfirmBody,
        response: { 200: schemas.EmergencyAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const active = await confirmEmergency(ctx, scope, schemas.readEmergencyId(id), body.words_sha256);
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, ctx, scope, active));
    },
  );
  http.post(
    '/v1/emergencies/:id/end',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'End an emergency, or take back one that is not confirmed',
        description:
          'No more texts are made, and what has not left is taken back. Answers are read for a day more.',
        tags,
        params,
        body: schemas.EndBody,
        response: { 200: schemas.EmergencyAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const ended = await endEmergency(ctx, scope, schemas.readEmergencyId(id), body.reason);
      return ctx.db.tx(scope.workspaceId, (tx) => tell(tx, ctx, scope, ended));
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/emergencies',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List emergencies and exercises with where their people stand, latest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.EmergencyAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readIdCursor(query.cursor);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await listEmergencies(tx, { before: place, limit: limit + 1 });
        const page = toPage(
          rows,
          limit,
          ({ id }) => id,
          (row) => row,
        );
        const data = [];
        for (const row of page.data) data.push(await tell(tx, ctx, scope, row));
        return { ...page, data };
      });
    },
  );
  http.get(
    '/v1/emergencies/:id',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary:
          'Read an emergency: its words, how far it has come, how many are safe, need help or are silent',
        tags,
        params,
        response: { 200: schemas.EmergencyAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        tell(tx, ctx, scope, await getEmergency(tx, schemas.readEmergencyId(id))),
      ),
  );
}

// Rows fetched at once for a file: a few hundred kilobytes.
const linesAtOnce = 5_000;

function rosterRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/emergencies/:id/roster',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List the people of an emergency with where each stands',
        tags,
        params,
        querystring: Type.Object({ ...PageQuery.properties, state: schemas.OptionalRosterState }),
        response: { 200: pageOf(schemas.RosterAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readCursor(query.cursor);
      if (place !== null && typeof place !== 'string') throw badCursor();
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const emergency = await getEmergency(tx, schemas.readEmergencyId(id));
        return listRoster(tx, emergency.id, { state: query.state ?? null, after: place, limit: limit + 1 });
      });
      return toPage(rows, limit, ({ number }) => number, schemas.toRosterLine);
    },
  );
  http.get(
    '/v1/emergencies/:id/roster/file',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'Take along the whole roster as CSV',
        tags,
        params,
        querystring: Type.Object({ state: schemas.OptionalRosterState }),
        produces: ['text/csv'],
        response: { 200: Type.String() },
      },
    },
    async ({ params: { id }, query, scope }, reply) => {
      const emergencyId = schemas.readEmergencyId(id);
      const lines = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getEmergency(tx, emergencyId);
        const all = [];
        for (let after: string | null = null; ; ) {
          const page = await listRoster(tx, emergencyId, {
            state: query.state ?? null,
            after,
            limit: linesAtOnce,
          });
          all.push(...page);
          after = page.at(-1)?.number ?? null;
          if (page.length < linesAtOnce) return all;
        }
      });
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="roster-${publicId('emg', emergencyId)}.csv"`);
      return reply.serializer((text: string) => text).send(writeRosterCsv(lines));
    },
  );
  http.post(
    '/v1/emergencies/:id/roster/notes',
    {
      config: { permission: 'inbox.answer' },
      schema: {
        summary: 'Note what you have heard of a person otherwise, such as by telephone',
        tags,
        params,
        body: schemas.HeardBody,
        response: { 200: schemas.EmergencyAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const emergencyId = schemas.readEmergencyId(id);
      await notePerson(ctx, scope, emergencyId, {
        number: body.number,
        answer: body.state,
        words: body.note,
      });
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        tell(tx, ctx, scope, await getEmergency(tx, emergencyId)),
      );
    },
  );
}
