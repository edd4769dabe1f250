import type { Tx } from '../../platform/db/pool.ts';
import { isAbout, type SavedView, type Sought, type Viewer } from './saved-view.ts';

const columns = `v.id, v.owner_id as "ownerId", a.name as "ownerName", v.place, v.name, v.search, v.is_shared as "isShared",
  v.created_at as "createdAt"`;
const views = `select ${columns} from saved_view v left join account a on a.id = v.owner_id
  where v.workspace_id = current_workspace()`;
const isSeen = '(v.owner_id = $1 or (v.is_shared and $2))';

/** Somebody's own and what is shared, by name; `place` for those of one page. */
export async function listViews(
  tx: Tx,
  { accountId, seesShared }: Viewer,
  place: string | null,
): Promise<SavedView[]> {
  const { rows } = await tx.query<SavedView>(
    `${views} and ${isSeen} and ($3::text is null or v.place = $3) order by lower(v.name), v.id limit 500`,
    [accountId, seesShared, place],
  );
  return rows;
}

/** A view that this person sees, locked; null where there is none. Those of others are not there for anybody. */
export async function lockView(
  tx: Tx,
  { accountId, seesShared }: Viewer,
  id: string,
): Promise<SavedView | null> {
  const { rows } = await tx.query<SavedView>(`${views} and ${isSeen} and v.id = $3 for update of v`, [
    accountId,
    seesShared,
    id,
  ]);
  return rows[0] ?? null;
}

export async function countViewsOf(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await tx.query<{ views: number }>(
    `select count(*)::integer as views from saved_view where workspace_id = current_workspace() and owner_id = $1`,
    [accountId],
  );
  return rows[0]?.views ?? 0;
}

/** Puts a view in, or another name, filter and reach on one that is there. Throws `saved_view_name` where its owner has one of the name on the page. */
export async function saveViewRow(tx: Tx, view: SavedView): Promise<void> {
  await tx.query(
    `insert into saved_view (workspace_id, id, owner_id, place, name, search, is_shared, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, id) do update
       set name = excluded.name, search = excluded.search, is_shared = excluded.is_shared`,
    [view.id, view.ownerId, view.place, view.name, view.search, view.isShared, view.createdAt],
  );
}

export async function deleteViewRow(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from saved_view where workspace_id = current_workspace() and id = $1', [id]);
}

/** Of somebody who goes: their own go with them, and what others go by stays without an owner. */
export async function leaveViews(tx: Tx, accountId: string): Promise<void> {
  await tx.query(
    'delete from saved_view where workspace_id = current_workspace() and owner_id = $1 and not is_shared',
    [accountId],
  );
  // Of two shared ones of a page that have one name, the one that comes to have no owner later takes along the end of its id:
  // the beginning is the hour, which those that were made in one minute share.
  await tx.query(
    `update saved_view v set owner_id = null, name = case when exists (select from saved_view o
         where o.workspace_id = v.workspace_id and o.place = v.place and o.owner_id is null and lower(o.name) = lower(v.name))
       then left(v.name, 80) || ' ' || right(v.id::text, 12) else v.name end
     where v.workspace_id = current_workspace() and v.owner_id = $1`,
    [accountId],
  );
}

/** Takes away the views that name a person who is erased, and returns which they were. */
export async function forgetInViews(tx: Tx, person: Sought): Promise<string[]> {
  const { rows } = await tx.query<Pick<SavedView, 'id' | 'name' | 'search'>>(
    'select id, name, search from saved_view where workspace_id = current_workspace()',
  );
  const ids = rows.filter((view) => isAbout(view, person)).map(({ id }) => id);
  if (ids.length > 0)
    await tx.query(
      'delete from saved_view where workspace_id = current_workspace() and id = any($1::uuid[])',
      [ids],
    );
  return ids;
}
