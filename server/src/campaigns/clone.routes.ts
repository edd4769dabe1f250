import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { againTo } from './again.ts';
import { CampaignAnswer, CampaignId, readCampaignId, toCampaign } from './campaigns.schemas.ts';
import { cloneCampaign } from './clone-campaign.ts';
import { sendAgain } from './send-again.ts';

const CloneBody = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
  { additionalProperties: false },
);

const AgainBody = Type.Object(
  {
    to: Type.Enum([...againTo], {
      description:
        'failed: whom it did not reach. not_clicked, not_replied: who got it and did nothing; whoever wants no clicks kept counts as not having clicked.',
    }),
  },
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

  http.post(
    '/v1/campaigns/:id/send-again',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary:
          'Write a draft that goes again to whom a campaign did not reach, or who got it and did nothing',
        description:
          'Its people are a segment that is asked anew at the check and at the launch, so that whoever got it meanwhile is not among them. Refused while another that goes again is open.',
        tags: ['campaigns'],
        params: CampaignId,
        body: AgainBody,
        response: { 201: CampaignAnswer },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(toCampaign(await sendAgain(ctx, scope, readCampaignId(params.id), body.to))),
  );
}
