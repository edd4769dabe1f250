import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { DoNotCallList, NewDoNotCallList } from './do-not-call.ts';

const columns = `id, kind, region, name, as_of::text as "asOf", state, entries, added_by as "addedBy", added_at as "addedAt",
  finished_at as "finishedAt"`;

/** Newest first, those that were replaced or ended among them: which data was looked at when is part of the proof. */
export async function listDoNotCallLists(tx: Tx): Promise<DoNotCallList[]> {
  const { rows } = await tx.query<DoNotCallList>(
    `select ${columns} from do_not_call_list where workspace_id = $1 order by added_at desc, id limit 1000`,
    [tx.workspaceId],
  );
  return rows;
}

export async function lockDoNotCallList(tx: Tx, id: string): Promise<DoNotCallList> {
  const { rows } = await tx.query<DoNotCallList>(
    `select ${columns} from do_not_call_list where workspace_id = $1 and id = $2 for update`,
    [tx.workspaceId, id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'do_not_call.not_found',
    `There is no do-not-call list ${publicId('dnc', id)} in this workspace.`,
  );
}

export async function insertDoNotCallList(
  tx: Tx,
  list: NewDoNotCallList & Pick<DoNotCallList, 'id' | 'addedBy' | 'addedAt'>,
): Promise<void> {
  await tx.query(
    `insert into do_not_call_list (workspace_id, id, kind, region, name, as_of, state, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, 'loading', $7, $8)`,
    [tx.workspaceId, list.id, list.kind, list.region, list.name, list.asOf, list.addedBy, list.addedAt],
  );
}

/** Returns how many were new to the list. */
export async function addDoNotCallNumbers(
  tx: Tx,
  listId: string,
  key: string,
  numbers: readonly string[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into do_not_call_number (workspace_id, hash, list_id)
     select $1, sha256(convert_to($3 || n.number, 'UTF8')), $2 from unnest($4::text[]) as n (number) on conflict do nothing`,
    [tx.workspaceId, listId, key, textArray(numbers)],
  );
  const added = rowCount ?? 0;
  await tx.query('update do_not_call_list set entries = entries + $3 where workspace_id = $1 and id = $2', [
    ...[tx.workspaceId, listId, added],
  ]);
  return added;
}

/** From now on it counts, and of registers the one before it of the same place no longer. What is asked of oneself only adds up. */
export async function letStand(tx: Tx, list: DoNotCallList, at: Date): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    `update do_not_call_list set state = 'replaced', ended_at = $5
     where workspace_id = $1 and id <> $2 and kind = $3 and region is not distinct from $4 and state = 'standing' and kind <> 'own'
     returning id`,
    [tx.workspaceId, list.id, list.kind, list.region, at],
  );
  for (const { id } of rows) await forgetNumbers(tx, id);
  await tx.query(
    `update do_not_call_list set state = 'standing', finished_at = $3 where workspace_id = $1 and id = $2`,
    [tx.workspaceId, list.id, at],
  );
  return rows.length;
}

/** The numbers go; that there was a list, of which day, and why it went stays. */
export async function endDoNotCallList(
  tx: Tx,
  id: string,
  end: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await forgetNumbers(tx, id);
  await tx.query(
    `update do_not_call_list set state = 'ended', ended_by = $3, ended_at = $4, ended_reason = $5 where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, end.by, end.at, end.reason],
  );
}

async function forgetNumbers(tx: Tx, listId: string): Promise<void> {
  await tx.query('delete from do_not_call_number where workspace_id = $1 and list_id = $2', [
    ...[tx.workspaceId, listId],
  ]);
}

/** The day of the oldest register at hand, the federal one among them; null while that is not at hand. */
export async function registersAsOf(tx: Tx): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>({
    name: 'registers_as_of',
    text: `select min(as_of)::timestamp at time zone 'UTC' as at from do_not_call_list
      where workspace_id = $1 and state = 'standing' and kind <> 'own' having bool_or(kind = 'federal')`,
    values: [tx.workspaceId],
  });
  return rows[0]?.at ?? null;
}
