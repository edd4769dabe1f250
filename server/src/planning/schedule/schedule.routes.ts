import {
  CampaignAnswer,
  CampaignParams,
  getCampaign,
  readCampaignId,
  toCampaign,
} from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { goOn } from './go-on.ts';
import { previewSchedule } from './preview-schedule.ts';
import { findSchedule } from './schedule.queries.ts';
import {
  readScheduleWish,
  ScheduleAnswer,
  ScheduleBody,
  SchedulePreviewAnswer,
  toSchedule,
  toSchedulePreview,
} from './schedule.schemas.ts';
import { asItStands } from './schedule.ts';
import { notScheduled, scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';

const url = '/v1/campaigns/:id/schedule';

export function scheduleRoutes(http: Http, ctx: Context): void {
  const launching = { permission: 'campaigns.launch' };
  const shape = { tags: ['campaigns'], params: CampaignParams, response: { 200: ScheduleAnswer } };

  http.put(
    url,
    {
      config: launching,
      schema: {
        summary:
          'Say when a checked campaign goes: now, at an hour, at the hour of each person, paced or spread',
        description:
          'It starts by itself. Whatever a launch asks is asked then. Until then it can be taken back, and any edit takes it out of its schedule.',
        ...shape,
        body: ScheduleBody,
      },
    },
    async ({ scope, params, body }) =>
      toSchedule(await scheduleCampaign(ctx, scope, readCampaignId(params.id), readScheduleWish(body))),
  );

  http.get(
    url,
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'See when a campaign goes, and what became of that', ...shape },
    },
    async ({ scope, params }) => {
      const id = readCampaignId(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const campaign = await getCampaign(tx, id);
        const schedule = await findSchedule(tx, id);
        if (!schedule) throw notScheduled();
        return toSchedule(asItStands(schedule, campaign));
      });
    },
  );

  http.post(
    `${url}/preview`,
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See when everybody would get a checked campaign, zone by zone, before it is scheduled',
        description: 'Decides as PUT …/schedule does, on the same people, and keeps nothing.',
        tags: ['campaigns'],
        params: CampaignParams,
        body: ScheduleBody,
        response: { 200: SchedulePreviewAnswer },
      },
    },
    async ({ scope, params, body }) =>
      toSchedulePreview(await previewSchedule(ctx, scope, readCampaignId(params.id), readScheduleWish(body))),
  );

  http.delete(
    url,
    {
      config: launching,
      schema: { summary: 'Take a campaign back before its first text', ...shape },
    },
    async ({ scope, params }) => toSchedule(await unscheduleCampaign(ctx, scope, readCampaignId(params.id))),
  );

  http.post(
    '/v1/campaigns/:id/go-on',
    {
      config: launching,
      schema: {
        summary:
          'Let those go now who were to wait: after a pilot or a canary, and whoever was planned for later',
        tags: ['campaigns'],
        params: CampaignParams,
        response: { 200: CampaignAnswer },
      },
    },
    async ({ scope, params }) => toCampaign(await goOn(ctx, scope, readCampaignId(params.id))),
  );
}
