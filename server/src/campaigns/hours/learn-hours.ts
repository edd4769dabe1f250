import { getWorkspace, listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  dropHoursOfNobody,
  listClicksAfter,
  listHours,
  listRepliesAfter,
  lockHourState,
  readHourState,
  type Seen,
  saveHourState,
  saveHours,
} from './answered-hour.queries.ts';
import { type Answer, addHours, bestHourOf, countAnswers, type Hours, noHours } from './best-hour.ts';
import type { HourPlan, OwnHours } from './hour-plan.ts';
import { wallOf } from './wall.ts';

const mostAtOnce = 5_000;
// Longer than any statement takes that writes them down: ids are given before the commit.
const settleMs = 60_000;

/**
 * Counts clicks of people and replies by the hour on the clock of whoever did it, from where the last look ended. Returns how many
 * were looked at. What is judged anew later, because rules changed, stays counted as it was: of thousands a few.
 */
export async function learnHours(ctx: Context, tx: Tx): Promise<number> {
  const state = await lockHourState(tx);
  const { timeZone } = await getWorkspace(tx);
  const before = new Date(ctx.clock.now().getTime() - settleMs);
  const clicks = settled(await listClicksAfter(tx, state.lastClick, mostAtOnce), before);
  const replies = settled(await listRepliesAfter(tx, state.lastReply, mostAtOnce), before);
  const seen = [...clicks, ...replies];
  if (seen.length === 0) return 0;
  const counted = countAnswers(seen.flatMap((one) => answerOf(one, timeZone)));
  let everybody: Hours = state.hours;
  for (const hours of counted.values()) everybody = addHours(everybody, hours);
  const known = new Map(
    (await listHours(tx, [...counted.keys()])).map(({ contactId, hours }) => [contactId, hours]),
  );
  await saveHours(
    tx,
    [...counted].map(([contactId, hours]) => {
      const own = addHours(known.get(contactId) ?? noHours, hours);
      return { contactId, hours: own, bestHour: bestHourOf(own, everybody) ?? 0 };
    }),
  );
  await saveHourState(tx, {
    hours: everybody,
    lastClick: clicks.at(-1)?.id ?? state.lastClick,
    lastReply: replies.at(-1)?.id ?? state.lastReply,
  });
  return seen.length;
}

/** Up to the first of which not everything is known yet: what is passed over is not looked at again. */
function settled(seen: readonly Seen[], before: Date): readonly Seen[] {
  const end = seen.findIndex(({ at, isSettled }) => !isSettled || at > before);
  return end < 0 ? seen : seen.slice(0, end);
}

function answerOf({ contactId, at, zone }: Seen, fallbackZone: string): Answer[] {
  if (contactId === null) return [];
  const { day, minute } = wallOf(zone ?? fallbackZone, at);
  return [{ contactId, day, hour: Math.floor(minute / 60) }];
}

/** Where a plan gives each person an hour of their own: the range, and the hour of whoever has none, which is everybody's or the plan's. */
export async function ownHoursOf(tx: Tx, { local }: Pick<HourPlan, 'local'>): Promise<OwnHours | null> {
  if (!local?.best) return null;
  const { hours } = await readHourState(tx);
  return { ...local.best, others: bestHourOf(noHours, hours) ?? Math.floor(local.wall.minute / 60) };
}

export const hourJobs = {
  'campaigns.learn_hours': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      const learn = () => ctx.db.tx(workspaceId, (tx) => learnHours(ctx, tx));
      while ((await learn()) >= mostAtOnce);
    }
  },
  'campaigns.forget_hours': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, dropHoursOfNobody);
  },
};
