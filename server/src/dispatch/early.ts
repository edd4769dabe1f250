import type { Gateway, OpenGateways } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { quietly } from '../platform/db/together.ts';
import type { Counter, Pace } from '../senders/index.ts';
import type { Lease } from './chunk.queries.ts';
import type { Batch, Early, Text } from './chunk.ts';
import { isUrgent } from './lane.ts';
import type { SendStore } from './store.ts';

/**
 * What the last urgent chunk of a number wanted to know of accounts and limits. The next one asks for the same before it has read
 * that it wants it; a wrong guess costs the round trip that a right one saves.
 */
export type Habits = Map<
  string,
  { readonly gatewayIds: readonly string[]; readonly counters: readonly Counter[] }
>;

// More numbers than one worker sends from at a time; who is forgotten guesses nothing once.
const mostNumbers = 10_000;

export function noteHabit(habits: Habits, senderId: string, gatewayIds: string[], counters: Counter[]): void {
  if (habits.size >= mostNumbers && !habits.has(senderId)) habits.clear();
  habits.set(senderId, { gatewayIds, counters });
}

type EarlyStore = Pick<
  SendStore,
  'loadContacts' | 'listQueuedTexts' | 'listIntendedPositions' | 'listIdsInLaterChunks' | 'listPaces'
>;

/**
 * Begins to ask ahead for a chunk of urgent texts on record; null for any other. To be called right behind the question for the
 * chunk itself, and before anything is awaited.
 */
export function askEarly(
  { store, habits }: { readonly store: EarlyStore; readonly habits: Habits },
  gateways: OpenGateways,
  tx: Tx,
  { id, lane, senderId, baseId, recipients, only }: Lease,
): Early | null {
  if (!isUrgent(lane) || baseId === null || recipients === null) return null;
  const contactIds = recipients.filter((one) => one > 0);
  const { gatewayIds = [], counters: last = null } = habits.get(senderId) ?? {};
  const counters = last && (only ? last.map((one) => countedIn(only.runId, one)) : last);
  return {
    tx,
    contactIds,
    contacts: contactIds.length === 0 ? null : quietly(store.loadContacts(tx, contactIds)),
    queued: quietly(store.listQueuedTexts(tx, baseId, recipients.length)),
    intended: quietly(store.listIntendedPositions(tx, id)),
    elsewhere: quietly(store.listIdsInLaterChunks(tx, { id, baseId, recipients })),
    paces: counters && { of: counters, found: quietly(store.listPaces(tx, counters)) },
    gateways: new Map(gatewayIds.map((one) => [one, quietly(gateways.get(tx, one))])),
    velocity: null,
    taken: null,
    only: null,
    turn: null,
    later: [],
  };
}

/** Whatever the chunk before it was of, this one is of this run. */
const countedIn = (runId: string, one: Counter): Counter =>
  one.level === 'campaign' ? { ...one, subject: runId } : one;

/** What was asked ahead in this transaction; null where nothing was. */
export const earlyIn = ({ early }: Pick<Batch, 'early'>, tx: Tx): Early | null =>
  early?.tx === tx ? early : null;

/** The people that were loaded ahead, if these are among them. */
export const contactsAhead = (early: Early | null, ids: readonly number[]): Early['contacts'] =>
  early !== null && ids.every((id) => early.contactIds.includes(id)) ? early.contacts : null;

/** The limits that were looked up ahead, if all of these were asked about. */
export function pacesAhead(early: Early | null, wanted: readonly Counter[]): Promise<readonly Pace[]> | null {
  if (!early?.paces) return null;
  const { of, found } = early.paces;
  const isAsked = ({ level, subject }: Counter) =>
    of.some((one) => one.level === level && one.subject === subject);
  return wanted.every(isAsked) ? found : null;
}

export const gatewayAhead = (early: Early | null, id: string): Promise<Gateway> | undefined =>
  early?.gateways.get(id);

/** What was counted ahead, if it was for exactly so many. */
export const velocityAhead = (early: Early | null, texts: readonly Text[]): Early['velocity'] =>
  early?.velocity?.texts === texts.length ? early.velocity : null;
