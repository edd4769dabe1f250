import type { Tx } from '../../platform/db/pool.ts';
import { type OptOutPolicy, policyAt } from './opt-out-policy.ts';

/** In the order in which they were set. A business sets a handful in its life. */
export async function listOptOutPolicies(tx: Tx): Promise<OptOutPolicy[]> {
  const { rows } = await tx.query<OptOutPolicy>({
    name: 'list_opt_out_policies',
    text: `select effective_from as "effectiveFrom", scope, is_clarifying as "isClarifying", note, set_by as "setBy", set_at as "setAt"
      from opt_out_policy where workspace_id = $1 order by id`,
    values: [tx.workspaceId],
  });
  return rows;
}

export const getOptOutPolicy = async (tx: Tx, at: Date): Promise<OptOutPolicy> =>
  policyAt(await listOptOutPolicies(tx), at);

export async function insertOptOutPolicy(tx: Tx, policy: OptOutPolicy): Promise<void> {
  await tx.query(
    `insert into opt_out_policy (workspace_id, effective_from, scope, is_clarifying, note, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.workspaceId,
      policy.effectiveFrom,
      policy.scope,
      policy.isClarifying,
      policy.note,
      policy.setBy,
      policy.setAt,
    ],
  );
}
