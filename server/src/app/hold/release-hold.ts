import { listWorkspaceIds, recordAudit, type Scope } from '../../accounts/index.ts';
import { type Choosing, type Chosen, chooseForHeld, isAllDecided } from '../../dispatch/index.ts';
import type { OpenGateways } from '../../gateways/index.ts';
import type { Context } from '../../platform/context.ts';
import { endHold } from '../../platform/installation.queries.ts';

export type Released = Chosen & {
  readonly isReleased: boolean;
  /** Workspaces in which texts still wait for somebody's choice. */
  readonly undecided: number;
};

/** Takes a person's choice; with the last one that was missing, in any workspace, the installation sends again. */
export async function releaseHold(
  ctx: Pick<Context, 'db' | 'clock' | 'log'>,
  gateways: OpenGateways,
  scope: Scope,
  choosing: Choosing,
): Promise<Released> {
  const chosen = await chooseForHeld(ctx, gateways, scope, choosing);
  const undecided = await countUndecided(ctx);
  if (undecided > 0) return { ...chosen, isReleased: false, undecided };
  const isReleased = await ctx.db.system((tx) => endHold(tx, chosen.epoch));
  if (isReleased) {
    ctx.log.warn({}, 'The hold was released; sending goes on.');
    await ctx.db.tx(scope.workspaceId, (tx) =>
      recordAudit(tx, scope, {
        act: 'installation.released',
        object: 'installation',
        after: { epoch: chosen.epoch },
      }),
    );
  }
  return { ...chosen, isReleased, undecided };
}

/** In how many workspaces texts wait for a choice. What is open can only become less, so nothing is missed in between. */
export async function countUndecided(ctx: Pick<Context, 'db'>): Promise<number> {
  let undecided = 0;
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    if (!(await ctx.db.tx(workspaceId, isAllDecided))) undecided += 1;
  return undecided;
}
