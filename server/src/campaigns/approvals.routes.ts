import type { Context } from '../platform/context.ts';
import { pageOf } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { listApprovals } from './approval.queries.ts';
import {
  ApprovalBody,
  ApprovalRequestBody,
  ApprovalSheetAnswer,
  ApprovalsAnswer,
  ToApproveAnswer,
  toApprovals,
  toSheet,
  toWaiting,
} from './approvals.schemas.ts';
import { approveCampaign, readApprovals, requireSubject } from './approve-campaign.ts';
import { contentToApprove } from './approved-content.ts';
import { askApproval } from './ask-approval.ts';
import { getCampaign } from './campaign.queries.ts';
import { CampaignId, readCampaignId } from './campaigns.schemas.ts';
import type { PlanOf } from './hours/armed-plan.ts';
import { listToApprove } from './list-approvals.ts';

/** Who must have looked at a campaign before it leaves, and what they look at. */
export function approvalRoutes(http: Http, ctx: Context, planOf: PlanOf): void {
  listRoutes(http, ctx, planOf);
  http.get(
    '/v1/campaigns/:id/approvals',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See whether a campaign is approved, by whom, and what it still needs',
        params: CampaignId,
        response: { 200: ApprovalsAnswer },
      },
    },
    async ({ scope, params }) =>
      toApprovals(
        await ctx.db.tx(scope.workspaceId, (tx) => readApprovals(ctx, tx, readCampaignId(params.id))),
        scope,
      ),
  );

  http.post(
    '/v1/campaigns/:id/approvals',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Approve or decline a checked campaign that others wrote, or say what is wanted otherwise',
        params: CampaignId,
        body: ApprovalBody,
        response: { 201: ApprovalsAnswer },
      },
    },
    async ({ scope, params, body }, reply) => {
      const contentHash = Buffer.from(body.content_sha256, 'hex');
      const word = { verdict: body.verdict, contentHash, note: body.note?.trim() || null };
      const said = await approveCampaign(ctx, scope, readCampaignId(params.id), word, planOf);
      return reply.code(201).send(toApprovals(said, scope));
    },
  );

  http.put(
    '/v1/campaigns/:id/approval-request',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Say something to those who are to approve a campaign as it is',
        params: CampaignId,
        body: ApprovalRequestBody,
        response: { 200: ApprovalsAnswer },
      },
    },
    async ({ scope, params, body }) =>
      toApprovals(await askApproval(ctx, scope, readCampaignId(params.id), body.note), scope),
  );
}

function listRoutes(http: Http, ctx: Context, planOf: PlanOf): void {
  http.get(
    '/v1/approvals',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary:
          'List campaigns that somebody must approve, or has said something of as they are; newest first',
        description: 'Of the two hundred that are checked or scheduled last.',
        response: { 200: pageOf(ToApproveAnswer) },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, (tx) => listToApprove(ctx, tx));
      return { data: found.map((one) => toWaiting(one, scope)), next_cursor: null, has_more: false };
    },
  );

  http.get(
    '/v1/campaigns/:id/approval-sheet',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read what is to be approved of a campaign, beside the version that was approved last',
        params: CampaignId,
        response: { 200: ApprovalSheetAnswer },
      },
    },
    async ({ scope, params }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const campaign = await getCampaign(tx, readCampaignId(params.id));
        await requireSubject(tx, campaign);
        const known = await listApprovals(tx, campaign.id);
        const approved = known.findLast(({ verdict, content }) => verdict === 'approved' && content !== null);
        return toSheet(campaign, await contentToApprove(tx, campaign, planOf), approved ?? null);
      }),
  );
}
