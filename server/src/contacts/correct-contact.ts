import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { findOtherByExternalId, lockContact, saveFacts } from './contact.queries.ts';
import type { Contact } from './contact.ts';
import { type ContactChange, decideChange, factsOf, revisionOf, valuesOf } from './contact-change.ts';
import { refuseMisfits } from './contact-facts.ts';
import { ensureContactFields, listContactFields } from './contact-field.queries.ts';
import { kindOfEntry } from './field-values.ts';

/**
 * Corrects what is on file of a person, in the caller's transaction. What the audit keeps of the values goes with the
 * person when they are erased; that something was corrected, and by whom, stays.
 *
 * @param revision of what was corrected; null for whatever there is
 */
export async function correctContact(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contactId: number,
  change: ContactChange,
  revision: string | null = null,
): Promise<Contact> {
  const contact = await lockContact(tx, contactId);
  if (revision !== null && revision !== revisionOf(contact)) throw changedMeanwhile(contactId);
  const entered = Object.entries(change.fields ?? {}).filter(([, entry]) => entry !== null && entry !== '');
  await ensureContactFields(
    tx,
    entered.map(([name, entry]) => ({ name, label: name.replaceAll('_', ' '), kind: kindOfEntry(entry) })),
  );
  const known = entered.length === 0 ? [] : await listContactFields(tx);
  const { after, changed, problems } = decideChange(contact, change, known);
  if (problems.length > 0) throw refuseMisfits(problems);
  if (changed.length === 0) return contact;
  if (changed.includes('fields.external_id')) await requireOwnId(tx, contactId, after.fields.external_id);
  await saveFacts(tx, contactId, after, ctx.clock.now());
  const subject = publicId('con', contactId);
  await recordAudit(tx, scope, {
    ...{ act: 'contact.corrected', object: subject, after: { fields: changed } },
    personal: {
      subject,
      before: valuesOf(factsOf(contact), changed),
      after: valuesOf(after, changed),
    },
  });
  return { ...contact, ...after };
}

const changedMeanwhile = (contactId: number) =>
  new Conflict(
    'contact.changed_meanwhile',
    `Somebody else has changed ${publicId('con', contactId)} since. Read it again, then say what you want changed in it.`,
  );

/** Programs name people by it (`events`), so it is nobody else's. */
async function requireOwnId(tx: Tx, contactId: number, externalId: string | undefined): Promise<void> {
  const other = externalId === undefined ? undefined : await findOtherByExternalId(tx, contactId, externalId);
  if (other === undefined) return;
  const detail = `This external_id is that of ${publicId('con', other)} already. Take it away there first, or check it.`;
  throw new Conflict('contact.external_id_taken', detail, [
    { pointer: '/fields/external_id', code: 'contact.external_id_taken', detail },
  ]);
}
