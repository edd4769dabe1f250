import type { CompiledSql } from '../audiences/index.ts';
import { bigintArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { BulkChange, Outcome, Status } from './bulk-change.ts';

const columns = `b.id, b.act, b.details, b.whom, b.status, b.begins_at_once as "beginsAtOnce", b.found, b.changed, b.unchanged,
  b.refused, b.problem, b.created_by as "createdBy", b.created_at as "createdAt", b.begun_at as "begunAt", b.ended_at as "endedAt"`;

export async function insertChange(tx: Tx, change: BulkChange): Promise<void> {
  await tx.query(
    `insert into bulk_change (workspace_id, id, act, details, whom, status, begins_at_once, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.workspaceId, change.id, change.act, JSON.stringify(change.details), JSON.stringify(change.whom)],
      ...[change.status, change.beginsAtOnce, change.createdBy, change.createdAt],
    ],
  );
}

export const getChange = (tx: Tx, id: string): Promise<BulkChange> => find(tx, id, '');

/** Held until the caller commits, so that whoever stops it waits for the people in hand. */
export const lockChange = (tx: Tx, id: string): Promise<BulkChange> => find(tx, id, 'for update');

async function find(tx: Tx, id: string, lock: string): Promise<BulkChange> {
  const { rows } = await tx.query<BulkChange>(
    `select ${columns} from bulk_change b where b.workspace_id = $1 and b.id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  const [change] = rows;
  if (change) return change;
  throw new NotFound('bulk_change.not_found', `There is no change ${publicId('bch', id)} in this workspace.`);
}

/** Newest first, which is the order of their ids. */
export async function listChanges(
  tx: Tx,
  { limit, after }: { limit: number; after: string | null },
): Promise<BulkChange[]> {
  const { rows } = await tx.query<BulkChange>(
    `select ${columns} from bulk_change b where b.workspace_id = $1 and ($2::uuid is null or b.id < $2) order by b.id desc limit $3`,
    [tx.workspaceId, after, limit],
  );
  return rows;
}

/** Those that a process may have left in the middle. */
export async function listUnfinished(tx: Tx): Promise<Pick<BulkChange, 'id' | 'status' | 'createdBy'>[]> {
  const { rows } = await tx.query<Pick<BulkChange, 'id' | 'status' | 'createdBy'>>(
    `select id, status, created_by as "createdBy" from bulk_change where workspace_id = $1 and status in ('gathering', 'working')`,
    [tx.workspaceId],
  );
  return rows;
}

export async function countUnfinished(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from bulk_change where workspace_id = $1 and status in ('gathering', 'ready', 'working')`,
    [tx.workspaceId],
  );
  return rows[0]?.count ?? 0;
}

export async function saveFound(tx: Tx, id: string, status: Status, found: number, at: Date): Promise<void> {
  await tx.query(
    `update bulk_change set status = $3, found = $4, begun_at = case when $3 = 'working' then $5::timestamptz end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, status, found, at],
  );
}

export async function saveBegun(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(
    `update bulk_change set status = 'working', begun_at = $3 where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, at],
  );
}

/** Adds what came of some more of them. */
export async function addOutcome(
  tx: Tx,
  id: string,
  { changed, unchanged, refused }: Outcome,
): Promise<void> {
  await tx.query(
    `update bulk_change set changed = changed + $3, unchanged = unchanged + $4,
       refused = refused || (select coalesce(jsonb_object_agg(n.key, coalesce((refused->>n.key)::integer, 0) + n.value::integer), '{}')
         from jsonb_each_text($5::jsonb) n)
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, changed, unchanged, JSON.stringify(refused)],
  );
}

/** It is over: nobody waits any more, and whom it was for is forgotten. */
export async function endChange(
  tx: Tx,
  id: string,
  { status, problem = null, at }: { status: Status; problem?: string | null; at: Date },
): Promise<void> {
  await dropPeople(tx, id);
  await tx.query(
    `update bulk_change set status = $3, problem = $4, ended_at = $5, whom = null where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, status, problem, at],
  );
}

export async function addPeople(tx: Tx, id: string, contactIds: readonly number[]): Promise<void> {
  await tx.query(
    `insert into bulk_change_person (workspace_id, change_id, contact_id) select $1, $2, unnest($3::bigint[]) on conflict do nothing`,
    [tx.workspaceId, id, bigintArray(contactIds)],
  );
}

export async function countPeopleWaiting(tx: Tx, id: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    'select count(*) as count from bulk_change_person where workspace_id = $1 and change_id = $2',
    [tx.workspaceId, id],
  );
  return rows[0]?.count ?? 0;
}

export async function dropPeople(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from bulk_change_person where workspace_id = $1 and change_id = $2', [
    tx.workspaceId,
    id,
  ]);
}

export type Taken = {
  readonly contactId: number;
  /** Null where nobody has this id any more. */
  readonly number: string | null;
  readonly isRestricted: boolean;
};

/** The next of them, who thereby wait no more; in the order of their ids, so that two changes at once lock people in one order. */
export async function takePeople(tx: Tx, id: string, most: number): Promise<Taken[]> {
  const { rows } = await tx.query<Taken>(
    `with next as materialized (
       select contact_id from bulk_change_person where workspace_id = $1 and change_id = $2 order by contact_id limit $3
     ), taken as (
       delete from bulk_change_person p using next n where p.workspace_id = $1 and p.change_id = $2 and p.contact_id = n.contact_id
       returning p.contact_id
     )
     select t.contact_id as "contactId", c.number,
       exists (select from restriction r where r.workspace_id = $1 and r.number = c.number) as "isRestricted"
     from taken t left join lateral (select number from contact c where c.workspace_id = $1 and c.id = t.contact_id limit 1) c on true
     order by 1`,
    [tx.workspaceId, id, most],
  );
  return rows;
}

/** Ids of those whom a rule chooses, from here on in the order of their ids; whose data is restricted is in no file. */
export async function listChosen(
  tx: Tx,
  { text, values }: CompiledSql,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const [first, second] = [values.length + 1, values.length + 2];
  const { rows } = await tx.query<{ id: number }>(
    `select f.contact_id as id from (${text}) f where f.contact_id > $${first}
       and not exists (select from restriction r where r.workspace_id = (select current_workspace()) and r.number = f.number)
     order by f.contact_id limit $${second}`,
    [...values, after, limit],
  );
  return rows.map(({ id }) => id);
}

export type Belongings = { readonly id: number; readonly lists: string[]; readonly tags: string[] };

/** The names of the lists and the tags of some people. */
export async function listBelongings(tx: Tx, contactIds: readonly number[]): Promise<Belongings[]> {
  const { rows } = await tx.query<Belongings>(
    `select w.id,
       array(select l.name from list_member m join contact_list l on l.workspace_id = $1 and l.id = m.list_id
         where m.workspace_id = $1 and m.contact_id = w.id order by 1) as lists,
       array(select t.tag from contact_tag t where t.workspace_id = $1 and t.contact_id = w.id order by 1) as tags
     from unnest($2::bigint[]) as w (id)`,
    [tx.workspaceId, bigintArray(contactIds)],
  );
  return rows;
}

/** Those that were found and never begun are let go after a day; what is over is told for ninety. */
export async function sweepChanges(
  tx: Tx,
  { unbegun, over, now }: { unbegun: Date; over: Date; now: Date },
): Promise<void> {
  await tx.query(
    `with left_alone as (
       update bulk_change set status = 'stopped', ended_at = $3, whom = null
       where workspace_id = $1 and status = 'ready' and created_at < $2 returning id
     )
     delete from bulk_change_person p using left_alone l where p.workspace_id = $1 and p.change_id = l.id`,
    [tx.workspaceId, unbegun, now],
  );
  await tx.query('delete from bulk_change where workspace_id = $1 and ended_at < $2', [tx.workspaceId, over]);
}
