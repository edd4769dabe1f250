import type { Tx } from '../../platform/db/pool.ts';

export type CannedReply = {
  readonly id: string;
  /** What is typed after a slash. */
  readonly name: string;
  readonly body: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
};

const columns = 'id, name, body, updated_at as "updatedAt", updated_by as "updatedBy"';

export async function listCannedReplies(tx: Tx, text: string | null): Promise<CannedReply[]> {
  const { rows } = await tx.query<CannedReply>(
    `select ${columns} from canned_reply where workspace_id = current_workspace()
       and ($1::text is null or position(lower($1) in lower(name)) > 0 or position(lower($1) in lower(body)) > 0)
     order by lower(name), id limit 1000`,
    [text],
  );
  return rows;
}

export async function findCannedReply(tx: Tx, id: string): Promise<CannedReply | null> {
  const { rows } = await tx.query<CannedReply>(
    `select ${columns} from canned_reply where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** False where another has this name. */
export async function saveCannedReply(tx: Tx, reply: CannedReply): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into canned_reply (workspace_id, id, name, body, updated_at, updated_by)
     select current_workspace(), $1, $2, $3, $4, $5 where not exists (
       select from canned_reply where workspace_id = current_workspace() and lower(name) = lower($2) and id <> $1)
     on conflict (workspace_id, id) do update set name = excluded.name, body = excluded.body, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by`,
    [reply.id, reply.name, reply.body, reply.updatedAt, reply.updatedBy],
  );
  return rowCount === 1;
}

/** Two that are made at the same moment are made one after the other, so that the second is told that the name is taken. */
export async function lockCannedReplies(tx: Tx): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('canned replies ' || current_workspace(), 0))`,
  );
}

export async function deleteCannedReply(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from canned_reply where workspace_id = current_workspace() and id = $1',
    [id],
  );
  return rowCount === 1;
}
