import type { Tx } from '../../platform/db/pool.ts';
import { type Duplicates, isChanged, mergedColumns } from './merge-contact.queries.ts';

/** Two ways to divide the same people: what happens to their record, and whether they may be texted. */
export type PeopleCounts = {
  readonly people: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly opted_out: number;
  readonly already_opted_out: number;
  readonly with_consent: number;
  readonly without_consent: number;
  /** Of those with consent, the ones who had given it before this file. */
  readonly consent_on_record: number;
};

export type CountQuestion = {
  readonly importId: string;
  readonly duplicates: Duplicates;
  /** Whose opt-outs count: the program's brand, or all brands where no program is chosen. */
  readonly brandIds: readonly string[];
  readonly programId: string | null;
};

/** Counts what an import of the staged rows would do, in one pass over them. */
export async function countPeople(tx: Tx, question: CountQuestion): Promise<PeopleCounts> {
  await tx.query(`set local work_mem = '128MB'`);
  await tx.query('set local enable_nestloop = off');
  const changed = isChanged(mergedColumns(question.duplicates));
  const { rows } = await tx.query<PeopleCounts>(
    `select count(*) as people,
       count(*) filter (where is_new) as created,
       count(*) filter (where not is_new and is_changed) as updated,
       count(*) filter (where not is_new and not is_changed) as unchanged,
       count(*) filter (where is_closed) as already_opted_out,
       count(*) filter (where not is_closed and consent = 'opted_out') as opted_out,
       count(*) filter (where not is_closed and consent <> 'opted_out' and is_consented) as with_consent,
       count(*) filter (where not is_closed and consent <> 'opted_out' and not is_consented) as without_consent,
       count(*) filter (where not is_closed and consent <> 'opted_out' and is_on_record) as consent_on_record
     from (
       select s.consent, c.id is null as is_new, ${changed} as is_changed,
         coalesce(x.brands = cardinality($3::uuid[]), false) or coalesce(k.status = 'opted_out', false) as is_closed,
         coalesce(k.status = 'opted_in', false) as is_on_record,
         coalesce(k.status = 'opted_in', false) or (s.consent = 'given' and $4::uuid is not null) as is_consented
       from import_staging s
       left join contact c on c.workspace_id = $1 and c.number = s.number
       left join (
         select number, count(*) as brands from suppression
         where workspace_id = $1 and brand_id = any($3::uuid[]) and lifted_at is null group by number
       ) x on x.number = s.number
       left join consent k on k.workspace_id = $1 and k.program_id = $4::uuid and k.number = s.number
       where s.workspace_id = $1 and s.import_id = $2 and s.line > 0
     ) judged`,
    [tx.workspaceId, question.importId, question.brandIds, question.programId],
  );
  await tx.query('set local enable_nestloop = on');
  return rows[0] as PeopleCounts;
}

/** The same people after the import: what was done is read from its changes, permission from where it stands now. */
export async function countDone(
  tx: Tx,
  importId: string,
): Promise<Pick<PeopleCounts, 'created' | 'updated' | 'unchanged'>> {
  const { rows } = await tx.query<Pick<PeopleCounts, 'created' | 'updated' | 'unchanged'>>(
    `select count(*) filter (where before is null) as created,
       count(*) filter (where before <> '{}') as updated,
       count(*) filter (where before = '{}') as unchanged
     from import_change where workspace_id = $1 and import_id = $2`,
    [tx.workspaceId, importId],
  );
  return rows[0] ?? { created: 0, updated: 0, unchanged: 0 };
}
