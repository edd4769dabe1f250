import { type Static, Type } from 'typebox';
import { purposes } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { findApprovalPolicy } from './approval.queries.ts';
import type { ApprovalPolicy } from './approval.ts';
import { type ApprovalsOfCampaign, approveCampaign, readApprovals } from './approve-campaign.ts';
import { CampaignId, readCampaignId } from './campaigns.schemas.ts';
import { setApprovalPolicy } from './set-approval-policy.ts';

const Verdict = Type.Enum(['approved', 'declined']);
const Note = Type.String({ minLength: 1, maxLength: 1_000 });
const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'content_sha256 of what was looked at; any edit since makes it another.',
});

const ApprovalsAnswer = Type.Object(
  {
    object: Type.Literal('campaign_approvals'),
    state: Type.Enum(['not_checked', 'not_needed', 'waiting', 'approved', 'declined']),
    sentence: Type.String(),
    needed: Type.Integer(),
    given: Type.Integer(),
    content_sha256: nullable(Type.String()),
    people: nullable(Type.Integer()),
    data: Type.Array(
      Type.Object({
        verdict: Verdict,
        by: Type.String(),
        note: nullable(Type.String()),
        people: Type.Integer(),
        is_of_this_content: Type.Boolean(),
        given_at: Type.String({ format: 'date-time' }),
        expires_at: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { title: 'CampaignApprovals' },
);

const ApprovalBody = Type.Object(
  { verdict: Verdict, content_sha256: Hash, note: Type.Optional(nullable(Note)) },
  { additionalProperties: false },
);

const policy = {
  needed: Type.Integer({
    minimum: 0,
    maximum: 3,
    description: 'How many people who wrote none of it; 0 where only emergencies need one.',
  }),
  over_people: nullable(
    Type.Integer({ minimum: 0, description: 'Only campaigns to more people than this; null for all.' }),
  ),
  purposes: nullable(
    Type.Array(Type.Enum([...purposes]), {
      minItems: 1,
      description: 'Only campaigns of these; null for all.',
    }),
  ),
  valid_hours: Type.Integer({ minimum: 1, maximum: 720, description: 'How long an approval lasts.' }),
};
const PolicyBody = Type.Object(policy, { additionalProperties: false });
const PolicyAnswer = Type.Object(
  { object: Type.Literal('approval_policy'), ...policy },
  { title: 'ApprovalPolicy' },
);

/** Who must have looked at a campaign before it leaves. */
export function approvalRoutes(http: Http, ctx: Context): void {
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
      toAnswer(await ctx.db.tx(scope.workspaceId, (tx) => readApprovals(ctx, tx, readCampaignId(params.id)))),
  );

  http.post(
    '/v1/campaigns/:id/approvals',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Approve or decline a checked campaign that others wrote',
        params: CampaignId,
        body: ApprovalBody,
        response: { 201: ApprovalsAnswer },
      },
    },
    async ({ scope, params, body }, reply) => {
      const contentHash = Buffer.from(body.content_sha256, 'hex');
      const word = { verdict: body.verdict, contentHash, note: body.note ?? null };
      return reply
        .code(201)
        .send(toAnswer(await approveCampaign(ctx, scope, readCampaignId(params.id), word)));
    },
  );

  policyRoutes(http, ctx);
}

function policyRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy/approval',
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'Read which campaigns must be approved', response: { 200: PolicyAnswer } },
    },
    async ({ scope }) => toPolicy(await ctx.db.tx(scope.workspaceId, findApprovalPolicy)),
  );

  http.put(
    '/v1/policy/approval',
    {
      config: { permission: 'campaigns.approve' },
      schema: {
        summary: 'Say which campaigns must be approved',
        body: PolicyBody,
        response: { 200: PolicyAnswer },
      },
    },
    async ({ scope, body }) => {
      const { needed, over_people: overPeople, purposes: of, valid_hours: validHours } = body;
      const wish = { needed, overPeople, purposes: of, validHours };
      return toPolicy(await setApprovalPolicy(ctx, scope, wish));
    },
  );
}

const toPolicy = ({
  needed,
  overPeople,
  purposes: of,
  validHours,
}: ApprovalPolicy): Static<typeof PolicyAnswer> => ({
  object: 'approval_policy',
  needed,
  over_people: overPeople,
  purposes: of as Static<typeof PolicyAnswer>['purposes'],
  valid_hours: validHours,
});

const notChecked = {
  state: 'not_checked',
  sentence: 'Check the campaign first: what is approved is what was checked.',
  needed: 0,
  given: 0,
} as const;

const toAnswer = ({ standing, subject, approvals }: ApprovalsOfCampaign): Static<typeof ApprovalsAnswer> => ({
  object: 'campaign_approvals',
  ...(standing ?? notChecked),
  content_sha256: subject?.contentHash.toString('hex') ?? null,
  people: subject?.people ?? null,
  data: approvals.map((approval) => ({
    verdict: approval.verdict,
    by: approval.by,
    note: approval.note,
    people: approval.people,
    is_of_this_content: subject?.contentHash.equals(approval.contentHash) ?? false,
    given_at: approval.givenAt.toISOString(),
    expires_at: approval.expiresAt.toISOString(),
  })),
});
