import { sealedColumn } from '../../platform/sealed-column.queries.ts';
import { secretPlace } from './tell.ts';

/** What the calls that tell of alerts are signed with: one a workspace. */
export const sealedAlertSecrets = sealedColumn(
  { table: 'alert_setting', column: 'webhook_secret', key: 'workspace_id' },
  secretPlace,
);
