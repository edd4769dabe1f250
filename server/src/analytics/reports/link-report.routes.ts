import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { sumClicksBy, sumClicksOf } from './link-report.queries.ts';
import { periodOf } from './reports.routes.ts';
import { PeriodQuery } from './reports.schemas.ts';

const Count = Type.Integer({ minimum: 0 });
const Day = Type.String({ format: 'date' });
// Whoever wants more than a page can read has them in the file of clicks (/v1/exports/clicks).
const most = 200;

const LinksReport = Type.Object(
  {
    object: Type.Literal('report_links'),
    ...{ from: Day, until: Day },
    data: Type.Array(
      Type.Object({
        ...{ link_id: Type.String(), url: Type.String(), label: nullable(Type.String()) },
        state: Type.Enum(['on', 'off']),
        ...{ campaign_id: nullable(Type.String()), campaign_name: nullable(Type.String()) },
        opened: { ...Count, description: 'Every time, by programs too.' },
        human: { ...Count, description: 'Of those, by people as far as one can tell.' },
        people: {
          ...Count,
          description: 'Different people among the latter; none where clicks are kept without a name.',
        },
        last_at: Type.String({ format: 'date-time' }),
      }),
      { description: `Those that most people opened first; at most ${most}.` },
    ),
    series: Type.Array(Type.Object({ at: Day, human: Count, programs: Count }), {
      description: 'Day by day; days without a click are left out.',
    }),
  },
  { title: 'ReportLinks' },
);

/** Which links people opened in some days, whichever texts or posters they stood in. */
export function linkReportRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/reports/links',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read which short links people opened in a stretch of days, and how often programs did',
        ...{ tags: ['reports'], querystring: PeriodQuery, response: { 200: LinksReport } },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const period = await periodOf(tx, ctx, query);
        const found = await sumClicksOf(tx, period.stretch, most);
        return {
          object: 'report_links' as const,
          ...{ from: period.from, until: period.until },
          data: found.map((one) => ({
            ...{ link_id: publicId('lnk', one.linkId), url: one.url, label: one.label, state: one.state },
            campaign_id: one.campaignId && publicId('cmp', one.campaignId),
            ...{ campaign_name: one.campaignName, opened: one.opened, human: one.human },
            ...{ people: one.people, last_at: one.lastAt.toISOString() },
          })),
          series: await sumClicksBy(tx, period.stretch, period.zone),
        };
      }),
  );
}
