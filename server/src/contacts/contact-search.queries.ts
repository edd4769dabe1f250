import type { Tx } from '../platform/db/pool.ts';
import { contactColumns } from './contact.queries.ts';
import type { Contact } from './contact.ts';
import { type ContactSearch, rangeOfPrefix } from './contact-search.ts';

/**
 * Names carry no index: at a million people two of them cost an import a fifth of its speed. So a page looks through at
 * most this many people (some 50 ms) and says where it stopped; the next page goes on from there.
 */
const mostExamined = 20_000;

/** Where a page stopped: the id for lists of newest first, the number when numbers were asked for. */
export type ContactPlace = { readonly id: number } | { readonly number: string };

export type ContactsAsked = {
  readonly search: ContactSearch;
  readonly listId?: string;
  readonly tag?: string;
  readonly limit: number;
  readonly after?: ContactPlace | null;
};

export type ContactsFound = { readonly contacts: Contact[]; readonly next: ContactPlace | null };

/** Newest first; by number when the beginning of a number was asked for. A page may be short and still have a next. */
export async function listContacts(tx: Tx, asked: ContactsAsked): Promise<ContactsFound> {
  const isByNumber = asked.search.kind === 'number';
  const statement = new Values([tx.workspaceId]);
  const filters = filtersOf(asked, statement);
  const examined = filters.length > 0 ? mostExamined : asked.limit + 1;
  const order = isByNumber ? 'c.number' : 'c.id desc';
  const { rows } = await tx.query<
    Contact & { isMatch: boolean; examined: number; lastId: number; lastNumber: string }
  >(
    `with examined as materialized (
       select c.* from ${sourceOf(asked, statement)} ${boundsOf(asked, statement)} order by ${order} limit ${statement.add(examined)}
     ), stop as (
       select count(*) as examined, min(id) as last_id, max(number) as last_number from examined
     ), matched as (
       select c.* from examined c ${filters.length > 0 ? `where ${filters.join(' and ')}` : ''}
       order by ${order} limit ${statement.add(asked.limit + 1)}
     )
     select c.id is not null as "isMatch", stop.examined, stop.last_id as "lastId", stop.last_number as "lastNumber",
       ${contactColumns} from stop left join matched c on true order by ${order}`,
    statement.all,
  );
  const matched = rows.filter((row) => row.isMatch);
  const contacts = matched.slice(0, asked.limit).map(toContact);
  const last = contacts.at(-1);
  const stop = rows[0];
  if (matched.length > asked.limit && last)
    return { contacts, next: isByNumber ? { number: last.number } : { id: last.id } };
  if (!stop || stop.examined < examined) return { contacts, next: null };
  return { contacts, next: isByNumber ? { number: stop.lastNumber } : { id: stop.lastId } };
}

// Contacts of a list are walked in the order of the list's own key, which ends with the contact's id; likewise tags.
function sourceOf(asked: ContactsAsked, values: Values): string {
  if (asked.search.kind === 'number') return 'contact c where c.workspace_id = $1';
  if (asked.listId) {
    return `list_member m join contact c on c.workspace_id = $1 and c.id = m.contact_id
      where m.workspace_id = $1 and m.list_id = ${values.add(asked.listId)}`;
  }
  if (asked.tag) {
    return `contact_tag m join contact c on c.workspace_id = $1 and c.id = m.contact_id
      where m.workspace_id = $1 and m.tag = ${values.add(asked.tag)}`;
  }
  return 'contact c where c.workspace_id = $1';
}

function boundsOf(asked: ContactsAsked, values: Values): string {
  const { after, search } = asked;
  const ofMember = search.kind !== 'number' && (asked.listId || asked.tag) ? 'm.contact_id' : 'c.id';
  const bounds: string[] = [];
  if (after && 'id' in after) bounds.push(`${ofMember} < ${values.add(after.id)}`);
  if (after && 'number' in after) bounds.push(`c.number > ${values.add(after.number)}`);
  if (search.kind === 'number') {
    const ranges = search.prefixes.map(rangeOfPrefix).map(({ from, before }) => {
      const upTo = before === null ? '' : ` and c.number < ${values.add(before)}`;
      return `(c.number >= ${values.add(from)}${upTo})`;
    });
    bounds.push(`(${ranges.join(' or ')})`);
  }
  return bounds.map((bound) => `and ${bound}`).join(' ');
}

function filtersOf(asked: ContactsAsked, values: Values): string[] {
  const isByNumber = asked.search.kind === 'number';
  const filters: string[] = [];
  // Whose data may not be used is in no listing; whoever asks by number finds them.
  if (!isByNumber)
    filters.push('not exists (select from restriction r where r.workspace_id = $1 and r.number = c.number)');
  if (asked.listId && isByNumber) {
    filters.push(
      `exists (select from list_member f where f.workspace_id = $1 and f.list_id = ${values.add(asked.listId)} and f.contact_id = c.id)`,
    );
  }
  if (asked.tag && (isByNumber || asked.listId)) {
    filters.push(
      `exists (select from contact_tag f where f.workspace_id = $1 and f.tag = ${values.add(asked.tag)} and f.contact_id = c.id)`,
    );
  }
  if (asked.search.kind === 'words') {
    for (const word of asked.search.words) {
      const begins = values.add(`${word.replace(/[\\%_]/g, '\\$&')}%`);
      filters.push(
        `(lower(c.first_name) like ${begins} or lower(c.last_name) like ${begins} or lower(c.email) like ${begins})`,
      );
    }
  }
  return filters;
}

/** Collects the values of a statement and names their places. */
class Values {
  readonly all: unknown[];
  constructor(first: unknown[]) {
    this.all = [...first];
  }
  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

function toContact(row: Contact): Contact {
  const {
    id,
    number,
    firstName,
    lastName,
    email,
    country,
    region,
    timeZone,
    timeZoneSource,
    carrier,
    fields,
  } = row;
  return {
    id,
    number,
    firstName,
    lastName,
    email,
    country,
    region,
    timeZone,
    timeZoneSource,
    carrier,
    fields,
  };
}
