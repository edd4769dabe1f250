import type { SealedColumn, SealedValue } from '../platform/sealed-column.ts';
import { secretPlace } from './tell.ts';

/** What the calls to a person's own address are signed with. */
export const sealedNotificationSecrets: SealedColumn = {
  name: 'notification_setting.webhook_secret',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select account_id as id, webhook_secret as sealed from notification_setting
       where workspace_id = current_workspace() and webhook_secret is not null and ($1::uuid is null or account_id > $1) order by account_id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf: (accountId, { workspaceId }) => secretPlace(workspaceId, accountId),
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update notification_setting set webhook_secret = $3 where workspace_id = current_workspace() and account_id = $1 and webhook_secret = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
