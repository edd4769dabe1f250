import type { Tx } from '../../platform/db/pool.ts';
import { type CopyRun, openCopyRun } from './copy-run.queries.ts';
import { rejectColumns, stagingColumns } from './rows/read-block.ts';

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

/**
 * COPY does not speak to tables with row security, so rows are copied into tables of this transaction and moved from
 * there, some megabytes at a time. Both tables live in the session's own memory and leave nothing behind.
 */
export async function openStaging(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from import_staging where workspace_id = $1 and import_id = $2', [
    tx.workspaceId,
    importId,
  ]);
  await tx.query('delete from import_reject where workspace_id = $1 and import_id = $2', [
    tx.workspaceId,
    importId,
  ]);
  await tx.query(
    `create temporary table if not exists import_block (line bigint, number text, first_name text, last_name text, email text, country text,
       region text, time_zone text, time_zone_source text, fields jsonb, tags text[], consent text, consented_at timestamptz,
       consent_method text, row text[]) on commit drop`,
  );
  await tx.query(
    'create temporary table if not exists import_reject_block (line bigint, code text, sentence text, row text[]) on commit drop',
  );
}

/** Takes rows in COPY's text format into import_staging. */
export function openPeopleRun(tx: Tx, importId: string): CopyRun {
  return openCopyRun(tx, `copy import_block (${stagingColumns}) from stdin`, async () => {
    await tx.query({
      name: 'stage_import_rows',
      text: `insert into import_staging (workspace_id, import_id, ${stagingColumns}) select $1, $2, ${stagingColumns} from import_block`,
      values: [tx.workspaceId, importId],
    });
    await tx.query('truncate import_block');
  });
}

/** The same for rows that are no people. */
export function openRejectRun(tx: Tx, importId: string): CopyRun {
  return openCopyRun(tx, `copy import_reject_block (${rejectColumns}) from stdin`, async () => {
    await tx.query({
      name: 'stage_import_rejects',
      text: `insert into import_reject (workspace_id, import_id, ${rejectColumns}) select $1, $2, ${rejectColumns} from import_reject_block`,
      values: [tx.workspaceId, importId],
    });
    await tx.query('truncate import_reject_block');
  });
}

/**
 * Leaves one row for each number. The last row of a number counts, unless any of its rows says that the person opted out:
 * then the last row stays and is an opt-out. The others become rejects that name the row that counts. `suspects` are the
 * numbers that may come more than once; null means any.
 */
export async function foldRepeats(
  tx: Tx,
  importId: string,
  suspects: readonly string[] | null,
): Promise<number> {
  if (suspects?.length === 0) return 0;
  const own = [tx.workspaceId, importId];
  const among = suspects === null ? '' : 'and s.number = any($3)';
  const values = suspects === null ? own : [...own, suspects];
  // Statistics of these tables are never fresh; without these two the planner loops over a million rows one by one.
  await tx.query(`set local work_mem = '128MB'`);
  await tx.query('set local enable_nestloop = off');
  await tx.query(
    `create temporary table import_repeat on commit drop as
     select number, coalesce(max(line) filter (where line > 0), max(line)) as kept, bool_or(consent = 'opted_out') as is_out,
       max(consented_at) filter (where consent = 'opted_out') as out_at
     from import_staging s where workspace_id = $1 and import_id = $2 ${among} group by number having count(*) > 1`,
    values,
  );
  await tx.query(
    `update import_staging s set consent = 'opted_out', consented_at = r.out_at, consent_method = null
     from import_repeat r
     where s.workspace_id = $1 and s.import_id = $2 and s.number = r.number and s.line = r.kept and r.is_out
       and s.consent <> 'opted_out' ${among}`,
    values,
  );
  const { rows } = await tx.query<{ repeated: number }>(
    `with gone as (
       delete from import_staging s using import_repeat r
       where s.workspace_id = $1 and s.import_id = $2 and s.number = r.number and s.line <> r.kept ${among}
       returning s.line, s.number, s.row, r.kept
     ), told as (
       insert into import_reject (workspace_id, import_id, line, code, sentence, row, number)
       select $1, $2, line, 'row.repeated',
         'Nothing to do: ' || number || ' comes again on line ' || kept || ', and the last row of a number counts.', row, number
       from gone where line > 0
       returning 1
     )
     select count(*) as repeated from told`,
    values,
  );
  await tx.query('set local enable_nestloop = on');
  return rows[0]?.repeated ?? 0;
}

/** How many people wait in staging. It is unlogged: after a crash of the database it is empty, and reading starts again. */
export async function countStaged(tx: Tx, importId: string): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    'select count(*) as people from import_staging where workspace_id = $1 and import_id = $2 and line > 0',
    [tx.workspaceId, importId],
  );
  return rows[0]?.people ?? 0;
}

export async function clearStaging(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from import_staging where workspace_id = $1 and import_id = $2', [
    tx.workspaceId,
    importId,
  ]);
}
