import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { type Static, Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { forgetNumber } from './forget-number.ts';
import { findNumberCheck, listNumberChecks } from './number-check.queries.ts';
import { type NumberCheck, readFindings } from './number-check.ts';
import { broughtBy, takeFindings } from './take-findings.ts';

const tags = ['number-checks'];
const lineType = Type.Union([
  Type.Literal('mobile'),
  Type.Literal('landline'),
  Type.Literal('voip'),
  Type.Literal('toll_free'),
  Type.Literal('other'),
]);
const day = (description: string) => Type.Optional(Type.String({ maxLength: 10, description }));
const Body = Type.Object(
  {
    source: Type.String({ minLength: 1, maxLength: 200, description: 'Who says so: a file, a look-up.' }),
    numbers: Type.Array(
      Type.Object(
        {
          number: Type.String({ maxLength: 60 }),
          line_type: Type.Optional(lineType),
          disconnected_on: day('When it was last given up for good: 2026-11-24.'),
          verified_on: day('When it was last found to be the same person’s.'),
          is_invalid: Type.Optional(Type.Boolean({ description: 'No phone is behind it.' })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
  },
  { additionalProperties: false },
);
const time = nullable(Type.String({ format: 'date-time' }));
const Check = Type.Object(
  {
    object: Type.Literal('number_check'),
    number: Type.String(),
    line_type: nullable(lineType),
    unreachable_reason: nullable(Type.Union([Type.Literal('landline'), Type.Literal('invalid_number')])),
    unreachable_until: time,
    disconnected_at: time,
    verified_at: time,
    source: Type.String(),
    checked_at: Type.String({ format: 'date-time' }),
    failures: Type.Integer({
      description: 'How often carriers have said so of a text since anything newer was known.',
    }),
    failed_at: time,
  },
  { title: 'NumberCheck' },
);

export function numberCheckRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/number-checks',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary:
          'Bring what a source says of numbers: their line, whether they exist, when they changed hands',
        description:
          'Nothing is texted to a landline or a number that does not exist. Where a number was given up after the consent on file, nothing is sent until there is a newer one.',
        tags,
        body: Body,
        response: { 200: Type.Object({ object: Type.Literal('number_checks'), taken: Type.Integer() }) },
      },
    },
    async ({ scope, body }) => {
      const { country } = await ctx.db.tx(scope.workspaceId, getWorkspace);
      const findings = readFindings(body.numbers, country, ctx.clock.now());
      const taken = await takeFindings(ctx, scope, broughtBy(body.source.trim(), findings));
      return { object: 'number_checks' as const, taken };
    },
  );
  http.get(
    '/v1/number-checks/:number',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'Read what is known of a number',
        tags,
        params: Type.Object({ number: Type.String({ maxLength: 60 }) }),
        response: { 200: Check },
      },
    },
    async ({ scope, params }) => {
      const found = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const number = await readIn(tx, params.number);
        return number === null ? undefined : findNumberCheck(tx, number);
      });
      if (!found) throw notFound();
      return toCheck(found);
    },
  );
  listAndForget(http, ctx);
}

function listAndForget(http: Http, ctx: Context): void {
  http.get(
    '/v1/number-checks',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List what is known of numbers, by number',
        tags,
        querystring: Type.Intersect([
          PageQuery,
          Type.Object({
            unreachable: Type.Optional(Type.Boolean({ description: 'Only those that no text reaches.' })),
          }),
        ]),
        response: { 200: pageOf(Check) },
      },
    },
    async ({ scope, query: { limit = 50, cursor, unreachable = false } }) => {
      const place = readCursor(cursor);
      const after = typeof place === 'string' ? place : '';
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listNumberChecks(tx, { isUnreachable: unreachable, after, limit: limit + 1 }),
      );
      return toPage(rows, limit, ({ number }) => number, toCheck);
    },
  );
  http.delete(
    '/v1/number-checks/:number',
    {
      config: { permission: 'suppression.remove' },
      schema: {
        summary: 'Forget what is known of a number; it is texted again',
        tags,
        params: Type.Object({ number: Type.String({ maxLength: 60 }) }),
        response: { 200: Type.Object({ object: Type.Literal('number_check'), deleted: Type.Literal(true) }) },
      },
    },
    async ({ scope, params }) => {
      const isKnown = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const number = await readIn(tx, params.number);
        return number !== null && (await forgetNumber(tx, scope, number));
      });
      if (!isKnown) throw notFound();
      return { object: 'number_check' as const, deleted: true as const };
    },
  );
}

async function readIn(tx: Tx, written: string): Promise<string | null> {
  const { country } = await getWorkspace(tx);
  const parsed = parseNumber(written, { defaultCountry: isCountryCode(country) ? country : undefined });
  return parsed.ok ? parsed.e164 : null;
}

const notFound = () =>
  new NotFound('number_check.not_found', 'No source has said anything of this number yet.');

const toCheck = (found: NumberCheck): Static<typeof Check> => ({
  object: 'number_check',
  number: found.number,
  line_type: found.lineType,
  unreachable_reason: found.unreachableReason,
  unreachable_until: found.unreachableUntil?.toISOString() ?? null,
  disconnected_at: found.disconnectedAt?.toISOString() ?? null,
  verified_at: found.verifiedAt?.toISOString() ?? null,
  failures: found.failures,
  failed_at: found.failedAt?.toISOString() ?? null,
  source: found.source,
  checked_at: found.checkedAt.toISOString(),
});
