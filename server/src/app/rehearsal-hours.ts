import type { RehearsalTime } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { findRehearsalTime } from '../platform/rehearsal-clock.queries.ts';
import { listHoursOfRecords } from './rehearsal.queries.ts';

/** Its times are the real ones: a carrier whose clock ran fast would lie in its receipts. */
type OnPhoneOfCarrier = {
  readonly id: string;
  readonly at: string;
  readonly direction: 'outbound' | 'inbound';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly tag: string;
};
export type PhoneOfCarrier = { readonly number: string; readonly conversation: readonly OnPhoneOfCarrier[] };

/** A phone with the hour of each text for people: the one that our pages say of it, not that of the clock on the wall. */
export async function withRehearsalHours(ctx: Context, workspaceId: string, phone: PhoneOfCarrier) {
  const ids = phone.conversation.map(({ id }) => id);
  const recorded = await ctx.db.tx(workspaceId, (tx) => listHoursOfRecords(tx, phone.number, ids));
  const time = await ctx.db.system(findRehearsalTime);
  return {
    number: phone.number,
    conversation: phone.conversation.map((one) => ({
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
  { id, at }: Pick<OnPhoneOfCarrier, 'id' | 'at'>,
  recorded: ReadonlyMap<string, Date>,
  time: RehearsalTime | null,
): Date {
  const found = recorded.get(id);
  if (found) return found;
  const realMs = Date.parse(at);
  if (time === null || realMs < time.realOriginMs) return new Date(realMs);
  return new Date(time.virtualOriginMs + (realMs - time.realOriginMs) * time.speed);
}
