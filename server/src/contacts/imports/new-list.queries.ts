import { bigintArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { SavedPerson } from './save-people.queries.ts';

// A list that an import makes has the id of the import. So its members can be written with the people themselves, page by
// page and on both processors, before the list stands: nobody finds them by a list that there is not, and the one row that
// makes it, in the transaction in which the import ends, shows all of them at once.

/** `areNew`: they became contacts in this transaction, so that nobody else can have put them there. */
export async function putOnNewList(
  tx: Tx,
  importId: string,
  people: readonly Pick<SavedPerson, 'contactId'>[],
  areNew: boolean,
): Promise<void> {
  await tx.query({
    name: areNew ? 'put_newcomers_on_new_list' : 'put_on_new_list',
    text: `insert into list_member (workspace_id, list_id, contact_id, import_id)
      select $1, $2, unnest($3::bigint[]), $2 ${areNew ? '' : 'on conflict do nothing'}`,
    values: [tx.workspaceId, importId, bigintArray(people.map((person) => person.contactId))],
  });
}

/** How many wait for the list to stand. */
export async function countOnNewList(tx: Tx, importId: string): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    'select count(*) as people from list_member where workspace_id = $1 and list_id = $2',
    [tx.workspaceId, importId],
  );
  return rows[0]?.people ?? 0;
}

/**
 * For an import that fails, or whose list turns out to be one that somebody else has made meanwhile. A list that stands, as of an import
 * whose undoing fails, keeps its people.
 */
export async function forgetNewList(tx: Tx, importId: string): Promise<void> {
  await tx.query(
    `delete from list_member where workspace_id = $1 and list_id = $2 and import_id = $2
       and not exists (select from contact_list where workspace_id = $1 and id = $2)`,
    [tx.workspaceId, importId],
  );
}
