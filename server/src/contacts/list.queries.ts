import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';

export type ContactList = { readonly id: string; readonly name: string; readonly createdAt: Date };
/** `isTestGroup` where its people look at texts before others do. */
export type KnownList = ContactList & { readonly isTestGroup: boolean };

/** False when the name is taken. */
export async function insertList(tx: Tx, list: ContactList): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into contact_list (workspace_id, id, name, created_at) values ($1, $2, $3, $4)
     on conflict (workspace_id, name) do nothing`,
    [tx.workspaceId, list.id, list.name, list.createdAt],
  );
  return rowCount === 1;
}

/** Holds it until the caller commits: whoever puts people on it does not find it gone meanwhile. */
export async function findListByName(tx: Tx, name: string): Promise<ContactList | undefined> {
  const { rows } = await tx.query<ContactList>(
    'select id, name, created_at as "createdAt" from contact_list where workspace_id = $1 and name = $2 for key share',
    [tx.workspaceId, name],
  );
  return rows[0];
}

/** Refuses with the first list that is not there: a campaign to a list that vanished must not go to fewer people. */
export async function requireLists(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await tx.query<{ id: string }>(
    `select wanted.id from unnest($2::uuid[]) as wanted(id)
     left join contact_list l on l.workspace_id = $1 and l.id = wanted.id where l.id is null limit 1`,
    [tx.workspaceId, ids],
  );
  const missing = rows[0];
  if (missing)
    throw new NotFound(
      'list.not_found',
      `There is no list ${publicId('lst', missing.id)} in this workspace.`,
    );
}

export type ListWithCount = KnownList & { readonly people: number };

/** By name. Members are counted through the list's own key. */
export async function listLists(
  tx: Tx,
  page: { limit: number; after: string | null },
): Promise<ListWithCount[]> {
  const { rows } = await tx.query<ListWithCount>(
    `select l.id, l.name, l.created_at as "createdAt", l.is_test_group as "isTestGroup",
       (select count(*) from list_member m where m.workspace_id = $1 and m.list_id = l.id) as people
     from contact_list l where l.workspace_id = $1 and ($2::text is null or l.name > $2) order by l.name limit $3`,
    [tx.workspaceId, page.after, page.limit],
  );
  return rows;
}

/**
 * Puts contacts on a list; who is on it already stays, and onto a list that is gone nobody comes. Returns how many came
 * on. The list is held, so that it cannot be removed in the same moment and leave its members behind.
 */
export async function addToList(
  tx: Tx,
  listId: string,
  contactIds: readonly number[],
  importId: string | null = null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `with list as materialized (select id from contact_list where workspace_id = $1 and id = $2 for key share)
     insert into list_member (workspace_id, list_id, contact_id, import_id)
     select $1, list.id, person.id, $4 from list cross join unnest($3::bigint[]) as person(id) on conflict do nothing`,
    [tx.workspaceId, listId, contactIds, importId],
  );
  return rowCount ?? 0;
}

export async function lockList(tx: Tx, id: string): Promise<ListWithCount | null> {
  const { rows } = await tx.query<ListWithCount>(
    `select l.id, l.name, l.created_at as "createdAt", l.is_test_group as "isTestGroup",
       (select count(*) from list_member m where m.workspace_id = $1 and m.list_id = l.id) as people
     from contact_list l where l.workspace_id = $1 and l.id = $2 for update of l`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

/** False when the name is another list's. */
export async function saveList(
  tx: Tx,
  id: string,
  { name, isTestGroup }: Pick<KnownList, 'name' | 'isTestGroup'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update contact_list set name = $3, is_test_group = $4 where workspace_id = $1 and id = $2
     and not exists (select from contact_list other where other.workspace_id = $1 and other.name = $3 and other.id <> $2)`,
    [tx.workspaceId, id, name, isTestGroup],
  );
  return rowCount === 1;
}

/** With who is on it; the people themselves stay. */
export async function deleteList(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from contact_list where workspace_id = $1 and id = $2', [tx.workspaceId, id]);
}

/** Takes contacts off a list. Returns how many were on it. */
export async function removeFromList(tx: Tx, listId: string, contactIds: readonly number[]): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from list_member where workspace_id = $1 and list_id = $2 and contact_id = any($3::bigint[])',
    [tx.workspaceId, listId, contactIds],
  );
  return rowCount ?? 0;
}
