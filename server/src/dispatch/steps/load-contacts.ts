import type { Tx } from '../../platform/db/pool.ts';
import type { Batch } from '../chunk.ts';
import { contactsAhead, earlyIn } from '../early.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/** One query for all people of the chunk. Whoever has been erased since the launch is dropped by name. */
export async function loadContactsOfTexts(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const ids = batch.texts.flatMap((text) => text.contactId ?? []);
  if (ids.length === 0) return;
  const contacts = await (contactsAhead(earlyIn(batch, tx), ids) ?? tools.store.loadContacts(tx, ids));
  for (const text of batch.texts) {
    text.contact = text.contactId === null ? null : (contacts.get(text.contactId) ?? null);
    if (batch.chunk.isRecorded) continue;
    if (text.contact) text.number = text.contact.number;
    else text.verdict = drop('contact.gone', 'The person has been removed since the launch.');
  }
}
