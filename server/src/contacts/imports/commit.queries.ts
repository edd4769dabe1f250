import type { Tx } from '../../platform/db/pool.ts';
import { type Duplicates, isChanged, mergedColumns, snapshotOfContact } from './merge-contact.queries.ts';

export type StagedOptOut = {
  readonly number: string;
  readonly line: number;
  readonly at: Date | null;
  readonly contactId: number | null;
};

/** People who opted out according to the file, by number, a page at a time. */
export async function listStagedOptOuts(
  tx: Tx,
  importId: string,
  after: string,
  limit: number,
): Promise<StagedOptOut[]> {
  const { rows } = await tx.query<StagedOptOut>({
    name: 'list_staged_opt_outs',
    text: `select s.number, abs(s.line) as line, s.consented_at as at, c.id as "contactId"
      from import_staging s left join contact c on c.workspace_id = $1 and c.number = s.number
      where s.workspace_id = $1 and s.import_id = $2 and s.number > $3 and s.consent = 'opted_out'
      order by s.number limit $4`,
    values: [tx.workspaceId, importId, after, limit],
  });
  return rows;
}

/** The last number that an earlier run has saved; '' before the first. People are saved in the order of their numbers. */
export async function lastSavedNumber(tx: Tx, importId: string): Promise<string> {
  const { rows } = await tx.query<{ number: string | null }>(
    `select max(c.number) as number from import_change i
     join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
     where i.workspace_id = $1 and i.import_id = $2`,
    [tx.workspaceId, importId],
  );
  return rows[0]?.number ?? '';
}

export type SavedPerson = {
  readonly number: string;
  readonly contactId: number;
  readonly line: number;
  readonly consent: 'given' | 'none' | 'opted_out';
  readonly at: Date | null;
  readonly source: string | null;
};

/**
 * Saves the next `limit` people: new ones are made, known ones merged, and each leaves what it was before in
 * import_change. One statement, so that all its parts see the contacts as they were. Doing it again changes nothing.
 */
export async function savePeople(
  tx: Tx,
  importId: string,
  duplicates: Duplicates,
  after: string,
  limit: number,
): Promise<SavedPerson[]> {
  const merged = mergedColumns(duplicates);
  const changed = isChanged(merged);
  const update = merged.length === 0 ? '' : updateStep(merged, changed);
  const { rowCount } = await tx.query({
    name: `save_import_people_${duplicates}`,
    text: `with batch as materialized (
        select s.* from import_staging s
        where s.workspace_id = $1 and s.import_id = $2 and s.number > $3 and s.line > 0 order by s.number limit $4
      ), known as materialized (
        select s.number, c.id as contact_id, case when ${changed} then ${snapshotOfContact} else '{}'::jsonb end as before
        from batch s join contact c on c.workspace_id = $1 and c.number = s.number order by c.number for update of c
      ), ${update}created as (
        insert into contact (workspace_id, number, first_name, last_name, email, country, region, time_zone, time_zone_source, fields)
        select $1, s.number, s.first_name, s.last_name, s.email, s.country, s.region, s.time_zone, s.time_zone_source, s.fields
        from batch s where not exists (select from known k where k.number = s.number)
        on conflict (workspace_id, number) do nothing returning id
      )
      insert into import_change (workspace_id, import_id, contact_id, before)
      select $1, $2, contact_id, before from known union all select $1, $2, id, null from created
      on conflict (workspace_id, import_id, contact_id) do nothing`,
    values: [tx.workspaceId, importId, after, limit],
  });
  const { rows } = await tx.query<SavedPerson>({
    name: 'list_saved_people',
    text: `select s.number, c.id as "contactId", s.line, s.consent, s.consented_at as at, s.consent_method as source
      from (select * from import_staging
            where workspace_id = $1 and import_id = $2 and number > $3 and line > 0 order by number limit $4) s
      join contact c on c.workspace_id = $1 and c.number = s.number order by s.number`,
    values: [tx.workspaceId, importId, after, limit],
  });
  if (rowCount !== rows.length) await noteMissed(tx, importId, rows);
  return rows;
}

// Somebody else made a contact of the same number in the same moment, or a run before this one had saved the batch.
async function noteMissed(tx: Tx, importId: string, people: readonly SavedPerson[]): Promise<void> {
  await tx.query(
    `insert into import_change (workspace_id, import_id, contact_id, before)
     select $1, $2, id, '{}' from unnest($3::bigint[]) as id on conflict (workspace_id, import_id, contact_id) do nothing`,
    [tx.workspaceId, importId, people.map((person) => person.contactId)],
  );
}

function updateStep(merged: ReturnType<typeof mergedColumns>, changed: string): string {
  return `changed as (
        update contact c set ${merged.map(({ column, value }) => `${column} = ${value}`).join(', ')}, updated_at = now()
        from batch s join known k on k.number = s.number
        where c.workspace_id = $1 and c.id = k.contact_id and ${changed}
      ), `;
}

/**
 * Puts everybody on the list and tags them, in one transaction: until it commits, no campaign finds any of them there, and
 * afterwards all of them.
 */
export async function publishPeople(
  tx: Tx,
  importId: string,
  listId: string | null,
  tags: readonly string[],
): Promise<void> {
  await tx.query(`set local work_mem = '128MB'`);
  await tx.query('set local enable_nestloop = off');
  if (listId) {
    await tx.query(
      `insert into list_member (workspace_id, list_id, contact_id, import_id)
       select $1, $3, c.id, $2 from import_staging s join contact c on c.workspace_id = $1 and c.number = s.number
       where s.workspace_id = $1 and s.import_id = $2 and s.line > 0 on conflict do nothing`,
      [tx.workspaceId, importId, listId],
    );
  }
  await tx.query(
    `insert into contact_tag (workspace_id, tag, contact_id, import_id)
     select distinct $1::uuid, t.tag, c.id, $2::uuid from import_staging s
     join contact c on c.workspace_id = $1 and c.number = s.number
     cross join lateral unnest(s.tags || $3::text[]) as t(tag)
     where s.workspace_id = $1 and s.import_id = $2 and s.line > 0 on conflict do nothing`,
    [tx.workspaceId, importId, tags],
  );
  await tx.query('set local enable_nestloop = on');
}
