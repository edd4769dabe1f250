import type { Tx } from '../../platform/db/pool.ts';
import type { SavedView } from './saved-view.ts';

const columns = `v.id, v.owner_id as "ownerId", a.name as "ownerName", v.place, v.name, v.search, v.is_shared as "isShared",
  v.created_at as "createdAt"`;
const views = `select ${columns} from saved_view v left join account a on a.id = v.owner_id
  where v.workspace_id = current_workspace()`;

/** Somebody's own and what is shared, by name; `place` for those of one page. */
export async function listViews(
  tx: Tx,
  accountId: string | null,
  place: string | null,
): Promise<SavedView[]> {
  const { rows } = await tx.query<SavedView>(
    `${views} and (v.is_shared or v.owner_id = $1) and ($2::text is null or v.place = $2)
     order by lower(v.name), v.id limit 500`,
    [accountId, place],
  );
  return rows;
}

/** A view that this person sees, locked; null where there is none. Those of others are not there for anybody; a key sees the shared ones. */
export async function lockView(tx: Tx, accountId: string | null, id: string): Promise<SavedView | null> {
  const { rows } = await tx.query<SavedView>(
    `${views} and v.id = $2 and (v.is_shared or v.owner_id = $1) for update of v`,
    [accountId, id],
  );
  return rows[0] ?? null;
}

export async function countViewsOf(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await tx.query<{ views: number }>(
    `select count(*)::integer as views from saved_view where workspace_id = current_workspace() and owner_id = $1`,
    [accountId],
  );
  return rows[0]?.views ?? 0;
}

/** Whether the owner has another view of this name on the page. */
export async function isViewNameTaken(tx: Tx, view: SavedView): Promise<boolean> {
  const { rows } = await tx.query(
    `select from saved_view where workspace_id = current_workspace() and place = $1 and owner_id is not distinct from $2
       and lower(name) = lower($3) and id <> $4`,
    [view.place, view.ownerId, view.name, view.id],
  );
  return rows.length > 0;
}

/** Puts a view in, or another name, filter and reach on one that is there. */
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
  // Of two shared ones of a page that have one name, the one that comes to have no owner later takes its id along.
  await tx.query(
    `update saved_view v set owner_id = null, name = case when exists (select from saved_view o
         where o.workspace_id = v.workspace_id and o.place = v.place and o.owner_id is null and lower(o.name) = lower(v.name))
       then left(v.name, 80) || ' ' || left(v.id::text, 8) else v.name end
     where v.workspace_id = current_workspace() and v.owner_id = $1`,
    [accountId],
  );
}

// Without its country, as people search for it.
const lastDigits = 9;

/** Filters that search for a person who is erased say their number, with whatever signs between its digits. */
export async function forgetInViews(tx: Tx, number: string): Promise<void> {
  await tx.query(
    `delete from saved_view where workspace_id = current_workspace()
       and position($1 in regexp_replace(search, '%[0-9A-Fa-f]{2}|[^0-9A-Za-z]', '', 'g')) > 0`,
    [number.replace(/\D/g, '').slice(-lastDigits)],
  );
}
