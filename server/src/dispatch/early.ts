import type { Tx } from '../platform/db/pool.ts';
import type { Batch, Early, Text } from './chunk.ts';
import { isUrgent } from './lane.ts';
import type { SendStore } from './store.ts';

/** Begins to ask ahead for a chunk of urgent texts on record; null for any other. To be called before anything is awaited. */
export function askEarly(
  store: Pick<SendStore, 'loadContacts'>,
  tx: Tx,
  { lane, isRecorded, recipients }: Batch['chunk'],
): Early | null {
  if (!isUrgent(lane) || !isRecorded) return null;
  const contactIds = recipients.filter((id) => id > 0);
  const contacts = contactIds.length === 0 ? null : quietly(store.loadContacts(tx, contactIds));
  return { tx, contactIds, contacts, velocity: null, taken: null, later: [] };
}

/** What was asked ahead in this transaction; null where nothing was. */
export const earlyIn = ({ early }: Pick<Batch, 'early'>, tx: Tx): Early | null =>
  early?.tx === tx ? early : null;

/** A failure is told to whoever comes to wait for it, and by the commit. */
export function quietly<Value extends Promise<unknown>>(asked: Value): Value {
  asked.catch(() => {});
  return asked;
}

/** The people that were loaded ahead, if these are among them. */
export const contactsAhead = (early: Early | null, ids: readonly number[]): Early['contacts'] =>
  early !== null && ids.every((id) => early.contactIds.includes(id)) ? early.contacts : null;

/** What was counted ahead, if it was for exactly so many. */
export const velocityAhead = (early: Early | null, texts: readonly Text[]): Early['velocity'] =>
  early?.velocity?.texts === texts.length ? early.velocity : null;
