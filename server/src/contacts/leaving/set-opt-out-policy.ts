import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { insertOptOutPolicy, listOptOutPolicies } from './opt-out-policy.queries.ts';
import { checkPolicy, type OptOutPolicy, policyAt } from './opt-out-policy.ts';

export type PolicyWish = Pick<OptOutPolicy, 'scope' | 'isClarifying' | 'note'> & {
  /** Now where it is not said. */
  readonly effectiveFrom: Date | undefined;
};

/** Says what an opt-out by reply means from a day on. Earlier policies stay on record. Returns all, in the order they were set. */
export async function setOptOutPolicy(
  ctx: Context,
  scope: Scope,
  wish: PolicyWish,
): Promise<readonly OptOutPolicy[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const policy = {
      ...wish,
      effectiveFrom: wish.effectiveFrom ?? now,
      setBy: scope.actor,
      setAt: now,
    };
    checkPolicy(policy, now);
    const before = policyAt(await listOptOutPolicies(tx), now);
    await insertOptOutPolicy(tx, policy);
    await recordAudit(tx, scope, {
      act: 'opt_out_policy.set',
      object: publicId('wsp', scope.workspaceId),
      before: factsOf(before),
      after: { ...factsOf(policy), effective_from: policy.effectiveFrom.toISOString() },
    });
    return listOptOutPolicies(tx);
  });
}

const factsOf = ({ scope, isClarifying }: OptOutPolicy) => ({ scope, clarify_text: isClarifying });
