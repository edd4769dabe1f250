import type { Scope } from '../accounts/index.ts';
import { checkCampaign, getCampaign, launchCampaign, type MediaOf, mostAround } from '../campaigns/index.ts';
import { armCampaign } from '../planning/index.ts';
import type { Context } from '../platform/context.ts';
import { Problem } from '../platform/errors.ts';

/**
 * Sends a part of an experiment, which is checked. Nobody is there to confirm its number, and people leave between a check and an
 * approval hours later: as with a schedule, a tenth more than were found is still what was meant. More than that, or words that were
 * changed under it, are checked again and then asked about like any other.
 */
export const launchPart = (ctx: Context, scope: Scope, id: string, mediaOf: MediaOf): Promise<unknown> =>
  checkedAnew(ctx, scope, id, mediaOf, async () => {
    const { estimate } = await ctx.db.tx(scope.workspaceId, (tx) => getCampaign(tx, id));
    return launchCampaign(ctx, scope, id, { mostPeople: mostAround(estimate?.people ?? 0) });
  });

/** The same at an hour on the clock of each person: on its day, or where that hour is over for them on the next. */
export const armPart = (ctx: Context, scope: Scope, id: string, mediaOf: MediaOf, hour: string) =>
  checkedAnew(ctx, scope, id, mediaOf, () =>
    armCampaign(ctx, scope, id, {
      local: { text: hour, past: 'next_day' },
      ...{ recallMinutes: 0, spread: null, confirmCount: undefined, mostPeople: undefined },
    }),
  );

const outdated = ['campaign.changed_since_check', 'campaign.more_people'];

async function checkedAnew<T>(
  ctx: Context,
  scope: Scope,
  id: string,
  mediaOf: MediaOf,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Problem) || !outdated.includes(error.code)) throw error;
    await checkCampaign(ctx, scope, id, undefined, mediaOf);
    return send();
  }
}

/** That a part of the audience has nobody in it is no fault: nobody is skipped where there is nobody. */
export const isForNobody = (error: unknown): boolean =>
  error instanceof Problem &&
  [error.code, ...error.details.map(({ code }) => code)].includes('audience.nobody');
