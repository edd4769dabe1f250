import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { announce } from '../platform/jobs/index.ts';
import {
  forgetJudgements,
  forgetRefused,
  isAnyUnjudged,
  listUnjudged,
  saveJudgements,
} from './click.queries.ts';
import { robotsAmong } from './robots.ts';

// A burst is a minute long, and clicks come from several processes; half as long again, and all of it is on record.
const settleMs = 90_000;
const mostAtOnce = 5_000;

/** Judges the clicks of a workspace by what came with them. Returns how many. */
export async function judgeClicks(ctx: Context, workspaceId: string): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - settleMs);
  let total = 0;
  for (;;) {
    const judged = await ctx.db.tx(workspaceId, async (tx) => {
      const clicks = await listUnjudged(tx, before, mostAtOnce);
      const reasons = robotsAmong(clicks);
      const fresh = clicks.flatMap(({ id, isJudged, robotReason }, index) => {
        const reason = reasons[index] ?? null;
        // One that was judged before is touched only where the rest of its burst came later.
        return isJudged && reason === robotReason ? [] : [{ id, reason, isJudged }];
      });
      if (fresh.length > 0) {
        await saveJudgements(tx, fresh);
        await forgetRefused(
          tx,
          fresh.map(({ id }) => id),
        );
      }
      return fresh.filter((one) => !one.isJudged).length;
    });
    total += judged;
    if (judged < mostAtOnce) return total;
  }
}

/**
 * Has the clicks since an instant judged by the rules of today; the job does it within a minute or two. What was counted by the old
 * judgements, purchases put down to texts and texts by the hour, is counted anew after that (`clicks.judged_anew`).
 */
export const judgeAnew = (ctx: Context, scope: Scope, since: Date): Promise<number> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const clicks = await forgetJudgements(tx, since);
    if (clicks > 0)
      await announceAnew(
        tx,
        { since: since.toISOString(), until: ctx.clock.now().toISOString() },
        lookAfterMs,
      );
    await recordAudit(tx, scope, {
      act: 'links.recounted',
      object: 'workspace',
      after: { since: since.toISOString(), clicks },
    });
    return clicks;
  });

/** Which clicks were asked about: those from `since` to `until`. */
export type JudgedAnew = { readonly since: string; readonly until: string };

// The job judges each minute, five thousand clicks at once.
const lookAfterMs = 90_000;

const announceAnew = (tx: Tx, asked: JudgedAnew, afterMs: number): Promise<void> =>
  announce(tx, tx.workspaceId, 'clicks.judged_anew', asked, { runAt: new Date(Date.now() + afterMs) }); // Jobs follow the real hour.

/** Whether all of them have their judgement. Where not, the news of it comes once more in a while. */
export async function isJudgedAnew(tx: Tx, asked: JudgedAnew): Promise<boolean> {
  if (!(await isAnyUnjudged(tx, new Date(asked.since), new Date(asked.until)))) return true;
  await announceAnew(tx, asked, lookAfterMs);
  return false;
}
