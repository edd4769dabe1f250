import type { RehearsalTime } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { findRehearsalTime } from '../platform/rehearsal-clock.queries.ts';
import { listHoursOfRecords } from './rehearsal.queries.ts';

/** A text as the carrier shows it. Its time is the real one: a carrier whose clock ran fast would lie in its receipts. */
type Timed = { readonly id: string; readonly at: string };

/** What is on a phone with the hour of each text for people: the one that our pages say of it, not that of the clock on the wall. */
export async function withRehearsalHours<Text extends Timed>(
  ctx: Context,
  workspaceId: string,
  { number, conversation }: { readonly number: string; readonly conversation: readonly Text[] },
) {
  const ids = conversation.map(({ id }) => id);
  const recorded = await ctx.db.tx(workspaceId, (tx) => listHoursOfRecords(tx, number, ids));
  const time = await ctx.db.system(findRehearsalTime);
  return {
    number,
    conversation: conversation.map((one) => ({
      ...one,
      rehearsal_at: hourForPeople(one, recorded, time).toISOString(),
    })),
  };
}

/**
 * As we have recorded it. What is on its way into the records has the hour that the clock had then; before it was last
 * moved, nobody knows how far it was ahead.
 */
export function hourForPeople(
  { id, at }: Timed,
  recorded: ReadonlyMap<string, Date>,
  time: RehearsalTime | null,
): Date {
  const found = recorded.get(id);
  if (found) return found;
  const realMs = Date.parse(at);
  if (time === null || realMs < time.realOriginMs) return new Date(realMs);
  return new Date(time.virtualOriginMs + (realMs - time.realOriginMs) * time.speed);
}
