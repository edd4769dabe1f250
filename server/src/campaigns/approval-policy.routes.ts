import { type Static, Type } from 'typebox';
import { purposes } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { findApprovalPolicy } from './approval.queries.ts';
import type { ApprovalPolicy } from './approval.ts';
import { setApprovalPolicy } from './set-approval-policy.ts';

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

/** Which campaigns somebody else must look at before they leave. */
export function approvalPolicyRoutes(http: Http, ctx: Context): void {
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
