import { bigintArray, textArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { Contact } from './contact.ts';
import type { ContactFacts } from './contact-change.ts';

/** Of `contact c`. */
export const contactColumns = `c.id, c.number, c.first_name as "firstName", c.last_name as "lastName", c.email, c.country,
  c.region, c.time_zone as "timeZone", c.time_zone_source as "timeZoneSource", c.carrier, c.fields,
  c.wishes, c.tracking, c.language`;

/**
 * A batch by id. Who has been deleted meanwhile is absent. Each is looked up by itself: on a table that was filled a minute
 * ago, and has no statistics yet, the planner would walk the whole workspace for `id = any(…)` (22 ms for 500 of 200,000).
 */
export async function loadContacts(tx: Tx, ids: readonly number[]): Promise<Map<number, Contact>> {
  const { rows } = await tx.query<Contact>({
    name: 'load_contacts',
    text: `select found.* from unnest($2::bigint[]) as wanted (id)
      cross join lateral (select ${contactColumns} from contact c where c.workspace_id = $1 and c.id = wanted.id limit 1) found`,
    values: [tx.workspaceId, bigintArray(ids)],
  });
  const contacts = new Map<number, Contact>();
  for (const contact of rows) contacts.set(contact.id, contact);
  return contacts;
}

export async function getContact(tx: Tx, id: number): Promise<Contact> {
  const contact = (await loadContacts(tx, [id])).get(id);
  if (!contact)
    throw new NotFound('contact.not_found', `There is no contact ${publicId('con', id)} in this workspace.`);
  return contact;
}

export async function findContactByNumber(tx: Tx, number: string): Promise<Contact | undefined> {
  const { rows } = await tx.query<Contact>({
    name: 'find_contact_by_number',
    text: `select ${contactColumns} from contact c where c.workspace_id = $1 and c.number = $2`,
    values: [tx.workspaceId, number],
  });
  return rows[0];
}

/** Those of these numbers that are somebody's, by number. Each is looked up by itself, as in loadContacts. */
export async function findContactsByNumber(
  tx: Tx,
  numbers: readonly string[],
): Promise<Map<string, Contact>> {
  const { rows } = await tx.query<Contact>({
    name: 'find_contacts_by_number',
    text: `select found.* from unnest($2::text[]) as wanted (number)
      cross join lateral (select ${contactColumns} from contact c where c.workspace_id = $1 and c.number = wanted.number limit 1) found`,
    values: [tx.workspaceId, textArray(numbers)],
  });
  return new Map(rows.map((contact) => [contact.number, contact]));
}

/** Somebody else has these numbers now: what was agreed to before is not theirs, and START does not bring it back. */
export async function noteReassigned(tx: Tx, contactIds: readonly number[], at: Date): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.query({
    name: 'note_reassigned',
    text: 'update contact set reassigned_at = $3, updated_at = $3 where workspace_id = $1 and id = any($2::bigint[])',
    values: [tx.workspaceId, bigintArray(contactIds), at],
  });
}

export async function findReassignedAt(tx: Tx, number: string): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>({
    name: 'find_reassigned_at',
    text: 'select reassigned_at as at from contact where workspace_id = $1 and number = $2',
    values: [tx.workspaceId, number],
  });
  return rows[0]?.at ?? null;
}

/** The new contact's id, or undefined when the number is somebody's already. */
export async function insertContact(
  tx: Tx,
  contact: Omit<Contact, 'id'>,
  at: Date,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into contact (workspace_id, number, first_name, last_name, email, country, region, time_zone,
       time_zone_source, fields, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
     on conflict (workspace_id, number) do nothing returning id`,
    [
      tx.workspaceId,
      contact.number,
      contact.firstName,
      contact.lastName,
      contact.email,
      contact.country,
      contact.region,
      contact.timeZone,
      contact.timeZoneSource,
      JSON.stringify(contact.fields),
      at,
    ],
  );
  return rows[0]?.id;
}

export type Belonging = { lists: { id: string; name: string }[]; tags: string[] };

/** Where a contact is kept: its lists and tags, by name. */
export async function getBelonging(tx: Tx, contactId: number): Promise<Belonging> {
  const lists = await tx.query<{ id: string; name: string }>(
    `select l.id, l.name from list_member m
     join contact_list l on l.workspace_id = m.workspace_id and l.id = m.list_id
     where m.workspace_id = $1 and m.contact_id = $2 order by l.name`,
    [tx.workspaceId, contactId],
  );
  const tags = await tx.query<{ tag: string }>(
    'select tag from contact_tag where workspace_id = $1 and contact_id = $2 order by tag',
    [tx.workspaceId, contactId],
  );
  return { lists: lists.rows, tags: tags.rows.map((row) => row.tag) };
}

/** What is on file of them, under a lock until the transaction ends. */
export async function lockContact(tx: Tx, id: number): Promise<Contact> {
  await tx.query('select from contact where workspace_id = $1 and id = $2 for update', [tx.workspaceId, id]);
  return getContact(tx, id);
}

/** Somebody else whom programs name by this id; undefined where there is nobody. */
export async function findOtherByExternalId(
  tx: Tx,
  id: number,
  externalId: string,
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    'select id from contact where workspace_id = $1 and external_id = $2 and id <> $3 limit 1',
    [tx.workspaceId, externalId, id],
  );
  return rows[0]?.id;
}

export async function saveFacts(tx: Tx, id: number, facts: ContactFacts, at: Date): Promise<void> {
  await tx.query(
    `update contact set first_name = $3, last_name = $4, email = $5, language = $6, country = $7, region = $8,
       time_zone = $9, time_zone_source = $10, fields = $11, updated_at = $12
     where workspace_id = $1 and id = $2`,
    [
      ...[tx.workspaceId, id, facts.firstName, facts.lastName, facts.email, facts.language],
      ...[facts.country, facts.region, facts.timeZone, facts.timeZoneSource],
      JSON.stringify(facts.fields),
      at,
    ],
  );
}
