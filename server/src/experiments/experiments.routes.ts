import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, type MediaOf, readCampaignId } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { advise } from './advise.ts';
import { chooseWinner } from './choose-winner.ts';
import { countArms } from './count-arms.ts';
import { defineExperiment, getExperiment } from './define-experiment.ts';
import { readEffect } from './effect.ts';
import { listArms } from './experiment.queries.ts';
import {
  ExperimentAnswer,
  ExperimentBody,
  MetricField,
  readPlan,
  toExperiment,
} from './experiments.schemas.ts';
import { judgeExperiment } from './judge-experiment.ts';
import { startExperiment } from './start-experiment.ts';

const url = '/v1/campaigns/:id/experiment';
const tags = ['campaigns'];

export function experimentRoutes(http: Http, ctx: Context, mediaOf: MediaOf): void {
  const shape = { tags, params: CampaignParams, response: { 200: ExperimentAnswer } };

  http.put(
    url,
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Plan an experiment: two to eight variants of words, number or hour, and how it is decided',
        description:
          'Who gets which is a hash of the campaign and the person, so it is the same at every look. Nothing is sent before the start.',
        ...shape,
        body: ExperimentBody,
      },
    },
    async ({ scope, params, body }) => {
      const id = readCampaignId(params.id);
      await defineExperiment(ctx, scope, id, readPlan(body));
      return ctx.db.tx(scope.workspaceId, (tx) => readExperiment(tx, id));
    },
  );

  http.get(
    url,
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary:
          'See how an experiment stands: each variant with its rate, its interval and its chance of being the best',
        ...shape,
      },
    },
    async ({ scope, params }) =>
      ctx.db.tx(scope.workspaceId, (tx) => readExperiment(tx, readCampaignId(params.id))),
  );

  http.post(
    `${url}/start`,
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary:
          'Send the variants to their parts; asked again, it sends those that could not be sent before',
        ...shape,
      },
    },
    async ({ scope, params }) => {
      const id = readCampaignId(params.id);
      await startExperiment(ctx, scope, id, mediaOf);
      return ctx.db.tx(scope.workspaceId, (tx) => readExperiment(tx, id));
    },
  );

  http.post(
    `${url}/choose`,
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Say which variant goes to the rest, where no winner is clear or nobody wants to wait',
        ...shape,
        body: Type.Object(
          { variant: Type.Integer({ minimum: 0, maximum: 7, description: 'Its place, counted from 0.' }) },
          { additionalProperties: false },
        ),
      },
    },
    async ({ scope, params, body }) => {
      const id = readCampaignId(params.id);
      await chooseWinner(ctx, scope, id, body.variant);
      return ctx.db.tx(scope.workspaceId, (tx) => readExperiment(tx, id));
    },
  );

  readingRoutes(http, ctx);
}

export async function readExperiment(tx: Tx, id: string): Promise<Static<typeof ExperimentAnswer>> {
  const { status } = await getCampaign(tx, id);
  const experiment = await getExperiment(tx, id);
  const arms = await listArms(tx, id);
  const counts = await countArms(
    tx,
    arms.map(({ armId }) => armId),
  );
  return toExperiment({ experiment, status, arms, counts, now: judgeExperiment(experiment, arms, counts) });
}

const AdviceAnswer = Type.Object(
  {
    object: Type.Literal('experiment_advice'),
    metric: MetricField,
    rate: Type.Number({ description: 'Of your own texts of half a year, or assumed.' }),
    from_texts: Type.Integer({ description: '0 where it is assumed.' }),
    people_each: Type.Integer(),
    people: Type.Integer(),
    smallest_lift_percent: nullable(
      Type.Number({
        description:
          'What the people that you named would find; null where they were not, or find not even tenfold.',
      }),
    ),
    sentence: Type.String(),
  },
  { title: 'ExperimentAdvice' },
);

const bounds = Type.Object({ people: Type.Integer(), low: Type.Integer(), high: Type.Integer() });
const EffectAnswer = Type.Object(
  {
    object: Type.Literal('campaign_effect'),
    campaign_id: Type.String(),
    events: Type.Array(Type.String()),
    days: Type.Integer(),
    texted: Type.Integer({ description: 'For whom it was meant.' }),
    texted_did: Type.Integer(),
    kept: Type.Integer({ description: 'In its control group, or in the hold-out group of the workspace.' }),
    kept_did: Type.Integer(),
    difference: nullable(Type.Number()),
    difference_low: nullable(Type.Number({ description: 'With 95 %.' })),
    difference_high: nullable(Type.Number()),
    extra: nullable({ ...bounds, description: 'People who did it because of the text.' }),
    sentence: Type.String(),
  },
  { title: 'CampaignEffect' },
);

function readingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/experiment-advice',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Ask how many people an experiment takes, by your own rates',
        tags,
        querystring: Type.Object(
          {
            metric: Type.Optional(MetricField),
            lift_percent: Type.Optional(
              Type.Number({
                exclusiveMinimum: 0,
                maximum: 90,
                description: 'The smallest change that would be worth it; 20 unless told.',
              }),
            ),
            variants: Type.Optional(Type.Integer({ minimum: 2, maximum: 8 })),
            people: Type.Optional(
              Type.Integer({ minimum: 1, description: 'So many there are for the test.' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: AdviceAnswer },
      },
    },
    async ({ scope, query }) => {
      const { metric = 'clicks', lift_percent: lift = 20, variants: arms = 2, people = null } = query;
      const asked = { metric, lift: lift / 100, arms, people };
      const advice = await ctx.db.tx(scope.workspaceId, (tx) => advise(tx, ctx.clock.now(), asked));
      return {
        object: 'experiment_advice' as const,
        ...{ metric, rate: advice.rate, from_texts: advice.fromTexts },
        ...{ people_each: advice.each, people: advice.all, sentence: advice.sentence },
        smallest_lift_percent: advice.smallestLift && Math.round(advice.smallestLift * 1_000) / 10,
      };
    },
  );

  http.get(
    '/v1/campaigns/:id/effect',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See what a campaign brought beside what would have come anyway',
        tags,
        params: CampaignParams,
        querystring: Type.Object(
          {
            event: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: 100,
                description: 'A custom event; purchases unless told.',
              }),
            ),
            days: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 90, description: 'After the launch; 7 unless told.' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: EffectAnswer },
      },
    },
    async ({ scope, params, query }) => {
      const id = readCampaignId(params.id);
      const { event = null, days = 7 } = query;
      const effect = await ctx.db.tx(scope.workspaceId, (tx) => readEffect(tx, id, event, days));
      return {
        object: 'campaign_effect' as const,
        campaign_id: publicId('cmp', id),
        ...{ events: [...effect.events], days, texted: effect.texted, texted_did: effect.textedDid },
        ...{ kept: effect.kept, kept_did: effect.keptDid, sentence: effect.sentence },
        difference: effect.difference?.difference ?? null,
        difference_low: effect.difference?.low ?? null,
        difference_high: effect.difference?.high ?? null,
        extra: effect.extra && { ...effect.extra },
      };
    },
  );
}
