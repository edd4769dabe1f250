import { type Static, Type } from 'typebox';
import { type CampaignStatus, whole } from '../campaigns/index.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { wilson } from '../platform/statistics/interval.ts';
import { noCounts, strandsOf } from './count-arms.ts';
import {
  type Arm,
  type ArmCounts,
  type Experiment,
  hitsOf,
  metrics,
  type Plan,
  pausedSentence,
} from './experiment.ts';
import type { Judgement } from './judge-experiment.ts';
import { RoundAnswer, toRounds } from './rounds.schemas.ts';

const time = Type.String({ format: 'date-time' });
const share = Type.Number({ minimum: 0, maximum: 1 });
export const MetricField = Type.Enum([...metrics], {
  description:
    'clicks: people who opened a link, programs not counted. replies: people who wrote back and did not leave. opt_outs: the fewest. conversions, revenue: by the attribution of the workspace.',
});

export const ExperimentBody = Type.Object(
  {
    variants: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 40 }),
          body: Type.Optional(Type.String({ maxLength: 4_096 })),
          texts: Type.Optional(
            Type.Record(Type.String(), Type.String({ maxLength: 4_096 }), {
              description:
                'The same for those who read other languages, by tag. Of a campaign in several languages a variant with words of its own has them in each.',
            }),
          ),
          sender_id: Type.Optional(Type.String({ description: 'snd_…' })),
          local: Type.Optional(
            Type.String({
              maxLength: 16,
              description: 'An hour on the clock of each person, such as 2026-12-01T10:00.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 8, description: 'What is not said is as in the campaign. Parts are equal.' },
    ),
    metric: Type.Optional(MetricField),
    test_percent: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 100,
        description: 'Of the audience, all variants together; 20 unless told.',
      }),
    ),
    control_percent: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 50,
        description: 'Of the audience, who get nothing; 0 unless told.',
      }),
    ),
    wait_minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 20_160,
        description: 'From the last start of a variant to the decision; 240 unless told.',
      }),
    ),
    certainty: Type.Optional(
      Type.Number({
        minimum: 0.8,
        maximum: 0.999,
        description:
          'At 0.95, the usual, a winner is named at most once in twenty experiments without a difference.',
      }),
    ),
    least_each: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'With fewer texts in a variant nothing is decided; 100 unless told.',
      }),
    ),
    bandit: Type.Optional(
      Type.Object(
        {
          rounds: Type.Integer({
            minimum: 2,
            maximum: 20,
            description: 'The test goes in so many parts, each `wait_minutes` after the one before.',
          }),
          floor_percent: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 50,
              description: 'Of each round, what every variant gets at the least; 5 unless told.',
            }),
          ),
        },
        {
          additionalProperties: false,
          description:
            'The test learns on the way: each round gives more of its people to the variants that have done better.',
        },
      ),
    ),
    fallback: Type.Optional(
      Type.Enum(['best', 'first', 'hold'], {
        description:
          'What goes to the rest without a clear winner: what is ahead, the first variant, or nothing until somebody chooses (unless told).',
      }),
    ),
  },
  { additionalProperties: false },
);

const VariantAnswer = Type.Object({
  place: Type.Integer(),
  name: Type.String(),
  campaign_id: nullable(
    Type.String({
      description: 'The campaign of its part; null before the start. Of a bandit, that of the latest round.',
    }),
  ),
  campaign_ids: Type.Array(Type.String(), { description: 'Those of all rounds.' }),
  status: nullable(Type.String()),
  body: nullable(Type.String()),
  other_texts: nullable(
    Type.Record(Type.String(), Type.String(), { description: 'For those who read other languages, by tag.' }),
  ),
  sender_id: nullable(Type.String()),
  local: nullable(Type.String()),
  texts: Type.Integer({ description: 'Handed over to a carrier.' }),
  clicks: Type.Integer(),
  replies: Type.Integer(),
  opt_outs: Type.Integer(),
  conversions: Type.Integer(),
  revenue: Type.Number(),
  rate: nullable({ ...share, description: 'Of the metric; of revenue, of its buyers.' }),
  rate_low: nullable({ ...share, description: 'With 95 %.' }),
  rate_high: nullable(share),
  chance_of_best: nullable({ ...share, description: 'With a flat prior; null for one that was stopped.' }),
  is_stopped: Type.Boolean(),
  sentence: nullable(Type.String()),
});

export const ExperimentAnswer = Type.Object(
  {
    object: Type.Literal('experiment'),
    campaign_id: Type.String(),
    state: Type.Enum(['draft', 'running', 'deciding', 'held', 'ended', 'stopped']),
    metric: MetricField,
    test_percent: Type.Number(),
    control_percent: Type.Number(),
    wait_minutes: Type.Integer(),
    certainty: Type.Number(),
    least_each: Type.Integer(),
    fallback: Type.Enum(['best', 'first', 'hold']),
    bandit: nullable(
      Type.Object({
        rounds: Type.Integer(),
        floor_percent: Type.Number(),
        round: Type.Integer({ description: 'The latest that was made, counted from 1; 0 before the start.' }),
      }),
    ),
    started_at: nullable(time),
    decides_at: nullable({ ...time, description: 'Null while it is paused; the wait begins anew then.' }),
    decided_at: nullable(time),
    winner: nullable(Type.Integer({ description: 'The place of what goes to the rest.' })),
    is_clear: nullable(
      Type.Boolean({ description: 'Whether the figures named it, and not the fallback or a person.' }),
    ),
    needed_chance: nullable(Type.Number()),
    sentence: nullable(Type.String()),
    rest_campaign_id: nullable(Type.String()),
    variants: Type.Array(VariantAnswer),
    rounds: Type.Array(RoundAnswer, {
      description:
        'What each round dealt out and what came of it; one where all goes at once, none before the start.',
    }),
    rule: Type.String({ description: 'How it is decided, in words.' }),
  },
  { title: 'Experiment' },
);

const tenThousandths = (percent: number) => Math.round((percent * whole) / 100);

export function readPlan(body: Static<typeof ExperimentBody>): Plan {
  return {
    variants: body.variants.map(({ name, body: text, texts, sender_id: sender, local }) => ({
      name: name.trim(),
      body: text ?? null,
      texts: texts ?? null,
      senderId: sender === undefined ? null : readSender(sender),
      local: local ?? null,
    })),
    metric: body.metric ?? 'clicks',
    testShare: tenThousandths(body.test_percent ?? 20),
    controlShare: tenThousandths(body.control_percent ?? 0),
    waitMinutes: body.wait_minutes ?? 240,
    certainty: body.certainty ?? 0.95,
    leastEach: body.least_each ?? 100,
    fallback: body.fallback ?? 'hold',
    bandit: body.bandit
      ? { rounds: body.bandit.rounds, floor: (body.bandit.floor_percent ?? 5) / 100 }
      : null,
  };
}

function readSender(text: string): string {
  const id = readUuidId('snd', text);
  if (id) return id;
  throw new Invalid('campaign.bad_reference', 'This is not the id of a sender (snd_…).');
}

export type Known = {
  readonly experiment: Experiment;
  /** Of the campaign that leads it. */
  readonly status: CampaignStatus;
  readonly arms: readonly Arm[];
  readonly counts: ReadonlyMap<string, ArmCounts>;
  /** By what is known now; what decided is kept apart. */
  readonly now: Judgement;
};

export function toExperiment({
  experiment,
  status,
  arms,
  counts,
  now,
}: Known): Static<typeof ExperimentAnswer> {
  const { plan, verdict } = experiment;
  const strands = strandsOf(arms, counts);
  const isPaused = status === 'paused';
  return {
    object: 'experiment',
    campaign_id: publicId('cmp', experiment.campaignId),
    state: experiment.state,
    metric: plan.metric,
    test_percent: plan.testShare / 100,
    control_percent: plan.controlShare / 100,
    wait_minutes: plan.waitMinutes,
    certainty: plan.certainty,
    least_each: plan.leastEach,
    fallback: plan.fallback,
    bandit: plan.bandit
      ? {
          rounds: plan.bandit.rounds,
          floor_percent: Math.round(plan.bandit.floor * 1_000) / 10,
          round: arms.length === 0 ? 0 : experiment.round + 1,
        }
      : null,
    started_at: experiment.startedAt?.toISOString() ?? null,
    decides_at: isPaused ? null : (experiment.decidesAt?.toISOString() ?? null),
    decided_at: experiment.decidedAt?.toISOString() ?? null,
    winner: experiment.winner,
    is_clear: verdict?.isClear ?? null,
    needed_chance: arms.length === 0 ? null : (verdict?.needed ?? now.kept.needed),
    sentence: isPaused ? pausedSentence : (experiment.sentence ?? verdict?.sentence ?? null),
    rest_campaign_id: experiment.restId && publicId('cmp', experiment.restId),
    variants: plan.variants.map((variant, place) => {
      const strand = strands.find((one) => one.place === place);
      const arm = strand?.arms.at(-1);
      const found = strand?.counts ?? noCounts;
      const hits = Math.min(found.texts, hitsOf(plan.metric, found));
      const interval = found.texts === 0 ? null : wilson(hits, found.texts);
      return {
        place,
        name: variant.name,
        campaign_id: arm ? publicId('cmp', arm.armId) : null,
        campaign_ids: (strand?.arms ?? []).map(({ armId }) => publicId('cmp', armId)),
        status: arm?.status ?? null,
        body: variant.body,
        other_texts: variant.texts ? { ...variant.texts } : null,
        sender_id: variant.senderId && publicId('snd', variant.senderId),
        local: variant.local,
        texts: found.texts,
        clicks: found.clicks,
        replies: found.replies,
        opt_outs: found.optOuts,
        conversions: found.conversions,
        revenue: Math.round(found.revenue * 100) / 100,
        rate: interval && hits / found.texts,
        rate_low: interval?.low ?? null,
        rate_high: interval?.high ?? null,
        chance_of_best: now.kept.arms.find((one) => one.place === place && found.texts > 0)?.chance ?? null,
        is_stopped: strand?.stoppedAt != null,
        sentence: arm?.sentence ?? null,
      };
    }),
    rounds: toRounds(plan, arms, counts),
    rule: `${looksOf(plan)} With a flat prior, a variant wins whose chance of being the best is at least 1 − ${Math.round((1 - plan.certainty) * 1_000) / 10} % divided by their number${plan.bandit ? ' and that of the rounds' : ''}.`,
  };
}

const looksOf = ({ bandit }: Plan): string =>
  bandit
    ? `Looked at after each of ${bandit.rounds} rounds; each gives every variant ${Math.round(bandit.floor * 1_000) / 10} % and deals out the rest by the chance of being the best.`
    : 'Looked at once, when the wait is over.';
