import { Readable } from 'node:stream';
import type { Static } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { badCursor, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { readContactSearch } from '../contact-search.ts';
import { writeSuppressions } from './export-suppressions.ts';
import { liftSuppressions } from './lift-suppressions.ts';
import { type SuppressionWish, suppress } from './suppress.ts';
import {
  type ListedSuppression,
  listSuppressions,
  type SuppressionFilter,
  type SuppressionPlace,
} from './suppression-listing.queries.ts';
import * as schemas from './suppressions.schemas.ts';

const tags = ['suppressions'];
const reading = { permission: 'contacts.read' };
const writing = { permission: 'suppression.write' };

export function suppressionRoutes(http: Http, ctx: Context): void {
  readRoutes(http, ctx);
  addRoutes(http, ctx);
  http.post(
    '/v1/suppressions/lift',
    {
      config: { permission: 'suppression.remove' },
      schema: {
        summary: 'Lift suppressions of numbers, with a reason',
        description:
          'Gives no consent back: what the opt-out closed stays closed until the person says START. Who was erased stays suppressed.',
        tags,
        body: schemas.LiftBody,
        response: { 200: schemas.LiftAnswer },
      },
    },
    async ({ body, scope }) => {
      const { numbers, reason, brand_id } = body;
      const done = await liftSuppressions(ctx, scope, { numbers, reason, brandId: readBrandId(brand_id) });
      const lifted = done.lifted.map((one) => ({
        number: one.number,
        brand_id: publicId('brd', one.brandId),
        event_id: publicId('cev', one.eventId),
      }));
      return { lifted, still_suppressed: [...done.stillSuppressed], unreadable: [...done.unreadable] };
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/suppressions',
    {
      config: reading,
      schema: {
        summary: 'List the numbers that a brand may not text',
        tags,
        querystring: schemas.SuppressionsQuery,
        response: { 200: pageOf(schemas.SuppressionAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readPlace(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) =>
        listSuppressions(tx, await readFilter(tx, query), { after, limit: limit + 1 }),
      );
      return toPage(rows, limit, ({ brandId, number }) => ({ brandId, number }), toAnswer);
    },
  );
  http.get(
    '/v1/suppressions/export',
    {
      config: { permission: 'contacts.read', needsFreshSignIn: true },
      schema: {
        summary: 'Download them all as CSV',
        tags,
        querystring: schemas.ExportQuery,
        produces: ['text/csv'],
      },
    },
    async ({ query, scope }, reply) => {
      const filter = await ctx.db.tx(scope.workspaceId, (tx) => readFilter(tx, query));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="suppressions.csv"')
        .send(Readable.from(writeSuppressions(ctx, scope, filter)));
    },
  );
}

function addRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/suppressions',
    {
      config: writing,
      schema: {
        summary: 'Suppress numbers, whether or not they are contacts: up to 10,000 a call',
        description: 'What cannot be read is told by its line; the rest is suppressed all the same.',
        tags,
        body: schemas.SuppressionsBody,
        response: { 200: schemas.SuppressedAnswer },
      },
    },
    async ({ body, scope }) => {
      const { results, unreadable } = await suppress(ctx, scope, {
        ...wishOf(body),
        numbers: body.numbers,
        reason: body.reason,
      });
      const known = results.filter((one) => one.wasOptedOut).length;
      return { suppressed: results.length - known, known, unreadable: [...unreadable] };
    },
  );
  http.post(
    '/v1/opt-outs',
    {
      config: writing,
      schema: {
        summary: 'Record that whoever has this number wants no more texts',
        description:
          'By any way in which it reached the business: a call, an e-mail, a form, a letter, in person.',
        tags,
        body: schemas.OptOutByNumberBody,
        response: { 200: schemas.OptOutByNumberAnswer },
      },
    },
    async ({ body, scope }) => {
      const wish = { ...wishOf(body), numbers: [body.number], reason: body.channel };
      const { results, unreadable, receivedAt, recordedAt } = await suppress(ctx, scope, wish);
      const [first] = results;
      if (!first) throw new Invalid('number.unreadable', unreadable[0]?.why ?? 'This is no number.');
      return {
        object: 'opt_out' as const,
        number: first.number,
        channel: body.channel,
        received_at: receivedAt.toISOString(),
        recorded_at: recordedAt.toISOString(),
        latency_seconds: (recordedAt.getTime() - receivedAt.getTime()) / 1_000,
        recorded_by: scope.actor,
        brands: results.map((one) => ({
          brand_id: publicId('brd', one.brandId),
          brand_name: one.brandName,
          event_id: publicId('cev', one.eventId),
          was_opted_out: one.wasOptedOut,
        })),
      };
    },
  );
}

type Wish = Pick<Static<typeof schemas.SuppressionsBody>, 'brand_id' | 'note' | 'received_at'>;

const wishOf = (body: Wish): Omit<SuppressionWish, 'numbers' | 'reason'> => ({
  brandId: readBrandId(body.brand_id),
  note: body.note,
  receivedAt: body.received_at === undefined ? undefined : new Date(body.received_at),
});

/** Null: every brand. */
export function readBrandId(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const id = readUuidId('brd', text);
  if (id === null) throw new NotFound('brand.not_found', `There is no brand ${text} in this workspace.`);
  return id;
}

async function readFilter(tx: Tx, query: Static<typeof schemas.ExportQuery>): Promise<SuppressionFilter> {
  const search = readContactSearch(query.search, (await getWorkspace(tx)).country);
  if (search.kind === 'words')
    throw new Invalid(
      'suppression.search_is_no_number',
      'Suppressions are found by number. Search for the beginning of one, such as +1202.',
    );
  return {
    prefix: search.kind === 'number' ? (search.prefixes[0] ?? null) : null,
    brandId: readBrandId(query.brand),
    reason: query.reason ?? null,
  };
}

function readPlace(cursor: string | undefined): SuppressionPlace | null {
  const place = readCursor(cursor) as Partial<Record<string, unknown>> | null;
  if (place === null) return null;
  const { brandId, number } = place;
  if (typeof number === 'string' && typeof brandId === 'string' && /^[0-9a-f-]{36}$/.test(brandId))
    return { brandId, number };
  throw badCursor();
}

const toAnswer = (one: ListedSuppression) => ({
  object: 'suppression' as const,
  number: one.number,
  brand_id: publicId('brd', one.brandId),
  brand_name: one.brandName,
  reason: one.reason,
  is_everywhere: one.isEverywhere,
  suppressed_at: one.suppressedAt.toISOString(),
  event_id: publicId('cev', one.eventId),
});
