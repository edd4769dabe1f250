import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { listOptOutPolicies } from './opt-out-policy.queries.ts';
import { type OptOutPolicy, policyAt, warningOf } from './opt-out-policy.ts';
import { setOptOutPolicy } from './set-opt-out-policy.ts';

const ScopeName = Type.Union([Type.Literal('brand_all'), Type.Literal('program')], {
  description:
    '`brand_all`: a STOP ends everything of the brand. `program`: it ends the programs that text from the number it was sent to; until 2027-01-30 only.',
});
const clarify = Type.Boolean({
  description:
    'Whether the confirmation of a STOP asks if all was meant, where somebody had joined several programs. No answer means all.',
});
const PolicyBody = Type.Object(
  {
    effective_from: Type.Optional(
      Type.String({ format: 'date-time', description: 'Now where it is left out.' }),
    ),
    scope: ScopeName,
    clarify_text: clarify,
    note: Type.Optional(Type.String({ maxLength: 1_000, description: 'Why, for whoever asks later.' })),
  },
  { additionalProperties: false },
);
const date = Type.String({ format: 'date-time' });
const DatedPolicy = Type.Object(
  {
    effective_from: date,
    scope: ScopeName,
    clarify_text: clarify,
    note: nullable(Type.String()),
    set_by: Type.String(),
    set_at: date,
  },
  { title: 'DatedOptOutPolicy' },
);
const PolicyAnswer = Type.Object(
  {
    object: Type.Literal('opt_out_policy'),
    scope: ScopeName,
    clarify_text: clarify,
    warning: nullable(Type.String({ description: 'What the law will change about it, and when.' })),
    history: Type.Array(DatedPolicy, {
      description: 'All that were set, newest first, those to come among them.',
    }),
  },
  { title: 'OptOutPolicy' },
);

export function optOutPolicyRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/workspace/opt-out-policy',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read what an opt-out by reply means',
        tags: ['compliance'],
        response: { 200: PolicyAnswer },
      },
    },
    async ({ scope }) => toAnswer(await ctx.db.tx(scope.workspaceId, listOptOutPolicies), ctx.clock.now()),
  );
  http.put(
    '/v1/workspace/opt-out-policy',
    {
      config: { permission: 'suppression.remove' },
      schema: {
        summary: 'Say what an opt-out by reply means, from a day on',
        description:
          'Narrower than everything of the brand is for those who may lift suppressions. Earlier policies stay on record, and those who have left stay out.',
        tags: ['compliance'],
        body: PolicyBody,
        response: { 200: PolicyAnswer },
      },
    },
    async ({ scope, body }) => {
      const { effective_from: from, scope: reach, clarify_text: isClarifying, note } = body;
      const policies = await setOptOutPolicy(ctx, scope, {
        effectiveFrom: from === undefined ? undefined : new Date(from),
        scope: reach,
        isClarifying,
        note: note?.trim() || null,
      });
      return toAnswer(policies, ctx.clock.now());
    },
  );
}

function toAnswer(policies: readonly OptOutPolicy[], now: Date): Static<typeof PolicyAnswer> {
  const { scope, isClarifying } = policyAt(policies, now);
  const toCome = policies.filter((one) => one.effectiveFrom > now).map(warningOf);
  return {
    object: 'opt_out_policy',
    scope,
    clarify_text: isClarifying,
    warning: warningOf({ scope }) ?? toCome.find((one) => one !== null) ?? null,
    history: policies.toReversed().map((one) => ({
      effective_from: one.effectiveFrom.toISOString(),
      scope: one.scope,
      clarify_text: one.isClarifying,
      note: one.note,
      set_by: one.setBy ?? '',
      set_at: (one.setAt ?? one.effectiveFrom).toISOString(),
    })),
  };
}
