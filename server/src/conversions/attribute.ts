import { keyOfEvent, listEventNames } from '../events/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type AttributionSetting, type Credit, readValue, share, takeBack } from './attribution.ts';
import {
  dropOtherCredits,
  type EventCredit,
  findFirstMonth,
  type GoalEvent,
  listEventsOfMonth,
  listEventsThatCame,
  listOriginals,
  listReversals,
  listTouches,
  replaceCredits,
} from './conversion.queries.ts';
import {
  type AttributionState,
  lockAttributionState,
  readAttributionSetting,
  saveAttributionState,
} from './setting.queries.ts';

// Whether a person or a program opened a link is settled ninety seconds later; half a minute more, and it stands.
const settleMs = 120_000;
const mostAtOnce = 2_000;
/** Before the first key there is. */
export const noKey = '00000000-0000-0000-0000-000000000000';

export type Names = { readonly conversions: readonly number[]; readonly reversals: readonly number[] };

/** The numbers of the names that count. */
export async function numbersOfNames(tx: Tx, setting: AttributionSetting): Promise<Names> {
  const known = await listEventNames(tx);
  const of = (names: readonly string[]) =>
    known.filter(({ name }) => names.includes(name)).map(({ id }) => id);
  return { conversions: of(setting.conversions), reversals: of(setting.reversals) };
}

/** What events came to, and all events that this is about. */
export type PutDown = { readonly keys: readonly string[]; readonly credits: readonly EventCredit[] };

/**
 * Puts events down to texts, as the setting has it. What an event has come to depends on nothing but rows that are kept. What takes something
 * back is looked at with everything else that takes of the same purchase, so those come along.
 */
export async function creditsOf(
  tx: Tx,
  setting: AttributionSetting,
  names: Names,
  events: readonly GoalEvent[],
): Promise<PutDown> {
  const backward = events.flatMap(({ contactId, reverses }) =>
    reverses === null ? [] : [{ contactId, reverses, key: keyOfEvent(reverses) }],
  );
  const originals = await listOriginals(tx, backward, names.conversions);
  const forward = events.filter((one) => one.reverses === null && names.conversions.includes(one.nameId));
  const shared = await shareAll(tx, setting, [...forward, ...originals]);
  const brought = forward.flatMap((event) =>
    (shared.get(event.key)?.credits ?? []).map((one) => ({ ...one, event })),
  );
  const takenBack = reverseAll(shared, await listReversals(tx, backward, everyName(names)));
  const credits = [...brought, ...takenBack];
  return {
    keys: [...new Set([...events.map(({ key }) => key), ...takenBack.map(({ event }) => event.key)])],
    credits: credits.filter(({ conversions, revenue }) => conversions !== 0 || revenue !== 0n),
  };
}

type Shared = ReadonlyMap<string, { readonly contactId: number; readonly credits: readonly Credit[] }>;

/** Shares purchases among texts, each by its key. */
async function shareAll(
  tx: Tx,
  setting: AttributionSetting,
  purchases: readonly GoalEvent[],
): Promise<Shared> {
  if (purchases.length === 0) return new Map();
  const touches = await listTouches(tx, purchases, { ...setting, isLast: setting.model === 'last' });
  return new Map(
    purchases.map(({ key, contactId, value }, place) => {
      const whole = readValue(value) ?? 0n;
      const credits = share(touches[place] ?? [], whole, setting.model);
      // A correction of the value is no purchase.
      const counted = whole < 0n ? credits.map((one) => ({ ...one, conversions: 0 })) : credits;
      return [key, { contactId, credits: counted }];
    }),
  );
}

/** What is taken back of these purchases, by whatever takes of them in the order of time. */
const reverseAll = (shared: Shared, reversals: readonly GoalEvent[]): EventCredit[] =>
  [...Map.groupBy(reversals, ({ contactId, reverses }) => `${contactId} ${reverses}`).values()].flatMap(
    (ofOne) => {
      const original = shared.get(keyOfEvent(ofOne[0]?.reverses ?? ''));
      if (original === undefined || original.contactId !== ofOne[0]?.contactId) return [];
      const taken = takeBack(
        original.credits,
        ofOne.map(({ value }) => readValue(value)),
      );
      return ofOne.flatMap((event, place) => (taken[place] ?? []).map((one) => ({ ...one, event })));
    },
  );

/** Puts down what has come since the last time, and goes on with a recount. Returns how many events it looked at. */
export async function attribute(ctx: Context, workspaceId: string): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await ctx.db.tx(workspaceId, async (tx) => {
      const state = await lockAttributionState(tx);
      if (state === null) return null;
      const setting = await readAttributionSetting(tx);
      const names = await numbersOfNames(tx, setting);
      const before = new Date(ctx.clock.now().getTime() - settleMs);
      return state.until !== null && state.month !== null
        ? recountSome(tx, setting, names, state, before)
        : takeNew(tx, setting, names, state, { before, overlapMs: overlapOf(ctx.clock) });
    });
    total += done?.events ?? 0;
    if (done === null || done.isOver) return total;
  }
}

type Piece = { readonly events: number; readonly isOver: boolean };

const everyName = ({ conversions, reversals }: Names) => [...conversions, ...reversals];

async function takeNew(
  tx: Tx,
  setting: AttributionSetting,
  names: Names,
  state: AttributionState,
  { before, overlapMs }: { readonly before: Date; readonly overlapMs: number },
): Promise<Piece> {
  if (state.until === null) {
    // The first time: everything that is there, month by month, and what comes meanwhile after it.
    const month = state.month ?? (await findFirstMonth(tx, everyName(names)));
    await saveAttributionState(tx, { until: before, month, place: null });
    return { events: 0, isOver: month === null };
  }
  const { until } = state;
  if (until >= before) return { events: 0, isOver: true };
  let after = { at: until, key: noKey };
  let total = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const events = await listEventsThatCame(tx, {
      nameIds: everyName(names),
      after,
      before,
      limit: mostAtOnce,
    });
    await save(tx, setting, names, events);
    total += events.length;
    const last = events.at(-1);
    if (last === undefined || events.length < mostAtOnce) {
      // What is written late by a transaction that began earlier is found by looking back a while the next time.
      await saveAttributionState(tx, { ...state, until: new Date(before.getTime() - overlapMs) });
      return { events: total, isOver: state.month === null };
    }
    after = { at: last.receivedAt, key: last.key };
  }
  await saveAttributionState(tx, { ...state, until: after.at });
  return { events: total, isOver: false };
}

// Twenty thousand events a transaction; those of one moment, which are a call or two, are never more.
const mostRounds = 10;

// An event has its hour when its request comes, and is there when that has committed. A rehearsal's hour may run sixty times as fast.
const overlapOf = ({ isRehearsal }: Clock): number => (isRehearsal ? 60 : 1) * 30_000;

async function recountSome(
  tx: Tx,
  setting: AttributionSetting,
  names: Names,
  state: AttributionState,
  before: Date,
): Promise<Piece> {
  const month = state.month ?? '';
  const events = await listEventsOfMonth(tx, {
    nameIds: everyName(names),
    month,
    after: state.place,
    limit: mostAtOnce,
  });
  await save(tx, setting, names, events);
  const last = events.at(-1);
  if (last !== undefined && events.length === mostAtOnce) {
    const place = {
      nameId: last.nameId,
      contactId: last.contactId,
      at: last.occurredAt.toISOString(),
      key: last.key,
    };
    await saveAttributionState(tx, { ...state, place });
    return { events: events.length, isOver: false };
  }
  await dropOtherCredits(tx, month, everyName(names));
  const next = nextMonth(month);
  const isOver = new Date(next) > before;
  await saveAttributionState(tx, { ...state, month: isOver ? null : next, place: null });
  // What came while the past was counted is taken with the next round.
  return { events: events.length, isOver };
}

async function save(
  tx: Tx,
  setting: AttributionSetting,
  names: Names,
  events: readonly GoalEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { keys, credits } = await creditsOf(tx, setting, names, events);
  await replaceCredits(tx, keys, credits);
}

export function nextMonth(month: string): string {
  const date = new Date(`${month}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 10);
}

export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;
