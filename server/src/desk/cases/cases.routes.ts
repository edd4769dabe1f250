import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { pageOf, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { readNumberId, readUuidId } from '../../platform/ids.ts';
import { getCase, listCases, listNotes } from './case.queries.ts';
import type { CaseFile } from './case.ts';
import * as schemas from './cases.schemas.ts';
import { changeCase, closeCase, noteCase, reopenCase } from './move-case.ts';
import { openCase } from './open-case.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['compliance desk'];
const reading = { permission: 'desk.read' };
const writing = { permission: 'desk.write' };
const response = { 200: schemas.CaseAnswer };

/** Complaints, threats, inquiries and incidents, from the day they come to what was done about them. */
export function caseRoutes(http: Http, ctx: Context): void {
  const whole = (workspaceId: string, file: CaseFile) =>
    ctx.db.tx(workspaceId, async (tx) => schemas.toCase(file, await listNotes(tx, file.id), ctx.clock.now()));

  http.get(
    '/v1/cases/kinds',
    {
      config: reading,
      schema: {
        summary: 'List what a case can be, by when each must be dealt with, and where that term comes from',
        tags,
        response: { 200: schemas.KindsAnswer },
      },
    },
    async () => schemas.kindsAnswer,
  );

  http.post(
    '/v1/cases',
    {
      config: writing,
      schema: {
        summary: 'Open a case file: a complaint, a legal threat, an inquiry, an incident',
        tags,
        body: schemas.CaseBody,
        response: { 201: schemas.CaseAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const file = await openCase(ctx, scope, {
        kind: body.kind,
        title: body.title,
        severity: body.severity,
        number: body.number,
        campaignId: body.campaign_id === undefined ? undefined : readCampaignId(body.campaign_id),
        replyId: body.reply_id === undefined ? undefined : readReplyId(body.reply_id),
        receivedAt: timeOf(body.received_at),
        dueAt: timeOf(body.due_at),
        dueSource: body.due_source,
        assignedTo: body.assigned_to,
      });
      return reply.code(201).send(await whole(scope.workspaceId, file));
    },
  );

  http.get(
    '/v1/cases',
    {
      config: reading,
      schema: {
        summary: 'List cases, those that are due first on top',
        tags,
        querystring: schemas.CasesQuery,
        response: { 200: pageOf(schemas.CaseSummary) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const found = await ctx.db.tx(scope.workspaceId, (tx) =>
        listCases(tx, {
          statuses: query.status ? [query.status] : null,
          overdueAt: query.overdue ? ctx.clock.now() : null,
          number: query.number ?? null,
          campaignId: query.campaign_id === undefined ? null : readCampaignId(query.campaign_id),
          after: schemas.readPlace(query.cursor),
          limit: limit + 1,
        }),
      );
      const placeOf = ({ dueAt, id }: CaseFile) => ({ at: dueAt.toISOString(), id });
      return toPage(found, limit, placeOf, (file) => schemas.toSummary(file, ctx.clock.now()));
    },
  );

  http.get(
    '/v1/cases/:id',
    {
      config: reading,
      schema: { summary: 'Read a case with everything that was noted', tags, params, response },
    },
    async ({ params: { id }, scope }) =>
      whole(
        scope.workspaceId,
        await ctx.db.tx(scope.workspaceId, (tx) => getCase(tx, schemas.readCaseId(id))),
      ),
  );

  http.patch(
    '/v1/cases/:id',
    {
      config: writing,
      schema: {
        summary:
          'Give a case to somebody, or change its severity, its day or whether it waits for somebody outside',
        ...{ tags, params, response },
        body: schemas.CaseChangeBody,
      },
    },
    async ({ params: { id }, body, scope }) => {
      const file = await changeCase(ctx, scope, schemas.readCaseId(id), {
        title: body.title,
        severity: body.severity,
        status: body.status,
        assignedTo: body.assigned_to,
        dueAt: timeOf(body.due_at),
        dueSource: body.due_source,
      });
      return whole(scope.workspaceId, file);
    },
  );

  http.post(
    '/v1/cases/:id/notes',
    {
      config: writing,
      schema: { summary: 'Add a note, for good', tags, params, response, body: schemas.NoteBody },
    },
    async ({ params: { id }, body, scope }) =>
      whole(scope.workspaceId, await noteCase(ctx, scope, schemas.readCaseId(id), body.body)),
  );

  http.post(
    '/v1/cases/:id/close',
    {
      config: writing,
      schema: {
        summary: 'Close a case with what was found and what was done about it',
        ...{ tags, params, response },
        body: schemas.CloseBody,
      },
    },
    async ({ params: { id }, body, scope }) =>
      whole(scope.workspaceId, await closeCase(ctx, scope, schemas.readCaseId(id), body)),
  );

  http.post(
    '/v1/cases/:id/reopen',
    {
      config: writing,
      schema: { summary: 'Open a closed case again', tags, params, response, body: schemas.ReasonBody },
    },
    async ({ params: { id }, body, scope }) =>
      whole(scope.workspaceId, await reopenCase(ctx, scope, schemas.readCaseId(id), body.reason)),
  );
}

const timeOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

function readCampaignId(text: string): string {
  const id = readUuidId('cmp', text);
  if (id) return id;
  throw new NotFound('campaign.not_found', `There is no campaign ${text.slice(0, 60)} in this workspace.`);
}

function readReplyId(text: string): number {
  const id = readNumberId('rpl', text);
  if (id !== null) return id;
  throw new NotFound('reply.not_found', `There is no reply ${text.slice(0, 60)} in this workspace.`);
}
