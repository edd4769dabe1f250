import type { Tx } from '../../platform/db/pool.ts';
import type { FoundEntry } from '../audit.queries.ts';
import { exactTime } from './tree.queries.ts';

export type AuditFilter = {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly object?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
};

const columns = `e.id, e.sequence, e.leaf_hash as "leafHash", ${exactTime('e.at')} as at, e.actor, e.act, e.object, e.before,
  e.after, e.subject, e.personal, e.commitments, s.salt`;
const entries = `audit_entry e left join audit_subject s on s.workspace_id = e.workspace_id and s.subject = e.subject`;

/** Newest first. An act that ends with a dot stands for all that begin with it: `campaign.`. */
export async function listAuditEntries(
  tx: Tx,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<FoundEntry[]> {
  const { actor = null, act = null, object = null, since = null, until = null } = filter;
  const { rows } = await tx.query<FoundEntry>(
    `select ${columns} from ${entries}
     where e.workspace_id = $1 and ($2::bigint is null or e.id < $2) and ($3::text is null or e.actor = $3)
       and ($4::text is null or e.act = $4 or (right($4, 1) = '.' and starts_with(e.act, $4)))
       and ($5::text is null or e.object = $5)
       and ($6::timestamptz is null or e.at >= $6) and ($7::timestamptz is null or e.at < $7)
     order by e.id desc limit $8`,
    [tx.workspaceId, before, actor, act, object, since, until, limit],
  );
  return rows;
}

/** In the order of the tree, from a place on and up to another. */
export async function listAuditInOrder(tx: Tx, from: number, to: number): Promise<FoundEntry[]> {
  const { rows } = await tx.query<FoundEntry>({
    name: 'list_audit_in_order',
    text: `select ${columns} from ${entries} where e.workspace_id = $1 and e.sequence >= $2 and e.sequence < $3 order by e.sequence`,
    values: [tx.workspaceId, from, to],
  });
  return rows;
}

export async function findAuditEntry(tx: Tx, id: number): Promise<FoundEntry | null> {
  const { rows } = await tx.query<FoundEntry>(
    `select ${columns} from ${entries} where e.workspace_id = $1 and e.id = $2`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Oldest first: what is on record about one thing, a page after an entry. */
export async function listAuditOfObject(
  tx: Tx,
  object: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<FoundEntry[]> {
  const { rows } = await tx.query<FoundEntry>(
    `select ${columns} from ${entries} where e.workspace_id = $1 and e.object = $2 and e.id > $3 order by e.id limit $4`,
    [tx.workspaceId, object, after, limit],
  );
  return rows;
}
