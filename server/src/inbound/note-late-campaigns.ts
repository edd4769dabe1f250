import type { Context } from '../platform/context.ts';
import { noteLateCampaigns } from './late-campaigns.queries.ts';

export type LateWalk = (ctx: Context, workspaceId: string, since: Date) => Promise<void>;

// A page of five thousand takes some tens of milliseconds where all of them are in order.
const repliesAtOnce = 5_000;
const pagesEachTime = 5;

/**
 * Looks at replies whose texts may have come on record after them: the latest each time, since most are put right at once, and some pages
 * of those before them, on from where it stopped. A text whose worker was lost is on record minutes later, when thousands may have
 * written since: with a million replies a day it takes an hour until each has been looked at, and with twenty thousand a minute. Each process
 * walks for itself, in those minutes whose job it gets, and a new one begins with the latest: of four, one hour may be four.
 */
export function openLateWalk(atOnce = repliesAtOnce): LateWalk {
  const stoppedAt = new Map<string, number>();
  return async (ctx, workspaceId, since) => {
    const page = (before: number | null) =>
      ctx.db.tx(workspaceId, (tx) => noteLateCampaigns(tx, { since, before, atMost: atOnce }));
    const latest = await page(null);
    let next = latest.next === null ? null : (stoppedAt.get(workspaceId) ?? latest.next);
    for (let pages = 1; pages < pagesEachTime && next !== null; pages += 1) next = (await page(next)).next;
    if (next === null) stoppedAt.delete(workspaceId);
    else stoppedAt.set(workspaceId, next);
  };
}
