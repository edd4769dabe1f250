import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { lockFrequencyPolicy, saveFrequencyPolicy } from './frequency.queries.ts';
import type { FrequencyPolicy } from './frequency.ts';

/**
 * Says how often one person may be texted, beside the law and what programs promise; what is not said stays as it is. What a
 * cap holds is judged again.
 */
export async function setFrequency(
  ctx: Context,
  scope: Scope,
  wish: Partial<FrequencyPolicy>,
): Promise<FrequencyPolicy> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockFrequencyPolicy(tx);
    const after = { ...before, ...wish };
    await saveFrequencyPolicy(tx, after);
    await recordAudit(tx, scope, {
      act: 'frequency.changed',
      object: publicId('wsp', scope.workspaceId),
      before,
      after,
    });
    await announce(tx, scope.workspaceId, 'policy.changed', {});
    return after;
  });
}
