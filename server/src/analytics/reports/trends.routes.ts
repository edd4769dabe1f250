import { type Static, Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { loadTrends, type Trends, weeksOf } from './load-trends.ts';
import { Changes, Of, round } from './reports.schemas.ts';
import { trendMeasures } from './trends.ts';

const Measure = Type.Enum([...trendMeasures]);
const Day = Type.String({ format: 'date' });
const StandsOut = Type.Object({
  measure: Measure,
  when: Type.String({ description: 'A day of the week from 1 (Monday) to 7, or a month such as 2026-12.' }),
  verdict: Type.Enum(['higher', 'lower']),
  sentence: Type.String(),
});

const TrendsAnswer = Type.Object(
  {
    object: Type.Literal('report_trends'),
    ...{ from: Day, until: Day },
    trends: Type.Array(
      Type.Object({
        measure: Measure,
        verdict: Type.Enum(['rising', 'falling', 'no_trend_seen', 'too_few']),
        weeks: Type.Integer({ description: 'Through how many the line goes: those with enough texts.' }),
        per_week: {
          ...nullable(Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() })),
          description: 'What a week adds to the share.',
        },
        sentence: Type.String(),
      }),
    ),
    weekdays: Type.Array(StandsOut, { description: 'Days of the week that stand out, where people are.' }),
    months: Type.Array(StandsOut, { description: 'Months that stand out from the line through the others.' }),
    year_before: Type.Object(
      { from: Day, until: Day, changes: Changes },
      { description: 'Against the same weeks a year earlier.' },
    ),
    note: Type.String(),
  },
  { title: 'ReportTrends' },
);

const Query = Type.Object({
  from: Type.Optional({
    ...Day,
    description: 'The first day, on the workspace’s clock. A year ago unless told.',
  }),
  until: Type.Optional({
    ...Day,
    description:
      'The last day. The last whose answers are all in unless told, and where it is later than that.',
  }),
  of: Of,
});

export function trendsRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/reports/trends',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read where shares are going over weeks, and which days of the week and months stand out',
        description: 'Of whole weeks, up to the last whose answers are all in; a year unless told.',
        ...{ tags: ['reports'], querystring: Query, response: { 200: TrendsAnswer } },
      },
    },
    async ({ query: asked, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const now = ctx.clock.now();
        const { timeZone } = await getWorkspace(tx);
        return toTrends(await loadTrends(tx, weeksOf(asked, now, timeZone), now));
      }),
  );
}

const toTrends = ({
  from,
  until,
  trends,
  weekdays,
  months,
  yearBefore,
}: Trends): Static<typeof TrendsAnswer> => ({
  object: 'report_trends',
  ...{ from, until },
  trends: trends.map(({ measure, verdict, weeks, perWeek, sentence }) => ({
    ...{ measure, verdict, weeks, sentence },
    per_week: perWeek && {
      ...{ value: round(perWeek.value), low: round(perWeek.low), high: round(perWeek.high) },
    },
  })),
  ...{
    weekdays: [...weekdays],
    months: [...months],
    year_before: { ...yearBefore, changes: [...yearBefore.changes] },
  },
  note: 'What went out differed from week to week, and one year cannot tell a season from what was offered in it. A trend or a day is a question; halves that are drawn by lot are an answer.',
});
