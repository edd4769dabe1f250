import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import { measures } from '../results/compare.ts';
import { type Rate, rateOf } from '../results/intervals.ts';
import { leastTexts, type Slot } from './best-hours.ts';
import type { Overview } from './overview.ts';
import { type HourTotals, type Part, parts } from './report.queries.ts';

const Count = Type.Integer({ minimum: 0 });
const Money = Type.String({ description: 'An exact decimal.' });
const Day = Type.String({ format: 'date' });
const RateAnswer = nullable(
  Type.Object({
    ...{ value: Type.Number(), low: Type.Number(), high: Type.Number(), hits: Count, of: Count },
    too_few: Type.Boolean(),
  }),
);

export const PeriodQuery = Type.Object({
  from: Type.Optional({
    ...Day,
    description: 'The first day, on the workspace’s clock. Thirty days ago unless told.',
  }),
  until: Type.Optional({ ...Day, description: 'The last day. Today unless told.' }),
});
export const Of = Type.Optional(
  Type.Enum(['all', 'campaigns'], { description: 'Which texts; all of them unless told.' }),
);
export const StepQuery = Type.Object({
  ...PeriodQuery.properties,
  of: Of,
  step: Type.Optional(Type.Enum(['day', 'week', 'month'])),
});
export const PartQuery = Type.Object({
  ...PeriodQuery.properties,
  of: Of,
  by: Type.Enum([...parts]),
});

export const TotalsAnswer = Type.Object(
  {
    ...{ texts: Count, parts: Count, delivered: Count, failed: Count, unconfirmed: Count, unknown: Count },
    clicked: { ...Count, description: 'Texts in which a person opened a link.' },
    replied: Count,
    opt_outs: { ...Count, description: 'Within a day of the text.' },
    rates: Type.Object({
      delivered: RateAnswer,
      clicked: RateAnswer,
      replied: RateAnswer,
      opted_out: RateAnswer,
    }),
  },
  { title: 'TextTotals' },
);

export const round = (value: number) => Math.round(value * 1e6) / 1e6;
export const toRate = (rate: Rate | null) =>
  rate && {
    ...{ value: round(rate.value), low: round(rate.low), high: round(rate.high) },
    ...{ hits: rate.hits, of: rate.of, too_few: rate.isTooFew },
  };

export function toTotals(one: HourTotals): Static<typeof TotalsAnswer> {
  const reached = one.delivered + one.unconfirmed;
  const of = (hits: number) => toRate(rateOf(Math.min(hits, reached), reached));
  return {
    ...{ texts: one.texts, parts: one.parts, delivered: one.delivered, failed: one.failed },
    ...{ unconfirmed: one.unconfirmed, unknown: one.unknown, clicked: one.clicked, replied: one.replied },
    opt_outs: one.optOuts,
    rates: {
      delivered: toRate(rateOf(one.delivered, one.texts - one.unknown)),
      ...{ clicked: of(one.clicked), replied: of(one.replied), opted_out: of(one.optOuts) },
    },
  };
}

export const Changes = Type.Array(
  Type.Object({
    measure: Type.Enum([...measures]),
    verdict: Type.Enum(['higher', 'lower', 'no_difference_seen', 'too_few']),
    sentence: Type.String(),
  }),
);

export const OverviewAnswer = Type.Object(
  {
    object: Type.Literal('report_overview'),
    ...{ from: Day, until: Day, time_zone: Type.String(), step: Type.Enum(['day', 'week', 'month']) },
    counted_at: {
      ...nullable(Type.String({ format: 'date-time' })),
      description:
        'When texts were last counted; what is older than some hours is counted hourly and nightly.',
    },
    totals: TotalsAnswer,
    before: TotalsAnswer,
    changes: { ...Changes, description: 'These days against those before.' },
    ...{ revenue: Money, conversions: Type.Number(), cost_expected: Money },
    members: { ...Count, description: 'People who are in a program now.' },
    series: Type.Array(
      Type.Object({
        at: { ...Day, description: 'The day on which the day, week (Monday) or month begins.' },
        totals: TotalsAnswer,
        ...{ revenue: Money, conversions: Type.Number(), cost_expected: Money, joined: Count, left: Count },
      }),
    ),
    weekdays: Type.Array(
      Type.Object({
        weekday: Type.Integer({ minimum: 1, maximum: 7 }),
        texts: Count,
        clicked: RateAnswer,
        opted_out: RateAnswer,
      }),
      { description: 'By the day of the week where people are; 1 is Monday.' },
    ),
    note: Type.String(),
  },
  { title: 'ReportOverview', description: 'before: as many days right before.' },
);

export const toOverview = (overview: Overview): Static<typeof OverviewAnswer> => ({
  object: 'report_overview',
  ...{ from: overview.period.from, until: overview.period.until, time_zone: overview.period.zone },
  ...{ step: overview.step, counted_at: overview.countedAt?.toISOString() ?? null },
  ...{ totals: toTotals(overview.totals), before: toTotals(overview.before), changes: [...overview.changes] },
  ...{ revenue: overview.revenue, conversions: round(overview.conversions), cost_expected: overview.cost },
  members: overview.members,
  series: overview.series.map(({ at, totals, revenue, conversions, cost, joined, left }) => ({
    ...{
      at,
      totals: toTotals(totals),
      revenue,
      conversions: round(conversions),
      cost_expected: cost,
      joined,
      left,
    },
  })),
  weekdays: overview.weekdays.map(({ weekday, texts, clicked, optedOut }) => ({
    ...{ weekday, texts, clicked: toRate(clicked), opted_out: toRate(optedOut) },
  })),
  note: 'There is no open rate: a phone tells nobody that a text was read.',
});

export const GrowthAnswer = Type.Object(
  {
    object: Type.Literal('report_growth'),
    ...{ from: Day, until: Day, members: Count, joined: Count, left: Count },
    sources: Type.Array(
      Type.Object({
        method: Type.String({ description: 'How: import, web_form, keyword, reply …' }),
        ...{ joined: Count, left: Count },
      }),
    ),
    series: Type.Array(Type.Object({ at: Day, joined: Count, left: Count })),
    note: Type.String(),
  },
  { title: 'ReportGrowth' },
);

export const HoursAnswer = Type.Object(
  {
    object: Type.Literal('report_hours'),
    ...{ from: Day, until: Day, metric: Type.Enum(['clicked', 'replied', 'opted_out']) },
    all: RateAnswer,
    slots: Type.Array(
      Type.Object({
        weekday: Type.Integer({ description: '1 is Monday.' }),
        hour: Type.Integer({ description: 'Of the clock where the person is.' }),
        texts: Count,
        rate: { ...RateAnswer, description: `Null of fewer than ${leastTexts} texts.` },
      }),
    ),
    least_texts: { ...Count, description: 'Of fewer texts no hour has a share: chance would make it.' },
    best: nullable(Type.Object({ weekday: Type.Integer(), hour: Type.Integer(), sentence: Type.String() })),
    own_hours: {
      ...Type.Array(Count),
      description:
        'How many people have which best hour of their own, on their own clocks, from midnight on: 24 numbers. By all that they ever answered, whatever the days.',
    },
    note: Type.String(),
  },
  { title: 'ReportHours' },
);

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const toBest = (best: Slot | null) =>
  best && {
    ...{ weekday: best.weekday, hour: best.hour },
    sentence: `${weekdays[best.weekday - 1]} at ${best.hour}:00, on people’s own clocks, stands out from all hours together by more than chance.`,
  };

export const PartsAnswer = Type.Object(
  {
    object: Type.Literal('report_parts'),
    ...{ from: Day, until: Day, by: Type.String() },
    data: Type.Array(
      Type.Object({ key: nullable(Type.String()), name: nullable(Type.String()), totals: TotalsAnswer }),
    ),
  },
  { title: 'ReportParts' },
);

const prefixes: Partial<Record<Part, string>> = { sender: 'snd', campaign: 'cmp' };
export const keyOf = (by: Part, key: string | null) =>
  key !== null && prefixes[by] ? publicId(prefixes[by], key) : key;

export const DeliverabilityAnswer = Type.Object(
  {
    object: Type.Literal('report_deliverability'),
    ...{ from: Day, until: Day, totals: TotalsAnswer },
    causes: Type.Array(
      Type.Object({
        rule: Type.String(),
        title: Type.String(),
        rate: RateAnswer,
        threshold: Type.Number(),
        verdict: Type.Enum(['broken', 'kept', 'too_few']),
      }),
      { description: 'Against the thresholds of alerts.' },
    ),
    reasons: Type.Array(
      Type.Object({
        ...{ reason: nullable(Type.String()), status: Type.String(), texts: Count },
        ...{ sentence: Type.String(), remedy: nullable(Type.String()) },
      }),
    ),
  },
  { title: 'ReportDeliverability' },
);
