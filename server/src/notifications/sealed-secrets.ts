import { sealedColumn } from '../platform/sealed-column.queries.ts';
import { secretPlace } from './tell.ts';

/** What the calls to a person's own address are signed with. */
export const sealedNotificationSecrets = sealedColumn(
  { table: 'notification_setting', column: 'webhook_secret', key: 'account_id' },
  (accountId, { workspaceId }) => secretPlace(workspaceId, accountId),
);
