import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { plainAmount } from '../spend-report.routes.ts';
import { type InvoiceColumn, invoiceFormNames } from './forms.ts';
import { getInvoice, importInvoice } from './import-invoice.ts';
import {
  countMissing,
  type Difference,
  type Invoice,
  listFindings,
  listInvoices,
  listMissing,
  sumInvoice,
} from './invoice.queries.ts';
import type { Finding } from './judge-line.ts';

const tags = ['spending'];
const fileBytes = 32 << 20;

const kinds = [
  'missing_here',
  'missing_there',
  'repeated',
  'not_sent_here',
  'parts_differ',
  'currency_differs',
  'price_differs',
  'unreadable',
] as const;
const Count = Type.Integer({ minimum: 0 });
const Time = nullable(Type.String({ format: 'date-time' }));

const InvoiceAnswer = Type.Object(
  {
    object: Type.Literal('invoice'),
    ...{ id: Type.String(), gateway_id: Type.String(), name: Type.String(), form: Type.String() },
    ...{ period_from: Time, period_until: Time, lines: Count, matched: Count },
    passed_over: { ...Count, description: 'Lines of what people sent to us.' },
    totals: Type.Array(Type.Object({ currency: Type.String(), amount: Type.String() })),
    differences: Type.Object(
      Object.fromEntries(kinds.map((kind) => [kind, Count])) as Record<(typeof kinds)[number], typeof Count>,
    ),
    created_by: Type.String(),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Invoice' },
);

const DifferenceAnswer = Type.Object(
  {
    kind: Type.Enum([...kinds]),
    line: nullable(Type.Integer({ description: 'Of the file; null of what stands in none.' })),
    ...{ provider_id: nullable(Type.String()), message_id: nullable(Type.String()) },
    number: nullable(Type.String({ description: 'With its last digits hidden.' })),
    at: Time,
    theirs: Type.Object({
      parts: nullable(Count),
      amount: nullable(Type.String()),
      currency: nullable(Type.String()),
    }),
    ours: Type.Object({
      parts: nullable(Count),
      least: nullable(Type.String()),
      most: nullable(Type.String()),
    }),
    sentence: Type.String(),
  },
  { title: 'InvoiceDifference' },
);

const sentences: Record<(typeof kinds)[number], string> = {
  missing_here: 'The invoice has a text that is not on record here.',
  missing_there: 'A text that was handed over in this time stands on no line.',
  repeated: 'The same text stands on the invoice twice.',
  not_sent_here: 'The invoice bills a text that never left as far as is known here.',
  parts_differ: 'The invoice counts other parts than were counted here.',
  currency_differs: 'The invoice is in another currency than the price that is known here.',
  price_differs: 'The invoice has another price than the carrier said, or than the price table allows.',
  unreadable: 'This line cannot be read.',
};

const Column = Type.Optional(
  Type.String({ maxLength: 100, description: 'Which column holds it, where the form does not know.' }),
);
const ImportQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  form: Type.Enum([...invoiceFormNames]),
  ...{ id_column: Column, to_column: Column, at_column: Column, parts_column: Column, amount_column: Column },
  ...{ currency_column: Column, direction_column: Column },
  from: Type.Optional(
    Type.String({ format: 'date-time', description: 'Of which time it is; the first line where left out.' }),
  ),
  until: Type.Optional(Type.String({ format: 'date-time' })),
});

export function invoiceRoutes(http: Http, ctx: Context): void {
  importRoute(http, ctx);
  const params = Type.Object({ id: Type.String({ description: 'inv_…' }) });
  http.get(
    '/v1/invoices',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List the newest invoices that were brought in',
        tags,
        response: { 200: pageOf(InvoiceAnswer) },
      },
    },
    async ({ scope }) => {
      const data = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const answers: Static<typeof InvoiceAnswer>[] = [];
        for (const one of await listInvoices(tx, listed)) answers.push(await toInvoice(tx, one));
        return answers;
      });
      return { data, next_cursor: null, has_more: false };
    },
  );
  http.get(
    '/v1/invoices/:id',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'See an invoice and how many of its lines differ from what is on record',
        tags,
        params,
        response: { 200: InvoiceAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => toInvoice(tx, await getInvoice(tx, readInvoiceId(id)))),
  );
  http.get(
    '/v1/invoices/:id/differences',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List every difference of a kind, or of all that stand on a line',
        tags,
        params,
        querystring: Type.Object({ ...PageQuery.properties, kind: Type.Optional(Type.Enum([...kinds])) }),
        response: { 200: pageOf(DifferenceAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const page = { after: readPlace(query.cursor), limit: limit + 1 };
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const invoice = await getInvoice(tx, readInvoiceId(id));
        if (query.kind === 'missing_there') return listMissing(tx, invoice, page);
        return listFindings(tx, invoice.id, (query.kind ?? null) as Finding | null, page);
      });
      return toPage(rows, limit, (row) => row.line ?? row.messageId, toDifference);
    },
  );
}

const listed = 50;

function importRoute(http: Http, ctx: Context): void {
  http.register(async (scoped: Http) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser('*', { parseAs: 'string', bodyLimit: fileBytes }, (_request, body, done) =>
      done(null, body),
    );
    scoped.post(
      '/v1/gateways/:id/invoices',
      {
        config: { permission: 'workspace.admin' },
        bodyLimit: fileBytes,
        schema: {
          summary:
            'Bring in a provider’s invoice or list of usage as CSV, and hold each line against what was sent',
          tags,
          consumes: ['text/csv'],
          params: Type.Object({ id: Type.String({ description: 'gtw_…' }) }),
          querystring: ImportQuery,
          response: { 201: InvoiceAnswer },
        },
      },
      async ({ params: { id }, query, scope, body }, reply) => {
        const gatewayId = readUuidId('gtw', id);
        if (!gatewayId)
          throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
        const invoice = await importInvoice(ctx, scope, {
          ...{ gatewayId, name: query.name, form: query.form, mapping: mappingOf(query) },
          text: typeof body === 'string' ? body : '',
          from: query.from === undefined ? null : new Date(query.from),
          until: query.until === undefined ? null : new Date(query.until),
        });
        return reply.code(201).send(await ctx.db.tx(scope.workspaceId, (tx) => toInvoice(tx, invoice)));
      },
    );
  });
}

function mappingOf(query: Static<typeof ImportQuery>): Partial<Record<InvoiceColumn, string>> {
  const columns = ['id', 'to', 'at', 'parts', 'amount', 'currency', 'direction'] as const;
  return Object.fromEntries(
    columns.flatMap((column) =>
      query[`${column}_column`] === undefined ? [] : [[column, query[`${column}_column`]]],
    ),
  );
}

async function toInvoice(tx: Tx, invoice: Invoice): Promise<Static<typeof InvoiceAnswer>> {
  const { lines, matched, findings, totals } = await sumInvoice(tx, invoice.id);
  const missingThere = await countMissing(tx, invoice);
  const countOf = (kind: (typeof kinds)[number]) =>
    kind === 'missing_there' ? missingThere : (findings[kind] ?? 0);
  return {
    object: 'invoice',
    ...{
      id: publicId('inv', invoice.id),
      gateway_id: publicId('gtw', invoice.gatewayId),
      name: invoice.name,
      form: invoice.form,
    },
    period_from: invoice.periodFrom?.toISOString() ?? null,
    period_until: invoice.periodUntil?.toISOString() ?? null,
    ...{ lines, matched, passed_over: invoice.passedOver },
    totals: totals.map(({ currency, amount }) => ({ currency, amount: plainAmount(amount) })),
    differences: Object.fromEntries(kinds.map((kind) => [kind, countOf(kind)])) as Record<
      (typeof kinds)[number],
      number
    >,
    created_by: invoice.createdBy,
    created_at: invoice.createdAt.toISOString(),
  };
}

function toDifference(one: Difference): Static<typeof DifferenceAnswer> {
  const amount = (text: string | null) => (text === null ? null : plainAmount(text));
  return {
    kind: one.finding,
    line: one.line,
    provider_id: one.providerId,
    message_id: one.messageId === null ? null : publicId('msg', one.messageId),
    number: one.number,
    at: one.at?.toISOString() ?? null,
    theirs: { parts: one.parts, amount: amount(one.amount), currency: one.currency },
    ours: { parts: one.ourParts, least: amount(one.ourLeast), most: amount(one.ourMost) },
    sentence: one.problem ?? sentences[one.finding],
  };
}

function readInvoiceId(text: string): string {
  const id = readUuidId('inv', text);
  if (id) return id;
  throw new NotFound('invoice.not_found', `There is no invoice ${text.slice(0, 60)} in this workspace.`);
}

function readPlace(cursor: string | undefined): number {
  const place = readCursor(cursor);
  if (place === null) return 0;
  if (Number.isSafeInteger(place)) return place as number;
  throw badCursor();
}
