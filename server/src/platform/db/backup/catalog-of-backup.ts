import type pg from 'pg';
import { Internal } from '../../errors.ts';
import { roles } from '../roles.ts';

export type BackupTable = { readonly name: string; readonly columns: readonly string[] };

export type BackupCatalog = {
  readonly tables: readonly BackupTable[];
  /** Tables of which only the shape is kept: unlogged ones, which a crash empties too, and those that are left out. */
  readonly withoutRows: readonly string[];
  readonly partitions: readonly string[];
};

type Row = { name: string; columns: string[]; is_unlogged: boolean; is_open: boolean };

// Generated columns work themselves out; partitions come with their parent. The ledger of migrations is not a table like
// the others: restoring lands the same migrations and writes it anew.
const tablesSql = `
select c.relname as name, c.relpersistence = 'u' as is_unlogged,
  array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as columns,
  not c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
    and p.polcmd in ('r', '*') and $1::regrole::oid = any(p.polroles) and pg_get_expr(p.polqual, c.oid) = 'true') as is_open
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
order by c.relname`;

const partitionsSql = `select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r' order by c.relname`;

/** What there is to copy. A table that would show only some of its rows is refused: half a backup is worse than none. */
export async function readBackupCatalog(
  client: pg.ClientBase,
  leaveOut: readonly string[],
): Promise<BackupCatalog> {
  const { rows } = await client.query<Row>(tablesSql, [roles.backup]);
  const closed = rows.filter((row) => !row.is_open).map((row) => row.name);
  if (closed.length > 0) {
    throw new Internal(
      'backup.closed_table',
      `The role ${roles.backup} may not read all rows of ${closed.join(', ')}; let a migration fence them with fence_tenant_table.`,
    );
  }
  const isKept = ({ name, is_unlogged: isUnlogged }: Row) => !isUnlogged && !leaveOut.includes(name);
  const partitions = await client.query<{ name: string }>(partitionsSql);
  return {
    tables: rows.filter(isKept).map(({ name, columns }) => ({ name, columns })),
    withoutRows: rows.filter((row) => !isKept(row)).map(({ name }) => name),
    partitions: partitions.rows.map(({ name }) => name),
  };
}
