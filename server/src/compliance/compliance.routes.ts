import { Type } from 'typebox';
import { recordAudit } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { findOwnVelocityLimits, saveVelocityLimits } from './velocity.queries.ts';
import { usualVelocityLimits } from './velocity.ts';

const limit = (usual: number, of: string) =>
  Type.Union([Type.Integer({ minimum: 1, maximum: 100_000 }), Type.Null()], {
    description: `One-time passwords in ten minutes ${of}; null for the usual ${usual.toLocaleString('en-US')}.`,
  });

const known = {
  per_number: limit(usualVelocityLimits.perNumber, 'to one number'),
  per_prefix: limit(usualVelocityLimits.perPrefix, 'to numbers that differ in the last four digits alone'),
  per_workspace: limit(usualVelocityLimits.perWorkspace, 'of the whole workspace'),
};

const VelocityBody = Type.Object(known, { additionalProperties: false });
const VelocityAnswer = Type.Object(
  { object: Type.Literal('velocity_limits'), ...known },
  { title: 'VelocityLimits' },
);

type Limits = Awaited<ReturnType<typeof findOwnVelocityLimits>>;

const toAnswer = ({ perNumber, perPrefix, perWorkspace }: Limits) => ({
  object: 'velocity_limits' as const,
  per_number: perNumber,
  per_prefix: perPrefix,
  per_workspace: perWorkspace,
});

export function complianceRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/workspace/velocity',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read how many one-time passwords may leave in ten minutes',
        tags: ['compliance'],
        response: { 200: VelocityAnswer },
      },
    },
    async ({ scope }) => toAnswer(await ctx.db.tx(scope.workspaceId, findOwnVelocityLimits)),
  );

  http.put(
    '/v1/workspace/velocity',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say how many one-time passwords may leave in ten minutes',
        tags: ['compliance'],
        body: VelocityBody,
        response: { 200: VelocityAnswer },
      },
    },
    async ({ scope, body }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const before = await findOwnVelocityLimits(tx);
        const { per_number: perNumber, per_prefix: perPrefix, per_workspace: perWorkspace } = body;
        const after = { perNumber, perPrefix, perWorkspace };
        await saveVelocityLimits(tx, after);
        await recordAudit(tx, scope, {
          act: 'velocity.changed',
          object: publicId('wsp', scope.workspaceId),
          before: toAnswer(before),
          after: toAnswer(after),
        });
        return toAnswer(after);
      }),
  );
}
