import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { etagOf, readIfMatch } from '../platform/http/etag.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { readMmsWish } from '../templates/index.ts';
import { approvalPolicyRoutes } from './approval-policy.routes.ts';
import { approvalRoutes } from './approvals.routes.ts';
import { type CampaignPlace, getCampaign, listCampaigns } from './campaign.queries.ts';
import type { CampaignContent } from './campaign.ts';
import { campaignHoursRoutes } from './campaign-hours.routes.ts';
import { type MediaOf, noMediaKnown } from './campaign-mms.ts';
import { campaignPaceRoutes } from './campaign-pace.routes.ts';
import type { CampaignStatus } from './campaign-states.ts';
import {
  CampaignAnswer,
  CampaignChangeBody,
  CampaignId,
  LaunchBody,
  NewCampaignBody,
  PreviewBody,
  readAudience,
  readCampaignId,
  readReference,
  toCampaign,
} from './campaigns.schemas.ts';
import { cloneRoutes } from './clone.routes.ts';
import { createCampaign, updateCampaign } from './create-campaign.ts';
import { flightRoutes } from './flight/flight.routes.ts';
import { holdOutRoutes } from './hold-out.routes.ts';
import { noPlanKnown, type PlanOf } from './hours/armed-plan.ts';
import { launchCampaign } from './launch-campaign.ts';
import { pauseCampaign, resumeCampaign, stopCampaign } from './pause-campaign.ts';
import { policyChangesRoutes } from './policy-changes/policy-changes.routes.ts';
import { PreviewAnswer, toPreview } from './preview.schemas.ts';
import { previewCampaign } from './preview-campaign.ts';
import { simulationRoutes } from './simulation/simulation.routes.ts';
import { readWords } from './words-of-template.ts';

const stages = {
  drafts: ['draft', 'checked'],
  planned: ['scheduled'],
  on_their_way: ['testing', 'sending', 'paused'],
  over: ['finished', 'stopped'],
} as const satisfies Record<string, readonly CampaignStatus[]>;

const ListQuery = Type.Object({
  ...PageQuery.properties,
  stage: Type.Optional(
    Type.Enum(['drafts', 'planned', 'on_their_way', 'over'], {
      description:
        'Only those that are written (draft, checked), scheduled, on their way (testing, sending, paused), or over (finished, stopped).',
    }),
  ),
});

export function campaignRoutes(
  http: Http,
  ctx: Context,
  mediaOf: MediaOf = noMediaKnown,
  planOf: PlanOf = noPlanKnown,
): void {
  writingRoutes(http, ctx, mediaOf);
  launchingRoutes(http, ctx);
  campaignPaceRoutes(http, ctx);
  cloneRoutes(http, ctx);
  holdOutRoutes(http, ctx);
  approvalRoutes(http, ctx, planOf);
  approvalPolicyRoutes(http, ctx);
  campaignHoursRoutes(http, ctx);
  flightRoutes(http, ctx, mediaOf, planOf);
  policyChangesRoutes(http, ctx);
  simulationRoutes(http, ctx, planOf);
}

function writingRoutes(http: Http, ctx: Context, mediaOf: MediaOf): void {
  const [read, write] = [{ permission: 'campaigns.read' }, { permission: 'campaigns.write' }];

  http.get(
    '/v1/campaigns',
    {
      config: read,
      schema: {
        summary: 'List campaigns, newest first',
        querystring: ListQuery,
        response: { 200: pageOf(CampaignAnswer) },
      },
    },
    async (request) => {
      const { limit = 50, stage } = request.query;
      const after = readPlace(request.query.cursor);
      const statuses = stage === undefined ? null : stages[stage];
      const rows = await ctx.db.tx(request.scope.workspaceId, (tx) =>
        listCampaigns(tx, { limit: limit + 1, after, statuses }),
      );
      return toPage(rows, limit, (row) => row.place, toCampaign);
    },
  );

  http.post(
    '/v1/campaigns',
    {
      config: write,
      schema: { summary: 'Write a campaign', body: NewCampaignBody, response: { 201: CampaignAnswer } },
    },
    async (request, reply) => {
      const { name, include, exclude } = request.body;
      const words = await readWords(ctx, request.scope, request.body);
      const content = {
        name,
        ...readManners(request.body),
        ...words,
        programId: readReference('prg', request.body.program_id, '/program_id'),
        senderId: readReference('snd', request.body.sender_id, '/sender_id'),
        include: readAudience(include, 'include'),
        exclude: readAudience(exclude, 'exclude'),
      };
      const made = await createCampaign(ctx, request.scope, content, readMmsWish(request.body));
      return reply.code(201).header('etag', etagOf(made.version)).send(toCampaign(made));
    },
  );

  http.get(
    '/v1/campaigns/:id',
    {
      config: read,
      schema: { summary: 'Read a campaign', params: CampaignId, response: { 200: CampaignAnswer } },
    },
    async (request, reply) => {
      const id = readCampaignId(request.params.id);
      const campaign = await ctx.db.tx(request.scope.workspaceId, (tx) => getCampaign(tx, id));
      return reply.header('etag', etagOf(campaign.version)).send(toCampaign(campaign));
    },
  );

  http.patch(
    '/v1/campaigns/:id',
    {
      config: write,
      schema: {
        summary: 'Change a campaign; one that was checked becomes a draft again',
        params: CampaignId,
        body: CampaignChangeBody,
        response: { 200: CampaignAnswer },
      },
    },
    async ({ params, body, headers, scope }, reply) => {
      const id = readCampaignId(params.id);
      const named = readIfMatch(headers['if-match']);
      const version = body.version ?? (named === null ? null : Number(named));
      const words = body.template_id === undefined ? {} : await readWords(ctx, scope, body);
      const change = { ...readChange(body), ...words };
      const saved = await updateCampaign(ctx, scope, id, change, readMmsWish(body), version);
      return reply.header('etag', etagOf(saved.version)).send(toCampaign(saved));
    },
  );

  http.post(
    '/v1/campaigns/:id/preview',
    {
      config: read,
      schema: {
        summary:
          'See the text as real people would get it, what it costs at worst and what stands against a launch',
        params: CampaignId,
        body: Type.Optional(PreviewBody),
        response: { 200: PreviewAnswer },
      },
    },
    async (request) => {
      const id = readCampaignId(request.params.id);
      const preview = await previewCampaign(ctx, request.scope, id, request.body?.count, mediaOf);
      return toPreview(request.scope, preview);
    },
  );
}

function launchingRoutes(http: Http, ctx: Context): void {
  const launching = { permission: 'campaigns.launch' };
  const answer = { params: CampaignId, response: { 200: CampaignAnswer } };

  http.post(
    '/v1/campaigns/:id/launch',
    {
      config: launching,
      schema: { summary: 'Send a checked campaign, once', body: Type.Optional(LaunchBody), ...answer },
    },
    async (request) => {
      const { confirm_count: confirmCount, confirm_version: confirmVersion } = request.body ?? {};
      const wish = { confirmCount, confirmVersion };
      return toCampaign(await launchCampaign(ctx, request.scope, readCampaignId(request.params.id), wish));
    },
  );

  const orders = [
    ['pause', 'Hold everything that has not left yet', pauseCampaign],
    ['resume', 'Go on', resumeCampaign],
    ['stop', 'Stop for good; whoever was not texted by now never will be', stopCampaign],
  ] as const;
  for (const [name, summary, verb] of orders) {
    http.post(
      `/v1/campaigns/:id/${name}`,
      { config: launching, schema: { summary, ...answer } },
      async (request) => toCampaign(await verb(ctx, request.scope, readCampaignId(request.params.id))),
    );
  }
}

function readChange(body: Static<typeof CampaignChangeBody>): Partial<CampaignContent> {
  const { name, body: text, program_id: program, sender_id: sender, include, exclude } = body;
  return {
    ...(name === undefined ? {} : { name }),
    ...(text === undefined ? {} : { body: text }),
    ...(body.language === undefined ? {} : { language: body.language }),
    ...(body.texts === undefined ? {} : { texts: body.texts }),
    ...(program === undefined ? {} : { programId: readReference('prg', program, '/program_id') }),
    ...(sender === undefined ? {} : { senderId: readReference('snd', sender, '/sender_id') }),
    ...readManners(body),
    ...(include === undefined ? {} : { include: readAudience(include, 'include') }),
    ...(exclude === undefined ? {} : { exclude: readAudience(exclude, 'exclude') }),
  };
}

function readManners({
  subject,
  priority,
  when_capped: whenCapped,
  limit,
  shorten_links: shortensLinks,
  opens_with_brand: opensWithBrand,
  ends_with_opt_out: endsWithOptOut,
  utm,
}: Static<typeof CampaignChangeBody>) {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(priority === undefined ? {} : { priority }),
    ...(whenCapped === undefined ? {} : { whenCapped }),
    ...(limit === undefined ? {} : { limit: limit && { atMost: limit.at_most, seed: limit.seed } }),
    ...(shortensLinks === undefined ? {} : { shortensLinks }),
    ...(opensWithBrand === undefined ? {} : { opensWithBrand }),
    ...(endsWithOptOut === undefined ? {} : { endsWithOptOut }),
    ...(utm === undefined ? {} : { utm }),
  };
}

function readPlace(cursor: string | undefined): CampaignPlace | null {
  const place = readCursor(cursor) as Partial<CampaignPlace> | null;
  if (place === null) return null;
  const isTime = typeof place.createdAt === 'string' && !Number.isNaN(Date.parse(place.createdAt));
  if (isTime && typeof place.id === 'string' && /^[0-9a-f-]{36}$/.test(place.id))
    return place as CampaignPlace;
  throw badCursor();
}
