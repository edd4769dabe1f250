import { listWorkspaceIds, recordAudit, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { startHold } from '../../platform/installation.queries.ts';
import type { HoldCause } from './decide-hold.ts';

/** Stops everything that would leave, at once and on every machine, and says so to everybody. True when it is news. */
export async function putOnHold(
  ctx: Pick<Context, 'db' | 'log'>,
  cause: HoldCause,
  seenTo: string | null = null,
): Promise<boolean> {
  const isNews = await ctx.db.system((tx) => startHold(tx, cause, seenTo));
  if (!isNews) return false;
  ctx.log.error({ reason: cause.reason }, `On hold, nothing is sent: ${cause.detail}`);
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    await ctx.db.tx(workspaceId, (tx) =>
      recordAudit(tx, systemScope(workspaceId, 'hold'), {
        act: 'installation.held',
        object: 'installation',
        after: cause,
      }),
    );
  return true;
}
