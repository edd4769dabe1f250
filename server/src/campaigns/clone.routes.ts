import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { CampaignAnswer, CampaignId, readCampaignId, toCampaign } from './campaigns.schemas.ts';
import { cloneCampaign } from './clone-campaign.ts';

const CloneBody = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
  { additionalProperties: false },
);

export function cloneRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/campaigns/:id/clone',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write a new draft with the content of a campaign; nothing else comes along',
        tags: ['campaigns'],
        params: CampaignId,
        body: Type.Optional(CloneBody),
        response: { 201: CampaignAnswer },
      },
    },
    async ({ scope, params, body }, reply) => {
      const name = body?.name?.trim();
      if (name === '')
        throw new Invalid('campaign.no_name', 'Give the campaign a name by which you will find it again.');
      const change = name === undefined ? {} : { name };
      const made = await cloneCampaign(ctx, scope, readCampaignId(params.id), change);
      return reply.code(201).send(toCampaign(made));
    },
  );
}
