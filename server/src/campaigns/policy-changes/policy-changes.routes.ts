import { type ChangedPeople, type OpenSpans, showMinute } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { findPolicyChanges, type PolicyChanges } from './policy-changes.ts';

const day = Type.String({ format: 'date' });
const spans = Type.Array(Type.Array(Type.String()), {
  description:
    'When texts may arrive on that day, from and until, on the first clock of the place; empty for a day without texts.',
});

const ChangesAnswer = Type.Object(
  {
    object: Type.Literal('policy_changes'),
    from: day,
    on: day,
    rules: Type.Array(
      Type.Object({
        what: Type.Enum(['begins', 'ends', 'holds_on']),
        on: day,
        rule: Type.String(),
        jurisdiction: Type.String(),
        name: Type.String(),
        source: nullable(Type.String()),
      }),
    ),
    opt_out_scope: nullable(
      Type.Object(
        { before: Type.String(), after: Type.String() },
        {
          description: 'What a STOP by reply reaches on either day, where that differs.',
        },
      ),
    ),
    campaigns: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        status: Type.String(),
        people: Type.Integer({
          description: 'Who would get it, or of one that is launched, who still waits.',
        }),
        people_touched: Type.Integer(),
        lines: Type.Array(
          Type.Object({
            jurisdictions: Type.Array(Type.String()),
            zones: Type.Array(Type.String()),
            people: Type.Integer(),
            effect: Type.Enum(['stricter', 'looser', 'mixed']),
            before: spans,
            after: spans,
          }),
        ),
      }),
    ),
    is_cut: Type.Boolean({
      description: 'True where more than 20 campaigns are open; the newest were looked at.',
    }),
  },
  { title: 'PolicyChanges' },
);

export function policyChangesRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy/changes',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See which rules begin or end until a day, and whose texts of open campaigns that touches',
        description:
          'Open are campaigns that are checked, sending or paused. Each is asked about that day by its rules and by those of the first day.',
        tags: ['compliance'],
        querystring: Type.Object(
          {
            on: { ...day, description: 'Such as 2027-01-01.' },
            from: Type.Optional({ ...day, description: 'Today where it is left out.' }),
          },
          { additionalProperties: false },
        ),
        response: { 200: ChangesAnswer },
      },
    },
    async ({ scope, query }) => toAnswer(await findPolicyChanges(ctx, scope, query)),
  );
}

const toAnswer = (found: PolicyChanges): Static<typeof ChangesAnswer> => ({
  object: 'policy_changes',
  from: found.from,
  on: found.on,
  rules: found.rules.map((rule) => ({ ...rule })),
  opt_out_scope: found.optOut,
  campaigns: found.campaigns.map(({ campaign, people, lines }) => ({
    id: publicId('cmp', campaign.id),
    name: campaign.name,
    status: campaign.status,
    people,
    people_touched: lines.reduce((sum, line) => sum + line.people, 0),
    lines: lines.map(toLine),
  })),
  is_cut: found.isCut,
});

const toLine = ({ jurisdictions, zones, people, effect, before, after }: ChangedPeople) => ({
  jurisdictions: [...jurisdictions],
  zones: [...zones],
  ...{ people, effect, before: inWords(before), after: inWords(after) },
});

const inWords = (open: OpenSpans): string[][] =>
  open.map(([from, until]) => [showMinute(from), showMinute(until)]);
