import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import { explain } from '../sentences.ts';
import { type Counted, type NamedGroup, sharesOf } from './campaign-results.ts';
import { type Compared, measures } from './compare.ts';
import type { Mean, Rate } from './intervals.ts';
import type { CampaignCost, Dimension, Figures, LinkResult, Moment } from './result.queries.ts';

const Count = Type.Integer({ minimum: 0 });
const Money = Type.String({ description: 'An exact decimal.' });
const Time = Type.String({ format: 'date-time' });

const RateAnswer = Type.Object(
  {
    value: Type.Number({ description: '0 to 1.' }),
    low: Type.Number({ description: 'With high, where the true share lies 95 times in a hundred.' }),
    high: Type.Number(),
    hits: Count,
    of: Count,
    too_few: Type.Boolean({ description: 'True where the share says next to nothing about another time.' }),
  },
  { title: 'Rate' },
);
const MeanAnswer = Type.Object(
  { value: Type.Number(), low: Type.Number(), high: Type.Number(), of: Count, too_few: Type.Boolean() },
  { title: 'MoneyAHead' },
);

const FiguresAnswer = Type.Object(
  {
    texts: { ...Count, description: 'That left, or were to. Suppressed ones are in the report, not here.' },
    parts: Count,
    handed_over: Count,
    delivered: Count,
    failed: Count,
    unconfirmed: { ...Count, description: 'Taken by the carrier, without a last word.' },
    unknown: Count,
    reached: { ...Count, description: 'Delivered or unconfirmed: what the shares below are of.' },
    clicks: Type.Object({
      human: Count,
      robots: { ...Count, description: 'By programs, as far as one can tell; in no other figure.' },
      people: Count,
    }),
    replies: Count,
    repliers: Count,
    opt_outs: { ...Count, description: 'Within 24 hours of the text, by whatever path.' },
    conversions: Type.Number({ description: 'May be parts of one, where several texts share it.' }),
    buyers: Count,
    revenue: Money,
    returned: Money,
    deliver_seconds: Type.Object({ p50: nullable(Type.Number()), p95: nullable(Type.Number()) }),
    rates: Type.Object({
      delivered: nullable(RateAnswer),
      clicked: nullable(RateAnswer),
      replied: nullable(RateAnswer),
      opted_out: nullable(RateAnswer),
      bought: nullable(RateAnswer),
      revenue_per_person: nullable(MeanAnswer),
    }),
  },
  { title: 'ResultFigures' },
);

const round = (value: number, places = 6) => Math.round(value * 10 ** places) / 10 ** places;
const toRate = (rate: Rate | null) =>
  rate && {
    ...{ value: round(rate.value), low: round(rate.low), high: round(rate.high) },
    ...{ hits: rate.hits, of: rate.of, too_few: rate.isTooFew },
  };
const toMean = (mean: Mean | null) =>
  mean && {
    ...{ value: round(mean.value), low: round(mean.low), high: round(mean.high) },
    ...{ of: mean.of, too_few: mean.isTooFew },
  };

export function toFigures(figures: Figures): Static<typeof FiguresAnswer> {
  const shares = sharesOf(figures);
  return {
    ...{ texts: figures.texts, parts: figures.parts, handed_over: figures.handedOver },
    ...{ delivered: figures.delivered, failed: figures.failed, unconfirmed: figures.unconfirmed },
    ...{ unknown: figures.unknown, reached: shares.reached },
    clicks: { human: figures.humanClicks, robots: figures.robotClicks, people: figures.clickers },
    ...{ replies: figures.replies, repliers: figures.repliers, opt_outs: figures.optOuts },
    ...{ conversions: round(figures.conversions, 4), buyers: figures.buyers },
    ...{ revenue: figures.revenue, returned: figures.returned },
    deliver_seconds: { p50: seconds(figures.p50Seconds), p95: seconds(figures.p95Seconds) },
    rates: {
      ...{
        delivered: toRate(shares.delivered),
        clicked: toRate(shares.clicked),
        replied: toRate(shares.replied),
      },
      ...{ opted_out: toRate(shares.optedOut), bought: toRate(shares.bought) },
      revenue_per_person: toMean(shares.revenuePerPerson),
    },
  };
}

const seconds = (value: number | null) => (value === null ? null : round(value, 1));

const CostAnswer = Type.Object({
  expected: { ...Money, description: 'By the price table.' },
  currency: nullable(Type.String({ description: 'Of the price table; null where there is none.' })),
  actual: Type.Array(Type.Object({ currency: Type.String(), texts: Count, amount: Money }), {
    description: 'What carriers say, of those texts of which they say anything.',
  }),
  roi: nullable(
    Type.Number({
      description:
        'Revenue less cost, by cost; null where nothing was spent. It takes revenue and prices to be in one currency, and counts no cost of goods.',
    }),
  ),
});

export const noOpenRate =
  'There is no open rate: a phone tells nobody that a text was read. What is known is that it was delivered, and that a link in it was opened.';

export const ResultsAnswer = Type.Object(
  {
    object: Type.Literal('campaign_results'),
    campaign: Type.Object({ id: Type.String(), name: Type.String(), status: Type.String() }),
    as_of: Time,
    figures: FiguresAnswer,
    cost: CostAnswer,
    failures: Type.Array(
      Type.Object({
        reason: nullable(Type.String()),
        texts: Count,
        sentence: Type.String(),
        remedy: nullable(Type.String()),
      }),
    ),
    tones: Type.Object(
      { pleased: Count, displeased: Count, question: Count, neither: Count },
      { description: 'How replies sound: a guess by words, of the latest 20,000.' },
    ),
    notes: Type.Array(Type.String(), { description: 'What a reader ought to know of these figures.' }),
  },
  { title: 'CampaignResults' },
);

export function toResults(
  found: Counted & { campaign: { id: string; name: string; status: string } },
  notes: readonly string[],
): Static<typeof ResultsAnswer> {
  const { campaign, figures, cost, reasons, tones, at } = found;
  return {
    object: 'campaign_results',
    campaign: { id: publicId('cmp', campaign.id), name: campaign.name, status: campaign.status },
    as_of: at.toISOString(),
    figures: toFigures(figures),
    cost: { ...cost, actual: cost.actual.map((one) => ({ ...one })), roi: roiOf(figures, cost) },
    failures: reasons.map(({ reason, texts }) => ({ reason, texts, ...explain(reason) })),
    tones: { ...tones },
    notes: [noOpenRate, ...notes],
  };
}

/** By what carriers say where they say it of every text and in the currency of the prices, by the price table otherwise. */
function roiOf(figures: Figures, { expected, currency, actual }: CampaignCost): number | null {
  const [only] = actual;
  const isWhole =
    actual.length === 1 &&
    only !== undefined &&
    only.texts >= figures.handedOver &&
    only.currency === currency;
  const spent = Number(isWhole ? only.amount : expected);
  return spent > 0 ? round((Number(figures.revenue) - spent) / spent, 4) : null;
}

export const GroupsAnswer = Type.Object(
  {
    object: Type.Literal('result_groups'),
    by: Type.String(),
    data: Type.Array(
      Type.Object({
        key: nullable(Type.String({ description: 'Null for those of whom it is not known.' })),
        name: nullable(Type.String()),
        figures: FiguresAnswer,
      }),
    ),
    note: nullable(Type.String()),
  },
  { title: 'ResultGroups' },
);

const prefixes: Partial<Record<Dimension, string>> = {
  ...{ variant: 'cmp', sender: 'snd', gateway: 'gtw', segment: 'seg' },
};
const notesOf: Partial<Record<Dimension, string>> = {
  segment:
    'Whether somebody is in a segment is asked now, not as it was at the launch; whoever is in two is counted in both.',
  variant:
    'Each variant of an experiment is a campaign of its own; who gets which is drawn by lot, so here a difference does say why.',
  carrier: 'By the carrier that people are with now, as far as it is known.',
  region:
    'By the state on file, else by that of the area code: there the number was given out, which does not say for sure where its owner is.',
  hour: 'By the hour in which the text left, in UTC.',
};

export const toGroups = (by: Dimension, groups: readonly NamedGroup[]): Static<typeof GroupsAnswer> => ({
  object: 'result_groups',
  by,
  data: groups.map(({ key, name, ...figures }) => ({
    key: key !== null && prefixes[by] ? publicId(prefixes[by], key) : key,
    name,
    figures: toFigures(figures),
  })),
  note: notesOf[by] ?? null,
});

export const LinksAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      ...{ link_id: Type.String(), url: Type.String(), label: nullable(Type.String()) },
      clicks: Type.Object({ human: Count, robots: Count, people: Count }),
      ...{ conversions: Type.Number(), buyers: Count, revenue: Money },
    }),
  ),
});

export const toLinks = (links: readonly LinkResult[]): Static<typeof LinksAnswer> => ({
  data: links.map((one) => ({
    ...{ link_id: publicId('lnk', one.linkId), url: one.url, label: one.label },
    clicks: { human: one.humanClicks, robots: one.robotClicks, people: one.clickers },
    ...{ conversions: round(one.conversions, 4), buyers: one.buyers, revenue: one.revenue },
  })),
});

export const MomentsAnswer = Type.Object({
  step: Type.Enum(['hour', 'day']),
  data: Type.Array(
    Type.Object({
      at: Type.String({ format: 'date-time', description: 'Where the hour (or UTC day) begins.' }),
      ...{ sent: Count, delivered: Count, clicks: Count, replies: Count, opt_outs: Count },
      ...{ conversions: Type.Number(), revenue: Money },
    }),
  ),
});

export const toMoments = (
  step: 'hour' | 'day',
  moments: readonly Moment[],
): Static<typeof MomentsAnswer> => ({
  step,
  data: moments.map((one) => ({
    ...{ at: one.at.toISOString(), sent: one.sent, delivered: one.delivered, clicks: one.clicks },
    ...{
      replies: one.replies,
      opt_outs: one.optOuts,
      conversions: round(one.conversions, 4),
      revenue: one.revenue,
    },
  })),
});

export const ComparisonAnswer = Type.Object(
  {
    object: Type.Literal('campaign_comparison'),
    caution: Type.String(),
    campaigns: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), figures: FiguresAnswer })),
    against_first: Type.Array(
      Type.Object({
        campaign_id: Type.String(),
        measures: Type.Array(
          Type.Object({
            measure: Type.Enum([...measures]),
            difference: nullable(
              Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() }),
            ),
            verdict: Type.Enum(['higher', 'lower', 'no_difference_seen', 'too_few']),
            sentence: Type.String(),
          }),
        ),
      }),
    ),
  },
  { title: 'CampaignComparison' },
);

export const toCompared = (compared: readonly Compared[]) =>
  compared.map(({ measure, difference, verdict, sentence }) => ({
    ...{ measure, verdict, sentence },
    difference: difference && {
      ...{ value: round(difference.value), low: round(difference.low), high: round(difference.high) },
    },
  }));
