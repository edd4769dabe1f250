import { readBigintArray, readTextArray, readTimeArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  type Duplicates,
  isChanged,
  mergedColumns,
  mergedTracking,
  snapshotOfContact,
} from './merge-contact.queries.ts';
import type { ConsentWord } from './pages/row-record.ts';
import { contactColumns, stagedPeople } from './staging.queries.ts';

export type StagedPage = { readonly page: number; readonly firstNumber: string; readonly lastNumber: string };

/** The pages that hold anybody after a number, in order. */
export async function listPages(tx: Tx, importId: string, after: string): Promise<StagedPage[]> {
  const { rows } = await tx.query<StagedPage>(
    `select page, first_number as "firstNumber", last_number as "lastNumber" from import_staging
     where workspace_id = $1 and import_id = $2 and last_number > $3 order by page`,
    [tx.workspaceId, importId, after],
  );
  return rows;
}

/** Is any number between the first and the last of a page a contact's? */
export async function isAnybodyKnown(tx: Tx, page: StagedPage): Promise<boolean> {
  const { rows } = await tx.query<{ known: boolean }>({
    name: 'is_anybody_known',
    text: `select exists (select from contact where workspace_id = $1 and number between $2 and $3) as known`,
    values: [tx.workspaceId, page.firstNumber, page.lastNumber],
  });
  return rows[0]?.known ?? true;
}

const columns = contactColumns.join(', ');
// Whoever says nothing of it, as nearly everybody, has neither.
const whenSaid = `case when s.tracking is not null then now() end, case when s.tracking is not null then $4::text end`;
/** People of the page as new rows of contact. */
const newContacts = (from: string) =>
  `insert into contact (workspace_id, ${columns}, tracking_said_at, tracking_how) select $1, ${columns}, ${whenSaid} from ${from} s`;

const columnsSent = `array_send(p.number) as numbers, array_send(p.line) as lines, array_send(p.consent) as consents,
        array_send(p.consented_at) as times, array_send(p.consent_method) as methods`;
const ofPage = 'p.workspace_id = $1 and p.import_id = $2 and p.page = $3';

/**
 * Makes contacts of a page on which nobody is known, and notes for each that there was nobody before. Fails on a number
 * that somebody else has made a contact of in the same moment: asking "on conflict do nothing" of every row would take
 * half as long again. It takes 9 µs a person, the most of all that an import does in the database.
 */
export async function saveNewcomers(
  tx: Tx,
  importId: string,
  page: StagedPage,
  trackingHow: string,
): Promise<SavedPerson[]> {
  const { rows } = await tx.query<SentPage>({
    name: 'save_import_newcomers',
    text: `with created as (
        ${newContacts(stagedPeople(contactColumns))}
        returning id, number
      ), noted as (
        insert into import_change (workspace_id, import_id, contact_id, before) select $1, $2, id, null from created
      )
      select ${columnsSent}, (select array_send(array_agg(id order by number collate "C")) from created) as ids
      from import_staging p where ${ofPage}`,
    values: [tx.workspaceId, importId, page.page, trackingHow],
  });
  return rows.flatMap(readPage);
}

export type KnownRules = {
  readonly duplicates: Duplicates;
  /** Lets pass who has become a contact in this very moment; see saveNewcomers for what that costs. */
  readonly isPatient: boolean;
  /** What the file is evidence of where it says that clicks may be kept, or may not. */
  readonly trackingHow: string;
};

/**
 * Saves a page of people of whom some may be known: new ones are made, known ones merged, and each leaves what it was
 * before in import_change. Doing it again changes nothing.
 */
export async function saveAmongKnown(
  tx: Tx,
  importId: string,
  { duplicates, isPatient, trackingHow }: KnownRules,
  page: StagedPage,
): Promise<SavedPerson[]> {
  // Locked in the order of their numbers, in which everybody locks them.
  await tx.query({
    name: 'lock_import_known',
    text: `select count(*) from (
        select from contact where workspace_id = $1 and number = any(
          array(select number from ${stagedPeople(['number'])} s)) order by number for update) locked`,
    values: [tx.workspaceId, importId, page.page],
  });
  const merged = mergedColumns(duplicates);
  const changed = isChanged(merged);
  const update = merged.length === 0 ? '' : updateStep(merged);
  await tx.query({
    name: `save_import_people_${duplicates}${isPatient ? '_patiently' : ''}`,
    text: `with looked as materialized (
        select s.*, c.id as known_id, ${changed} as is_changed from ${stagedPeople(contactColumns)} s
        left join lateral (select * from contact c where c.workspace_id = $1 and c.number = s.number limit 1) c on true
      ), known as materialized (
        select c.id, case when s.is_changed then ${snapshotOfContact} else '{}'::jsonb end as before
        from looked s join contact c on c.workspace_id = $1 and c.id = s.known_id
      ), ${update}created as (
        ${newContacts('looked')} where known_id is null
        ${isPatient ? 'on conflict (workspace_id, number) do nothing' : ''} returning id
      )
      insert into import_change (workspace_id, import_id, contact_id, before)
      select $1, $2, id, before from known union all select $1, $2, id, null from created
      on conflict (workspace_id, import_id, contact_id) do nothing`,
    values: [tx.workspaceId, importId, page.page, trackingHow],
  });
  return loadSaved(tx, importId, page);
}

function updateStep(merged: ReturnType<typeof mergedColumns>): string {
  return `changed as (
        update contact c set ${[...merged, ...mergedTracking('$4::text')].map(({ column, value }) => `${column} = ${value}`).join(', ')}, updated_at = now()
        from looked s where c.workspace_id = $1 and c.id = s.known_id and s.is_changed
      ), `;
}

export type SavedPerson = {
  readonly number: string;
  readonly contactId: number;
  readonly line: number;
  readonly consent: ConsentWord;
  readonly at: Date | null;
  readonly source: string | null;
};

async function loadSaved(tx: Tx, importId: string, page: StagedPage): Promise<SavedPerson[]> {
  const { rows } = await tx.query<SentPage>({
    name: 'load_import_saved',
    text: `select ${columnsSent}, array_send(found.ids) as ids
      from import_staging p cross join lateral (
        select array_agg(c.id order by u.at) as ids from unnest(p.number) with ordinality as u(number, at)
        left join lateral (select id from contact c where c.workspace_id = $1 and c.number = u.number limit 1) c on true
      ) found
      where ${ofPage}`,
    values: [tx.workspaceId, importId, page.page],
  });
  return rows.flatMap(readPage);
}

/** A page as it lies, because a row for each person would cost as much as their consent. */
type SentPage = Record<'numbers' | 'lines' | 'consents' | 'times' | 'methods' | 'ids', Buffer>;

function readPage(sent: SentPage): SavedPerson[] {
  const numbers = readTextArray(sent.numbers);
  const lines = readBigintArray(sent.lines);
  const consents = readTextArray(sent.consents);
  const times = readTimeArray(sent.times);
  const methods = readTextArray(sent.methods);
  const people: SavedPerson[] = [];
  readBigintArray(sent.ids).forEach((contactId, at) => {
    // Somebody may have removed a person in the moment since.
    if (contactId === null) return;
    people.push({
      number: numbers[at] as string,
      contactId,
      line: lines[at] as number,
      consent: consents[at] as ConsentWord,
      at: times[at] as Date | null,
      source: methods[at] as string | null,
    });
  });
  return people;
}
