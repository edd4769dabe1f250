import type { Tx } from '../../platform/db/pool.ts';
import { pageColumns } from './pages/page-columns.ts';
import type { PeoplePage } from './pages/people-page.ts';

/**
 * False when another process is staging this import right now. Held until the transaction ends, so a process that was
 * killed holds nothing.
 */
export async function takeStaging(tx: Tx, importId: string): Promise<boolean> {
  const { rows } = await tx.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('import ' || $1, 0)) as taken`,
    [importId],
  );
  return rows[0]?.taken ?? false;
}

/** Shows the database that somebody is still there. */
export async function touch(tx: Tx): Promise<void> {
  await tx.query('select 1');
}

/** Removes what an earlier reading of the file has left. */
export async function emptyStaging(tx: Tx, importId: string): Promise<void> {
  await clearStaging(tx, importId);
  await tx.query('delete from import_reject where workspace_id = $1 and import_id = $2', [
    tx.workspaceId,
    importId,
  ]);
}

export async function clearStaging(tx: Tx, importId: string): Promise<void> {
  for (const table of ['import_staging', 'import_opt_out'])
    await tx.query(`delete from ${table} where workspace_id = $1 and import_id = $2`, [
      tx.workspaceId,
      importId,
    ]);
}

/**
 * Keeps a page: people as columns, one row for all of them. A row for each person, copied into a table of the
 * transaction and moved on from there (COPY does not speak to tables with row security), took 22 µs a person, this 2, and was
 * read back in an order the disk had not kept.
 */
export async function stagePage(tx: Tx, importId: string, nth: number, page: PeoplePage): Promise<void> {
  await Promise.all([
    page.people > 0 && stagePeople(tx, importId, nth, page),
    page.optOuts.count > 0 && stageOptOuts(tx, importId, nth, page.optOuts.columns),
  ]);
}

async function stagePeople(tx: Tx, importId: string, nth: number, page: PeoplePage): Promise<void> {
  const { people, firstNumber, lastNumber, columns } = page;
  await tx.query({
    name: 'stage_import_page',
    text: `insert into import_staging (workspace_id, import_id, page, people, first_number, last_number, ${pageColumns.join(', ')})
      values ($1, $2, $3, $4, $5, $6, ${pageColumns.map((_, at) => `$${at + 7}`).join(', ')})`,
    values: [tx.workspaceId, importId, nth, people, firstNumber, lastNumber, ...columns],
  });
}

async function stageOptOuts(
  tx: Tx,
  importId: string,
  nth: number,
  columns: PeoplePage['optOuts']['columns'],
): Promise<void> {
  await tx.query({
    name: 'stage_import_opt_outs',
    text: `insert into import_opt_out (workspace_id, import_id, page, number, line, opted_out_at) values ($1, $2, $3, $4, $5, $6)`,
    values: [tx.workspaceId, importId, nth, ...columns],
  });
}

/** How many people wait in staging. It is unlogged: after a crash of the database it is empty, and reading starts again. */
export async function countStaged(tx: Tx, importId: string): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    'select coalesce(sum(people), 0)::bigint as people from import_staging where workspace_id = $1 and import_id = $2',
    [tx.workspaceId, importId],
  );
  return rows[0]?.people ?? 0;
}

type PageColumn = (typeof pageColumns)[number];

/** What of a staged person becomes a contact, by the names of its columns. */
export const contactColumns = [
  ...(['number', 'first_name', 'last_name', 'email', 'country', 'region', 'time_zone'] as const),
  ...(['time_zone_source', 'fields', 'tracking'] as const),
] as const;

/**
 * The people of one page ($1 workspace, $2 import, $3 page) as a table, in order. The columns are taken apart side by side: in
 * the FROM of a statement each would first be written into a list of its own and read back: 2.4 µs a person instead of 1.7.
 */
export function stagedPeople(columns: readonly PageColumn[]): string {
  const apart = columns.map((name) => `unnest(p.${name}) as ${name}`);
  const values = columns.map((name) => (name === 'fields' ? 'u.fields::jsonb as fields' : `u.${name}`));
  return `(select ${values.join(', ')} from (
        select ${apart.join(', ')} from import_staging p where p.workspace_id = $1 and p.import_id = $2 and p.page = $3
      ) u)`;
}
