import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Scope } from '../accounts/index.ts';
import { CampaignParams, getCampaign, readCampaignId } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { PageQuery } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { streamEvents } from '../platform/http/stream.ts';
import { readNumberId } from '../platform/ids.ts';
import { alertRoutes } from './alerts/alerts.routes.ts';
import type { ClassOfCode } from './alerts/class-of.ts';
import {
  LineAnswer,
  LineQuery,
  ReportAnswer,
  readLinePlace,
  readStoryPlace,
  TimelineAnswer,
  toLinePage,
  toReport,
  toTimeline,
} from './analytics.schemas.ts';
import { campaignRepliesRoute } from './campaign-replies.routes.ts';
import { openReports, type Reports } from './campaign-report.ts';
import { contactTimeline } from './contact-timeline.ts';
import { exportRoutes } from './exports/exports.routes.ts';
import { peopleBehindLine } from './people-behind-line.ts';
import { linkReportRoutes } from './reports/link-report.routes.ts';
import { ownHoursRoutes } from './reports/own-hours.routes.ts';
import { reportRoutes } from './reports/reports.routes.ts';
import { openResults } from './results/campaign-results.ts';
import { resultRoutes } from './results/results.routes.ts';
import { senderUsesRoute } from './sender-uses.routes.ts';
import { subscriptionRoutes } from './subscriptions/subscriptions.routes.ts';
import { textTimelineRoute } from './text-timeline.routes.ts';

export function analyticsRoutes(http: Http, ctx: Context, classOfCode: ClassOfCode): void {
  const reports = openReports(ctx);
  progressRoutes(http, ctx, reports);
  streamRoute(http, ctx, reports);
  campaignRepliesRoute(http, ctx);
  timelineRoute(http, ctx);
  textTimelineRoute(http, ctx);
  resultRoutes(http, ctx, openResults(ctx), reports);
  reportRoutes(http, ctx, classOfCode);
  linkReportRoutes(http, ctx);
  ownHoursRoutes(http, ctx);
  alertRoutes(http, ctx);
  subscriptionRoutes(http, ctx);
  exportRoutes(http, ctx);
  senderUsesRoute(http, ctx);
}

function progressRoutes(http: Http, ctx: Context, reports: Reports): void {
  http.get(
    '/v1/campaigns/:id/report',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read where everybody of a campaign is, and why',
        params: CampaignParams,
        response: { 200: ReportAnswer },
      },
    },
    async (request) => {
      const id = readCampaignId(request.params.id);
      return toReport(await ctx.db.tx(request.scope.workspaceId, (tx) => reports.campaignReport(tx, id)));
    },
  );

  http.get(
    '/v1/campaigns/:id/people',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List the people (or rows of the file) behind one line, each with the reason',
        params: CampaignParams,
        querystring: LineQuery,
        response: { 200: LineAnswer },
      },
    },
    async (request) => {
      const id = readCampaignId(request.params.id);
      const { line, limit = 50, cursor } = request.query;
      const page = { after: readLinePlace(cursor), limit };
      return toLinePage(
        await ctx.db.tx(request.scope.workspaceId, (tx) => peopleBehindLine(ctx, tx, id, line, page)),
      );
    },
  );
}

function timelineRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts/:id/timeline',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'Read what happened between you and a person, newest first, each with the reason',
        params: Type.Object({ id: Type.String({ description: 'con_…' }) }),
        querystring: PageQuery,
        response: { 200: TimelineAnswer },
      },
    },
    async (request) => {
      const id = readNumberId('con', request.params.id);
      if (id === null) throw new NotFound('contact.not_found', 'There is no such contact in this workspace.');
      const { limit = 50, cursor } = request.query;
      const page = { after: readStoryPlace(cursor), limit };
      return toTimeline(await ctx.db.tx(request.scope.workspaceId, (tx) => contactTimeline(tx, id, page)));
    },
  );
}

const eventEveryMs = 1_000;
const aliveEveryMs = 15_000;

function streamRoute(http: Http, ctx: Context, reports: Reports): void {
  http.get(
    '/v1/campaigns/:id/stream',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Follow the report: an event named report whenever it changes, at most once a second',
        params: CampaignParams,
        querystring: Type.Object({
          speaking: Type.Optional(
            Type.String({
              maxLength: 40,
              description:
                'The language of the sentences, such as es, for browsers, which set no Accept-Language on a stream.',
            }),
          ),
        }),
        produces: ['text/event-stream'],
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const id = readCampaignId(request.params.id);
      // Found out before the stream begins: a campaign that is not there is an ordinary 404.
      await ctx.db.tx(request.scope.workspaceId, (tx) => getCampaign(tx, id));
      const gone = new AbortController();
      request.raw.once('close', () => gone.abort());
      reply.raw.once('close', () => gone.abort());
      const events = streamEvents({
        next: changesOf(() => readReport(ctx, reports, request.scope, id)),
        everyMs: eventEveryMs,
        aliveEveryMs,
        monotonicMs: ctx.clock.monotonicMs,
        signal: gone.signal,
      });
      reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
      return reply
        .serializer((payload: string) => payload)
        .send(Readable.from(events, { objectMode: false }) as never);
    },
  );
}

async function readReport(ctx: Context, reports: Reports, scope: Scope, id: string) {
  return toReport(await ctx.db.tx(scope.workspaceId, (tx) => reports.campaignReport(tx, id)));
}

/** The hour passes by itself; only when something else differs is there news. */
function changesOf(read: () => Promise<ReturnType<typeof toReport>>) {
  let last = '';
  return async () => {
    const report = await read();
    const { clock: _, ...rest } = report;
    const print = JSON.stringify(rest);
    if (print === last) return null;
    last = print;
    return { name: 'report', data: JSON.stringify(report) };
  };
}
