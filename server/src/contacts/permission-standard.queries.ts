import type { PermissionStandard } from '@tidings/policy/permission';
import type { Tx } from '../platform/db/pool.ts';

/** How much the workspace wants of what the law accepts; compliance keeps it, and who may be texted is told by it here. */
export async function getPermissionStandard(tx: Tx): Promise<PermissionStandard> {
  const { rows } = await tx.query<{ standard: PermissionStandard }>({
    name: 'contacts_permission_standard',
    text: `select permission_standard as standard from policy_setting where workspace_id = current_workspace()`,
  });
  return rows[0]?.standard ?? 'relationship';
}
