import { nameOfCarrier } from '@tidings/policy/carriers';
import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Http } from '../../platform/http/server.ts';
import { readRules } from '../alerts/alert.queries.ts';
import type { ClassOfCode } from '../alerts/class-of.ts';
import { judgeRules } from '../alerts/judge.ts';
import { seeTexts } from '../alerts/see-texts.ts';
import { zFor } from '../results/intervals.ts';
import { explain } from '../sentences.ts';
import { bestHours, leastTexts, slotMetrics } from './best-hours.ts';
import { campaignTotalsRoute } from './campaign-totals.routes.ts';
import { loadOverview } from './overview.ts';
import { type Period, readPeriod } from './period.ts';
import {
  countMembers,
  countOwnHours,
  sumBySlot,
  sumGrowth,
  sumReasons,
  sumTextsOf,
} from './report.queries.ts';
import {
  DeliverabilityAnswer,
  GrowthAnswer,
  HoursAnswer,
  keyOf,
  OverviewAnswer,
  PartQuery,
  PartsAnswer,
  PeriodQuery,
  StepQuery,
  toBest,
  toOverview,
  toRate,
  toTotals,
} from './reports.schemas.ts';
import { trendsRoute } from './trends.routes.ts';

const tags = ['reports'];
const config = { permission: 'campaigns.read' } as const;

export async function periodOf(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  asked: { from?: string; until?: string; of?: 'all' | 'campaigns' },
): Promise<Period> {
  return readPeriod(asked, ctx.clock.now(), (await getWorkspace(tx)).timeZone);
}

export function reportRoutes(http: Http, ctx: Context, classOfCode: ClassOfCode): void {
  http.get(
    '/v1/reports/overview',
    {
      config,
      schema: {
        summary: 'Read what happened in a stretch of days, day by day, and against the days before',
        ...{ tags, querystring: StepQuery, response: { 200: OverviewAnswer } },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        toOverview(await loadOverview(tx, await periodOf(tx, ctx, query), query.step ?? 'day')),
      ),
  );
  http.get(
    '/v1/reports/parts',
    {
      config,
      schema: {
        summary: 'Read the texts of a stretch of days by sender, carrier, country or campaign',
        ...{ tags, querystring: PartQuery, response: { 200: PartsAnswer } },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const period = await periodOf(tx, ctx, query);
        const found = await sumTextsOf(tx, period.stretch, query.by);
        return {
          object: 'report_parts' as const,
          ...{ from: period.from, until: period.until, by: query.by },
          data: found.map(({ key, name, ...totals }) => ({
            key: keyOf(query.by, key),
            name: query.by === 'carrier' && key !== null ? nameOfCarrier(key) : name,
            totals: toTotals(totals),
          })),
        };
      }),
  );
  campaignTotalsRoute(http, ctx);
  trendsRoute(http, ctx);
  growthRoute(http, ctx);
  hoursRoute(http, ctx);
  deliverabilityRoute(http, ctx, classOfCode);
}

function growthRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/reports/growth',
    {
      config,
      schema: {
        summary: 'Read who joined and who left, by how they did',
        ...{ tags, querystring: StepQuery, response: { 200: GrowthAnswer } },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const period = await periodOf(tx, ctx, query);
        const found = await sumGrowth(tx, period.stretch, query.step ?? 'day', period.zone);
        const sum = (of: typeof found) => ({
          joined: of.reduce((total, one) => total + one.joined, 0),
          left: of.reduce((total, one) => total + one.left, 0),
        });
        return {
          object: 'report_growth' as const,
          ...{ from: period.from, until: period.until, members: await countMembers(tx), ...sum(found) },
          sources: [...Map.groupBy(found, (one) => one.method)].map(([method, of]) => ({
            method,
            ...sum(of),
          })),
          series: [...Map.groupBy(found, (one) => one.at)].map(([at, of]) => ({ at, ...sum(of) })),
          note: 'Counted from the ledger of consents: somebody who joins two programs joined twice.',
        };
      }),
  );
}

function hoursRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/reports/hours',
    {
      config,
      schema: {
        summary: 'Read by the hour of the week, on people’s own clocks, what texts of campaigns came to',
        tags,
        querystring: Type.Object({
          ...PeriodQuery.properties,
          metric: Type.Optional(Type.Enum([...slotMetrics])),
        }),
        response: { 200: HoursAnswer },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const period = await periodOf(tx, ctx, query);
        const metric = query.metric ?? 'clicked';
        const { slots, all, best } = bestHours(await sumBySlot(tx, period.stretch), metric, zFor);
        return {
          object: 'report_hours' as const,
          ...{ from: period.from, until: period.until, metric, all: toRate(all) },
          least_texts: leastTexts,
          slots: slots.map(({ rate, ...slot }) => ({ ...slot, rate: toRate(rate) })),
          ...{ best: toBest(best), own_hours: await countOwnHours(tx) },
          note: 'Hours are not drawn by lot: what was sent on Tuesdays may simply have been better. Try an hour on half of an audience before believing it.',
        };
      }),
  );
}

function deliverabilityRoute(http: Http, ctx: Context, classOfCode: ClassOfCode): void {
  http.get(
    '/v1/reports/deliverability',
    {
      config,
      schema: {
        summary: 'Read why texts did not arrive, against the thresholds of alerts',
        ...{ tags, querystring: PeriodQuery, response: { 200: DeliverabilityAnswer } },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const period = await periodOf(tx, ctx, query);
        const seen = await seeTexts(tx, period.stretch, classOfCode);
        const judged = judgeRules(await readRules(tx), seen);
        const reasons = await sumReasons(tx, period.stretch);
        return {
          object: 'report_deliverability' as const,
          ...{ from: period.from, until: period.until, totals: toTotals(seen.totals) },
          causes: judged.map(({ rule, title, rate, threshold, verdict }) => ({
            ...{ rule, title, rate: toRate(rate), threshold, verdict },
          })),
          reasons: reasons.map((one) => ({ ...one, ...explain(one.reason) })),
        };
      }),
  );
}
