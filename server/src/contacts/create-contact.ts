import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type Conflict, conflictAt } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { GrantDecision } from './consent.ts';
import { findContactByNumber, insertContact } from './contact.queries.ts';
import { type Contact, nameOf } from './contact.ts';
import { problemsOf, refuseMisfits } from './contact-facts.ts';
import { ensureContactFields, listContactFields } from './contact-field.queries.ts';
import { readFieldValues } from './field-values.ts';
import { grantConsent, type NewConsent } from './grant-consent.ts';
import { addToList, requireLists } from './list.queries.ts';
import { type NewContact, readNewContact } from './new-contact.ts';
import { isLandline } from './number-checks/learn-lines.ts';
import { noteLandlines } from './number-checks/line-watermark.queries.ts';
import { addTags } from './tag.queries.ts';
import { tagOf } from './tag.ts';

export type NewContactInput = NewContact & {
  readonly listIds?: readonly string[];
  readonly tags?: readonly string[];
  /** What this person agreed to. Without it they are kept and not texted. */
  readonly consent?: NewConsent | undefined;
};

export type CreatedContact = {
  readonly contact: Contact /** Null when no consent was brought. */;
  readonly consent: GrantDecision | null;
};

/** One person, typed in or sent by a program. A number that is somebody's already is refused by name, never overwritten. */
export async function createContact(
  ctx: Context,
  scope: Scope,
  input: NewContactInput,
): Promise<CreatedContact> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const read = readNewContact(input, (await getWorkspace(tx)).country);
    const names = Object.keys(read.fields);
    await ensureContactFields(
      tx,
      names.map((name) => ({ name, label: name.replaceAll('_', ' '), kind: 'text' })),
    );
    const contact = { ...read, fields: await requireFit(tx, read) };
    await requireLists(tx, input.listIds ?? []);
    const id = await insertContact(tx, contact, ctx.clock.now());
    if (id === undefined) throw await numberTaken(tx, contact.number);
    for (const listId of input.listIds ?? []) await addToList(tx, listId, [id]);
    await addTags(tx, (input.tags ?? []).map(tagOf), [id]);
    if (isLandline(contact.number)) await noteLandlines(tx, [contact.number], ctx.clock.now());
    const consent = input.consent
      ? await grantConsent(tx, ctx, scope, { ...contact, id }, input.consent)
      : null;
    await recordAudit(tx, scope, {
      act: 'contact.created',
      object: publicId('con', id),
      after: { consent, lists: (input.listIds ?? []).map((list) => publicId('lst', list)) },
      personal: { subject: publicId('con', id), after: personalOf(contact) },
    });
    return { contact: { ...contact, id }, consent };
  });
}

/** The values of own columns as they are kept. What does not fit is said, each at its field. */
async function requireFit(tx: Tx, contact: Omit<Contact, 'id'>): Promise<Contact['fields']> {
  const { values, problems } = readFieldValues(await listContactFields(tx), {}, contact.fields);
  const typed = (['firstName', 'lastName', 'email', 'country', 'region'] as const).flatMap((name) =>
    contact[name] === null ? [] : problemsOf(name, contact[name]),
  );
  if (typed.length + problems.length > 0) throw refuseMisfits([...typed, ...problems]);
  return values;
}

const personalOf = ({ number, firstName, lastName, email }: Omit<Contact, 'id'>) => ({
  number,
  first_name: firstName,
  last_name: lastName,
  email,
});

async function numberTaken(tx: Tx, number: string): Promise<Conflict> {
  const taken = await findContactByNumber(tx, number);
  const who = taken ? calledBy(taken) : 'another contact';
  return conflictAt(
    '/number',
    'contact.number_taken',
    `This number belongs to ${who} already. Change that contact, or check the number.`,
  );
}

/** By their name where they have one, and by the id that programs know them by. */
function calledBy(contact: Contact): string {
  const id = publicId('con', contact.id);
  const name = nameOf(contact);
  return name === null ? id : `${name} (${id})`;
}
