import { Type } from 'typebox';
import { CampaignParams, readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { documentTypes, FormatQuery, formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import type { Reports } from '../campaign-report.ts';
import { gatherPrinted } from '../printed/printed-report.ts';
import { renderPrinted } from '../printed/render-printed.ts';
import { benchmarkRoute } from './benchmark.routes.ts';
import type { Results } from './campaign-results.ts';
import { caution, compare } from './compare.ts';
import { notesOn } from './notes.ts';
import { dimensions } from './result.queries.ts';
import {
  ComparisonAnswer,
  GroupsAnswer,
  LinksAnswer,
  MomentsAnswer,
  ResultsAnswer,
  toCompared,
  toFigures,
  toGroups,
  toLinks,
  toMoments,
  toResults,
} from './results.schemas.ts';

const tags = ['results'];
const config = { permission: 'campaigns.read' } as const;
const mostCompared = 8;

export function resultRoutes(http: Http, ctx: Context, results: Results, reports: Reports): void {
  wholeRoute(http, ctx, results, reports);
  http.get(
    '/v1/campaigns/:id/results/groups',
    {
      config,
      schema: {
        summary: 'Read the same by variant, sender, gateway, carrier, country, segment or hour',
        tags,
        params: CampaignParams,
        querystring: Type.Object({ by: Type.Enum([...dimensions]) }),
        response: { 200: GroupsAnswer },
      },
    },
    async ({ params, query, scope }) => {
      const id = readCampaignId(params.id);
      return toGroups(query.by, await ctx.db.tx(scope.workspaceId, (tx) => results.groups(tx, id, query.by)));
    },
  );
  http.get(
    '/v1/campaigns/:id/results/links',
    {
      config,
      schema: {
        summary: 'Read what each link of a campaign came to',
        ...{ tags, params: CampaignParams, response: { 200: LinksAnswer } },
      },
    },
    async ({ params, scope }) => {
      const id = readCampaignId(params.id);
      return toLinks(await ctx.db.tx(scope.workspaceId, (tx) => results.links(tx, id)));
    },
  );
  http.get(
    '/v1/campaigns/:id/results/over-time',
    {
      config,
      schema: {
        summary: 'Read what happened hour by hour (or day by day) since a campaign was sent',
        tags,
        params: CampaignParams,
        querystring: Type.Object({ step: Type.Optional(Type.Enum(['hour', 'day'])) }),
        response: { 200: MomentsAnswer },
      },
    },
    async ({ params, query, scope }) => {
      const [id, step] = [readCampaignId(params.id), query.step ?? 'hour'];
      return toMoments(step, await ctx.db.tx(scope.workspaceId, (tx) => results.overTime(tx, id, step)));
    },
  );
  comparisonRoute(http, ctx, results);
  benchmarkRoute(http, ctx);
}

function wholeRoute(http: Http, ctx: Context, results: Results, reports: Reports): void {
  http.get(
    '/v1/campaigns/:id/results',
    {
      config,
      schema: {
        summary: 'Read what a campaign came to: delivery, clicks, replies, opt-outs, purchases, cost',
        description:
          'JSON, or a report to be printed and passed on by `Accept: application/pdf`, with pictures and what to know of the figures.',
        ...{ tags, params: CampaignParams, querystring: FormatQuery, produces: documentTypes },
        response: { 200: ResultsAnswer },
      },
    },
    async (request, reply) => {
      const { params, query, scope } = request;
      const id = readCampaignId(params.id);
      const isPrinted = formatOf(query, request.headers.accept) === 'pdf';
      const { answer, printed } = await ctx.db.tx(scope.workspaceId, async (tx) => ({
        answer: toResults(await results.results(tx, id), await notesOn(tx, id)),
        printed: isPrinted ? await gatherPrinted(tx, id, { reports, results }) : null,
      }));
      if (printed === null) return answer;
      const name = `${answer.campaign.id}-report.pdf`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf');
      return reply.send(renderPrinted(printed, ctx.clock.now(), JSON.stringify(answer)) as never);
    },
  );
}

function comparisonRoute(http: Http, ctx: Context, results: Results): void {
  http.get(
    '/v1/campaign-comparison',
    {
      config,
      schema: {
        summary: 'Compare campaigns with the first of them, with intervals and “too few to say”',
        tags,
        querystring: Type.Object({
          campaigns: Type.String({
            maxLength: 400,
            description: 'cmp_…,cmp_…: two to eight, with commas between them.',
          }),
        }),
        response: { 200: ComparisonAnswer },
      },
    },
    async ({ query, scope }) => {
      const ids = [...new Set(query.campaigns.split(',').map((one) => readCampaignId(one.trim())))];
      if (ids.length < 2 || ids.length > mostCompared)
        throw new Invalid('comparison.bad_number', `Name two to ${mostCompared} different campaigns.`);
      const found = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const all = [];
        for (const id of ids) all.push(await results.results(tx, id));
        return all;
      });
      const [first, ...others] = found;
      return {
        object: 'campaign_comparison' as const,
        caution,
        campaigns: found.map(({ campaign, figures }) => ({
          id: publicId('cmp', campaign.id),
          name: campaign.name,
          figures: toFigures(figures),
        })),
        against_first: others.map(({ campaign, figures }) => ({
          campaign_id: publicId('cmp', campaign.id),
          measures: first ? toCompared(compare(first.figures, figures, others.length)) : [],
        })),
      };
    },
  );
}
