import { usDayCap } from '@tidings/policy';
import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { findFrequencyPolicy } from './frequency.queries.ts';
import type { FrequencyPolicy } from './frequency.ts';
import { setFrequency } from './set-frequency.ts';
import { mostCounted } from './tally.ts';

const window = Type.Integer({ minimum: 1, maximum: 744, description: 'Hours, at most 31 days of them.' });
const limit = Type.Integer({ minimum: 1, maximum: mostCounted });

const CapShape = Type.Object(
  {
    texts: limit,
    window_hours: window,
    per: Type.Enum(['person', 'brand', 'program'], {
      description: 'Everything a person gets, or what they get of one brand, or of one program.',
    }),
    purpose: nullable(Type.Enum(['marketing', 'survey', 'nonprofit', 'political', 'healthcare'])),
  },
  { additionalProperties: false },
);

const settings = {
  us_day_limit: nullable(
    Type.Integer({
      minimum: 1,
      maximum: usDayCap.limit,
      description: `Texts about one matter in 24 hours to a number of the US: stricter than the ${usDayCap.limit} of the law, never looser; null for the law.`,
    }),
  ),
  caps: Type.Array(CapShape, { maxItems: 10 }),
  fatigue_budget: nullable(
    Type.Object(
      { texts: limit, window_hours: window },
      {
        additionalProperties: false,
        description:
          'What one person is meant to bear of everything together. Texts of low priority may use up half of it, normal ones four fifths, high ones all.',
      },
    ),
  ),
};

const FrequencyBody = Type.Partial(Type.Object(settings), {
  additionalProperties: false,
  description: 'What is left out stays as it is.',
});
const FrequencyAnswer = Type.Object(
  {
    object: Type.Literal('frequency_policy'),
    ...settings,
    law: Type.Object({ rule: Type.String(), version: Type.String(), texts: limit, window_hours: window }),
  },
  { title: 'FrequencyPolicy' },
);

const law = {
  rule: usDayCap.rule,
  version: usDayCap.version,
  texts: usDayCap.limit,
  window_hours: usDayCap.windowHours,
};

const toAnswer = ({ usDayLimit, caps, budget }: FrequencyPolicy): Static<typeof FrequencyAnswer> => ({
  object: 'frequency_policy',
  us_day_limit: usDayLimit,
  caps: caps.map((cap) => ({
    texts: cap.limit,
    window_hours: cap.windowHours,
    per: cap.scope,
    purpose: cap.purpose as Static<typeof CapShape>['purpose'],
  })),
  fatigue_budget: budget && { texts: budget.texts, window_hours: budget.windowHours },
  law,
});

const fromBody = ({
  us_day_limit,
  caps,
  fatigue_budget: budget,
}: Static<typeof FrequencyBody>): Partial<FrequencyPolicy> => ({
  ...(us_day_limit !== undefined && { usDayLimit: us_day_limit }),
  ...(caps !== undefined && {
    caps: caps.map((cap) => ({
      limit: cap.texts,
      windowHours: cap.window_hours,
      scope: cap.per,
      purpose: cap.purpose,
    })),
  }),
  ...(budget !== undefined && {
    budget: budget && { texts: budget.texts, windowHours: budget.window_hours },
  }),
});

/** How often one person may be texted. */
export function frequencyRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy/frequency',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read how often one person may be texted',
        tags: ['compliance'],
        response: { 200: FrequencyAnswer },
      },
    },
    async ({ scope }) => toAnswer(await ctx.db.tx(scope.workspaceId, findFrequencyPolicy)),
  );

  http.put(
    '/v1/policy/frequency',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say how often one person may be texted, beside the law and what programs promise',
        tags: ['compliance'],
        body: FrequencyBody,
        response: { 200: FrequencyAnswer },
      },
    },
    async ({ scope, body }) => toAnswer(await setFrequency(ctx, scope, fromBody(body))),
  );
}
