import { listWorkspaceIds, sealedAuthenticatorSeeds } from '../../accounts/index.ts';
import { sealedAlertSecrets } from '../../analytics/index.ts';
import { sealedContestSeeds } from '../../contests/index.ts';
import { sealedGatewaySecrets } from '../../gateways/index.ts';
import { sealedKeywordSecrets, sealedMediaLinks } from '../../inbound/index.ts';
import { sealedRuleSecrets } from '../../inbox/index.ts';
import { sealedNotificationSecrets } from '../../notifications/index.ts';
import type { Context } from '../../platform/context.ts';
import {
  addSeals,
  countSeals,
  noSeals,
  resealColumn,
  type SealCounts,
  type SealedColumn,
} from '../../platform/sealed-column.ts';

/** Everything that is sealed in workspaces. A test counts the places that seal and fails where one is missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  sealedGatewaySecrets,
  sealedKeywordSecrets,
  sealedMediaLinks,
  sealedNotificationSecrets,
  sealedRuleSecrets,
  sealedAlertSecrets,
  sealedContestSeeds,
];

/** What is sealed and belongs to the installation. */
export const sealedSystemColumns = [sealedAuthenticatorSeeds] as const;

export type ColumnCounts = SealCounts & { readonly name: string };

type Sealing = Pick<Context, 'db' | 'secrets'>;

/** Seals anew, in every workspace, what an older key has sealed. What is done stays done when it is broken off, and it may be run again. */
export const resealAll = (ctx: Sealing): Promise<ColumnCounts[]> => each(ctx, resealColumn);

/** The same counts, and nothing is changed. */
export const countAllSeals = (ctx: Sealing): Promise<ColumnCounts[]> => each(ctx, countSeals);

async function each(ctx: Sealing, pass: typeof resealColumn): Promise<ColumnCounts[]> {
  const { db } = ctx;
  const found: ColumnCounts[] = [];
  for (const column of sealedSystemColumns)
    found.push({ name: column.name, ...(await pass(ctx, (work) => db.system(work), column)) });
  const workspaceIds = await db.system(listWorkspaceIds);
  for (const column of sealedColumns) {
    let counts = noSeals;
    for (const id of workspaceIds)
      counts = addSeals(counts, await pass(ctx, (work) => db.tx(id, work), column));
    found.push({ name: column.name, ...counts });
  }
  return found;
}
