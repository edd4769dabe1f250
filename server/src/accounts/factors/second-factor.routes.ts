import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { recordAudit } from '../audit.queries.ts';
import { listMembers } from '../members/member.queries.ts';
import { IdParams } from '../members/members.schemas.ts';
import { accountOf, type Scope } from '../scope.ts';
import { getNeedsSecondFactor, saveNeedsSecondFactor } from '../workspace.queries.ts';
import { forgetFactorsOfMember } from './forget-factors.ts';
import { hasSecondFactor } from './keep-recovery-codes.ts';

const SecondFactorAnswer = Type.Object(
  {
    is_needed: Type.Boolean({ description: 'API keys are never asked for one.' }),
    members: Type.Integer(),
    members_without: Type.Integer({
      description: 'Who has none. They set one up at their next sign-in, and can do nothing else before.',
    }),
  },
  { title: 'SecondFactor' },
);

/** Whether everybody who works here has to show a second factor, and what becomes of one that is lost. */
export function secondFactorRoutes(http: Http, ctx: Context): void {
  const tags = ['accounts'];
  http.get(
    '/v1/workspace/second-factor',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Whether every member is asked for a second factor, and how many have none',
        ...{ tags, response: { 200: SecondFactorAnswer } },
      },
    },
    ({ scope }) => readSecondFactor(ctx, scope),
  );

  http.put(
    '/v1/workspace/second-factor',
    {
      config: { permission: 'workspace.admin', needsFreshSignIn: true },
      schema: {
        summary: 'Ask every member for a second factor, or no longer',
        description:
          'Whoever asks it of the others has one already; who has none sets one up before anything else.',
        tags,
        body: Type.Object({ is_needed: Type.Boolean() }, { additionalProperties: false }),
        response: { 200: SecondFactorAnswer },
      },
    },
    async ({ scope, body }) => {
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        const accountId = accountOf(scope);
        if (body.is_needed && accountId !== null && !(await hasSecondFactor(tx, accountId)))
          throw yoursFirst();
        await saveNeedsSecondFactor(tx, body.is_needed);
        const object = publicId('wsp', scope.workspaceId);
        await recordAudit(tx, scope, { act: 'workspace.second_factor', object, after: body });
      });
      return readSecondFactor(ctx, scope);
    },
  );

  http.delete(
    '/v1/members/:id/second-factor',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary: 'Take a lost second factor off a member’s account; their sessions end, their password stays',
        ...{ tags, params: IdParams, response: { 204: Type.Null() } },
      },
    },
    async ({ scope, params }, reply) => {
      await forgetFactorsOfMember(ctx, scope, params.id);
      return reply.code(204).send(null);
    },
  );
}

const readSecondFactor = (ctx: Context, scope: Scope) =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const members = await listMembers(tx);
    return {
      is_needed: await getNeedsSecondFactor(tx),
      members: members.length,
      members_without: members.filter((one) => !one.hasSecondFactor).length,
    };
  });

/** Nobody shuts themselves out by it, owners least of all. */
const yoursFirst = () =>
  new Conflict(
    'second_factor.yours_first',
    'Set up a second factor for your own account first, and keep its recovery codes. Then ask it of the others.',
  );
