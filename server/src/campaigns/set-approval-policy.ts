import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { findApprovalPolicy, saveApprovalPolicy } from './approval.queries.ts';
import type { ApprovalPolicy } from './approval.ts';

/** Says which campaigns must be approved, from the next launch on. */
export async function setApprovalPolicy(
  ctx: Context,
  scope: Scope,
  wish: ApprovalPolicy,
): Promise<ApprovalPolicy> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await findApprovalPolicy(tx);
    await saveApprovalPolicy(tx, wish);
    await recordAudit(tx, scope, {
      act: 'approval_policy.changed',
      object: publicId('wsp', scope.workspaceId),
      before,
      after: wish,
    });
    return wish;
  });
}
