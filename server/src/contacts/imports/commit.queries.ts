import type { Tx } from '../../platform/db/pool.ts';
import { stagedPeople } from './staging.queries.ts';

export type StagedOptOut = {
  readonly number: string;
  readonly line: number;
  readonly at: Date | null;
  readonly contactId: number | null;
};

export type OptOutPage = { readonly page: number; readonly people: number };

/** The pages of opt-outs, in order. */
export async function listOptOutPages(tx: Tx, importId: string): Promise<OptOutPage[]> {
  const { rows } = await tx.query<OptOutPage>(
    `select page, cardinality(number) as people from import_opt_out
     where workspace_id = $1 and import_id = $2 order by page`,
    [tx.workspaceId, importId],
  );
  return rows;
}

/** Who opted out according to these pages of the file, by number. */
export async function listStagedOptOuts(
  tx: Tx,
  importId: string,
  pages: readonly number[],
): Promise<StagedOptOut[]> {
  const { rows } = await tx.query<StagedOptOut>({
    name: 'list_staged_opt_outs',
    text: `select u.number, u.line, u.opted_out_at as at, c.id as "contactId"
      from import_opt_out o cross join lateral unnest(o.number, o.line, o.opted_out_at) with ordinality
        as u(number, line, opted_out_at, nth)
      left join lateral (select id from contact c where c.workspace_id = $1 and c.number = u.number limit 1) c on true
      where o.workspace_id = $1 and o.import_id = $2 and o.page = any($3::integer[]) order by o.page, u.nth`,
    values: [tx.workspaceId, importId, pages],
  });
  return rows;
}

export type Standing = { readonly closed: number; readonly with_consent: number };

/** Of these numbers, those that no text may go to, and those that have agreed to the program. */
export async function countStanding(
  tx: Tx,
  question: {
    readonly programId: string | null;
    readonly brandIds: readonly string[];
    /** Numbers that belonged to somebody who was erased, once for each brand that may not text them. */
    readonly erased: readonly string[];
  },
  numbers: Buffer,
): Promise<Standing> {
  const { rows } = await tx.query<Standing>({
    name: 'count_import_standing',
    text: `select count(*) filter (where is_closed) as closed,
        count(*) filter (where not is_closed and is_consented) as with_consent
      from (
        select (x.brands > 0 and x.brands = cardinality($4::uuid[])) or coalesce(k.status = 'opted_out', false) as is_closed,
          coalesce(k.status = 'opted_in', false) as is_consented
        from unnest($2::text[]) as n(number)
        left join lateral (
          select count(*) + (select count(*) from unnest($5::text[]) e (number) where e.number = n.number) as brands
          from suppression u
          where u.workspace_id = $1 and u.brand_id = any($4::uuid[]) and u.number = n.number and u.lifted_at is null
        ) x on true
        left join lateral (
          select k.status from consent k where k.workspace_id = $1 and k.program_id = $3::uuid and k.number = n.number limit 1
        ) k on true
      ) judged`,
    values: [tx.workspaceId, numbers, question.programId, question.brandIds, question.erased],
  });
  return rows[0] ?? { closed: 0, with_consent: 0 };
}

export type Publication = {
  /** `isFilled`: everybody is on it already. */
  readonly list: { readonly id: string; readonly isFilled: boolean } | null;
  readonly tags: readonly string[];
  /** Rows of the file have tags of their own. */
  readonly haveOwnTags: boolean;
};

/**
 * Puts everybody on the list and tags them, in one transaction: until it commits, no campaign finds any of them there, and
 * afterwards all of them. Everybody whom an import names stands in import_change.
 */
export async function publishPeople(
  tx: Tx,
  importId: string,
  { list, tags, haveOwnTags }: Publication,
): Promise<void> {
  if (list && !list.isFilled) {
    await tx.query(
      `insert into list_member (workspace_id, list_id, contact_id, import_id)
       select $1, $3, contact_id, $2 from import_change where workspace_id = $1 and import_id = $2 order by contact_id
       on conflict do nothing`,
      [tx.workspaceId, importId, list.id],
    );
  }
  if (tags.length > 0) {
    await tx.query(
      `insert into contact_tag (workspace_id, tag, contact_id, import_id)
       select $1, t.tag, i.contact_id, $2 from unnest($3::text[]) as t(tag)
       join import_change i on i.workspace_id = $1 and i.import_id = $2 on conflict do nothing`,
      [tx.workspaceId, importId, tags],
    );
  }
  if (haveOwnTags) await tagByRows(tx, importId);
}

async function tagByRows(tx: Tx, importId: string): Promise<void> {
  const { rows } = await tx.query<{ page: number }>(
    'select page from import_staging where workspace_id = $1 and import_id = $2 order by page',
    [tx.workspaceId, importId],
  );
  for (const { page } of rows) {
    await tx.query({
      name: 'tag_import_page',
      text: `insert into contact_tag (workspace_id, tag, contact_id, import_id)
        select $1, t.tag, c.id, $2 from ${stagedPeople(['number', 'tags'])} s
        cross join lateral unnest(s.tags::text[]) as t(tag)
        cross join lateral (select id from contact c where c.workspace_id = $1 and c.number = s.number limit 1) c
        on conflict do nothing`,
      values: [tx.workspaceId, importId, page],
    });
  }
}

/** Of those who were known before: who refuses by this import that their clicks are kept. In the order of their ids. */
export async function listRefusedByImport(
  tx: Tx,
  importId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly contactId: number; readonly number: string }[]> {
  const { rows } = await tx.query<{ contactId: number; number: string }>(
    `select c.id as "contactId", c.number from import_change i join contact c on c.workspace_id = $1 and c.id = i.contact_id
     where i.workspace_id = $1 and i.import_id = $2 and i.contact_id > $3 and c.tracking = 'refused'
       and i.before ? 'tracking' and i.before ->> 'tracking' is distinct from 'refused'
     order by c.id limit $4`,
    [tx.workspaceId, importId, after, limit],
  );
  return rows;
}
