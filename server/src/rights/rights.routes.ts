import { Type } from 'typebox';
import { getWorkspace, recordAudit } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { badCursor, pageOf, readCursor, writeCursor } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { extendRequest, fulfilRequest, refuseRequest } from './close-request.ts';
import { endRestrictionOf } from './end-restriction.ts';
import { listHolds } from './legal-hold.queries.ts';
import { liftLegalHold, placeHold } from './legal-hold.ts';
import { openRequest, readNumber } from './open-request.ts';
import { assembleFile } from './person-file.ts';
import { getRequest, listRequests } from './request.queries.ts';
import type { DataRequest } from './request.ts';
import * as schemas from './rights.schemas.ts';
import { sendCode, verifyRequest } from './verify-request.ts';
import { writeFileAsCsv, writeFileAsHtml } from './write-person-file.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['data requests'];
const response = { 200: schemas.RequestAnswer };

/** What people ask about their data, from the day it comes to the answer. */
export function rightsRoutes(http: Http, ctx: Context): void {
  const answer = (request: DataRequest) => schemas.toRequestAnswer(request, ctx.clock.now());

  http.post(
    '/v1/data-requests',
    {
      config: { permission: 'requests.open' },
      schema: {
        summary:
          'Take down what a person asks for: to see, correct, carry away or erase their data, or to be left alone',
        tags,
        body: schemas.RequestBody,
        response: { 201: schemas.RequestAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { first_name: firstName, last_name: lastName, email } = body.correction ?? {};
      const correction = {
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
        ...(email !== undefined && { email }),
      };
      const request = await openRequest(ctx, scope, {
        kind: body.kind,
        number: body.number,
        contactId: body.contact_id === undefined ? undefined : readContactId(body.contact_id),
        law: body.law,
        channel: body.channel ?? 'api',
        receivedAt: body.received_at === undefined ? undefined : new Date(body.received_at),
        correction: body.correction && correction,
      });
      return reply.code(201).send(answer(request));
    },
  );

  http.get(
    '/v1/data-requests',
    {
      config: { permission: 'requests.read' },
      schema: {
        summary: 'List requests, those that are due first on top',
        tags,
        querystring: schemas.RequestsQuery,
        response: { 200: pageOf(schemas.RequestAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const found = await ctx.db.tx(scope.workspaceId, (tx) =>
        listRequests(tx, {
          statuses: query.status ? [query.status] : null,
          overdueAt: query.overdue ? ctx.clock.now() : null,
          after: readPlace(query.cursor),
          limit: limit + 1,
        }),
      );
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const next = last ? writeCursor({ at: last.dueAt.toISOString(), id: last.id }) : null;
      return { data: page.map(answer), next_cursor: next, has_more: next !== null };
    },
  );

  http.get(
    '/v1/data-requests/:id',
    {
      config: { permission: 'requests.read' },
      schema: { summary: 'Read a request', tags, params, response },
    },
    async ({ params: { id }, scope }) =>
      answer(await ctx.db.tx(scope.workspaceId, (tx) => getRequest(tx, readRequestId(id)))),
  );

  http.post(
    '/v1/data-requests/:id/code',
    {
      config: { permission: 'requests.open' },
      schema: {
        summary: 'Text a code to the number, to find out whether it is in the hands of who asks',
        tags,
        params,
        body: schemas.CodeBody,
        response: { 200: schemas.CodeAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const expiresAt = await sendCode(ctx, scope, readRequestId(id), body.language ?? 'en');
      return { expires_at: expiresAt.toISOString() };
    },
  );

  http.post(
    '/v1/data-requests/:id/verify',
    {
      config: { permission: 'requests.open' },
      schema: {
        summary: 'Show who asks: by the code that was texted, or by attesting how you checked',
        tags,
        params,
        body: schemas.VerifyBody,
        response,
      },
    },
    async ({ params: { id }, body, scope }) =>
      answer(await verifyRequest(ctx, scope, readRequestId(id), body)),
  );

  http.post(
    '/v1/data-requests/:id/extend',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Take the longer time to answer that the law allows once',
        tags,
        params,
        body: schemas.ExtendBody,
        response,
      },
    },
    async ({ params: { id }, body, scope }) =>
      answer(await extendRequest(ctx, scope, readRequestId(id), body.reason)),
  );

  http.post(
    '/v1/data-requests/:id/done',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Do what a verified request asks for',
        description:
          'An erasure empties every table and cannot be undone. It ends as `erasing` until texts that were on their way have been emptied too, or as `held` while a legal hold stands on the number.',
        tags,
        params,
        body: schemas.DoneBody,
        response,
      },
    },
    async ({ params: { id }, body, scope }) =>
      answer(await fulfilRequest(ctx, scope, readRequestId(id), body.answer ?? null)),
  );

  http.post(
    '/v1/data-requests/:id/refuse',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Refuse a request, with its reason',
        tags,
        params,
        body: schemas.RefuseBody,
        response,
      },
    },
    async ({ params: { id }, body, scope }) =>
      answer(await refuseRequest(ctx, scope, readRequestId(id), body)),
  );

  http.post(
    '/v1/data-requests/:id/end-restriction',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'End a restriction, after the person was told',
        description: 'What is on file may be used again, as far as there is consent to it.',
        tags,
        params,
        body: schemas.EndBody,
        response,
      },
    },
    async ({ params: { id }, body, scope }) =>
      answer(await endRestrictionOf(ctx, scope, readRequestId(id), body.reason)),
  );

  exportRoute(http, ctx);
  holdRoutes(http, ctx);
}

function exportRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/data-requests/:id/export',
    {
      config: { permission: 'requests.write', needsFreshSignIn: true },
      schema: {
        summary: 'Everything on file about the person of a verified request, to hand over',
        description: '`json` for machines (portability), `html` to read, `csv` for spreadsheets.',
        tags,
        params,
        querystring: schemas.ExportQuery,
      },
    },
    async ({ params: { id }, query, scope }, reply) => {
      const requestId = readRequestId(id);
      const format = query.format ?? 'json';
      const file = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const request = await getRequest(tx, requestId);
        if (request.verifiedAt === null)
          throw new Conflict(
            'data_request.not_verified',
            'First make sure who asks: a file in the wrong hands cannot be taken back.',
          );
        await recordAudit(tx, scope, {
          act: 'data_request.exported',
          object: publicId('drq', requestId),
          after: { format },
        });
        return assembleFile(tx, ctx, request.number);
      });
      reply.header('content-disposition', `attachment; filename="personal-data.${format}"`);
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(writeFileAsCsv(file));
      if (format === 'html')
        return reply.type('text/html; charset=utf-8').send(writeFileAsHtml(file, query.language ?? 'en'));
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(file));
    },
  );
}

function holdRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/legal-holds',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Keep what is on file about a number from being erased',
        tags,
        body: schemas.HoldBody,
        response: { 201: schemas.HoldAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { country } = await ctx.db.tx(scope.workspaceId, getWorkspace);
      const number = readNumber(body.number, country);
      const hold = await placeHold(ctx, scope, { number, reason: body.reason.trim() });
      return reply.code(201).send(schemas.toHoldAnswer(hold));
    },
  );

  http.get(
    '/v1/legal-holds',
    {
      config: { permission: 'requests.read' },
      schema: {
        summary: 'List legal holds, those that stand first',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.HoldAnswer) }) },
      },
    },
    async ({ scope }) => {
      const holds = await ctx.db.tx(scope.workspaceId, (tx) => listHolds(tx, 1_000));
      return { data: holds.map(schemas.toHoldAnswer) };
    },
  );

  http.post(
    '/v1/legal-holds/:id/lift',
    {
      config: { permission: 'requests.write' },
      schema: {
        summary: 'Lift a legal hold; an erasure that waited for it is done at once',
        tags,
        params,
        response: { 200: schemas.HoldAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      schemas.toHoldAnswer(await liftLegalHold(ctx, scope, readHoldId(id))),
  );
}

function readRequestId(text: string): string {
  const id = readUuidId('drq', text);
  if (id) return id;
  throw new NotFound('data_request.not_found', `There is no request ${text} in this workspace.`);
}

function readHoldId(text: string): string {
  const id = readUuidId('lhd', text);
  if (id) return id;
  throw new NotFound('legal_hold.not_found', `There is no legal hold ${text} in this workspace.`);
}

function readContactId(text: string): number {
  const id = readNumberId('con', text);
  if (id !== null) return id;
  throw new NotFound('contact.not_found', `There is no contact ${text} in this workspace.`);
}

function readPlace(cursor: string | undefined): { at: string; id: string } | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  if (typeof place === 'object' && 'at' in place && 'id' in place)
    return { at: String(place.at), id: String(place.id) };
  throw badCursor();
}
