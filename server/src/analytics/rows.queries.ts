import type { Tx } from '../platform/db/pool.ts';

/** A row of a file that became no person of its own. */
export type RejectedRow = {
  readonly importId: string;
  readonly fileName: string;
  readonly line: number;
  readonly position: number;
  readonly row: readonly string[];
  readonly code: string;
  readonly sentence: string;
};

export type RowPlace = { readonly importId: string; readonly line: number; readonly position: number };

// Folding repeated numbers writes this one code; every other code means that no usable number was found.
const repeated = 'row.repeated';

/** Rejected rows of these imports, file by file in the order of their lines. */
export async function listRejectedRows(
  tx: Tx,
  importIds: readonly string[],
  which: 'invalid' | 'duplicates' | 'all',
  page: { readonly after: RowPlace | null; readonly limit: number },
): Promise<RejectedRow[]> {
  const { rows } = await tx.query<RejectedRow>(
    `select r.import_id as "importId", i.file_name as "fileName", r.line, r.position, r.row, r.code, r.sentence
     from import_reject r join import i on i.workspace_id = r.workspace_id and i.id = r.import_id
     where r.workspace_id = $1 and r.import_id = any($2::uuid[])
       and case $3 when 'all' then true when 'duplicates' then r.code = $4 else r.code <> $4 end
       and ($5::uuid is null or (r.import_id, r.line, r.position) > ($5, $6::bigint, $7::smallint))
     order by r.import_id, r.line, r.position limit $8`,
    [
      tx.workspaceId,
      importIds,
      which,
      repeated,
      page.after?.importId,
      page.after?.line,
      page.after?.position,
      page.limit,
    ],
  );
  return rows;
}

/** A person as one file names them: somebody whom two files name stands in both. */
export type FiledPerson = {
  readonly contactId: number;
  readonly importId: string;
  readonly fileName: string;
  readonly number: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
};

export type FiledPlace = { readonly contactId: number; readonly importId: string };

/** People of these imports, once for each file; `repeated` are those whom an earlier one of the files had brought. */
export async function listFiledPeople(
  tx: Tx,
  importIds: readonly string[],
  which: 'all' | 'repeated',
  page: { readonly after: FiledPlace | null; readonly limit: number },
): Promise<FiledPerson[]> {
  const { rows } = await tx.query<FiledPerson>(
    `select p.contact_id as "contactId", p.import_id as "importId", i.file_name as "fileName",
       coalesce(c.number, '') as number, c.first_name as "firstName", c.last_name as "lastName"
     from (
       select contact_id, import_id, row_number() over (partition by contact_id order by import_id) as nth
       from import_change where workspace_id = $1 and import_id = any($2::uuid[])
     ) p
     join import i on i.workspace_id = $1 and i.id = p.import_id
     left join contact c on c.workspace_id = $1 and c.id = p.contact_id
     where ($3 = 'all' or p.nth > 1) and ($4::bigint is null or (p.contact_id, p.import_id) > ($4, $5::uuid))
     order by p.contact_id, p.import_id limit $6`,
    [tx.workspaceId, importIds, which, page.after?.contactId, page.after?.importId, page.limit],
  );
  return rows;
}
