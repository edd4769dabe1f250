import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { findNumberCheck } from './number-check.queries.ts';
import { readFindings } from './number-check.ts';
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
        const { country } = await getWorkspace(tx);
        const parsed = parseNumber(params.number, {
          defaultCountry: isCountryCode(country) ? country : undefined,
        });
        return parsed.ok ? findNumberCheck(tx, parsed.e164) : undefined;
      });
      if (!found)
        throw new NotFound('number_check.not_found', 'No source has said anything of this number yet.');
      return {
        object: 'number_check' as const,
        number: found.number,
        line_type: found.lineType,
        unreachable_reason: found.unreachableReason,
        unreachable_until: found.unreachableUntil?.toISOString() ?? null,
        disconnected_at: found.disconnectedAt?.toISOString() ?? null,
        verified_at: found.verifiedAt?.toISOString() ?? null,
        source: found.source,
        checked_at: found.checkedAt.toISOString(),
      };
    },
  );
}
