import type { SealedColumn, SealedValue } from '../../platform/sealed-column.ts';
import { secretPlace } from './tell.ts';

/** What the calls that tell of alerts are signed with: one a workspace. */
export const sealedAlertSecrets: SealedColumn = {
  name: 'alert_setting.webhook_secret',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select workspace_id as id, webhook_secret as sealed from alert_setting
       where workspace_id = current_workspace() and webhook_secret is not null and ($1::uuid is null or workspace_id > $1) order by workspace_id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf: secretPlace,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update alert_setting set webhook_secret = $3 where workspace_id = current_workspace() and workspace_id = $1 and webhook_secret = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
