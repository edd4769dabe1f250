import type { Tx } from '../platform/db/pool.ts';
import type { Audience, AudienceChoice, KnownNames } from './audience.ts';

export type CompiledSql = { readonly text: string; readonly values: readonly unknown[] };

/**
 * One statement that yields `contact_id` and `number` of each person once: in any list or tag of `include`, in none of
 * `exclude`. It joins contact, so a membership whose person is gone yields nobody. Parameters start at
 * `firstParameter`, so that the statement can stand inside another that has its own.
 */
export function compileAudience(choice: AudienceChoice, firstParameter = 1): CompiledSql {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value) + firstParameter - 1}`;
  const included = membersSql(choice.include, place, 'union');
  const excluded = membersSql(choice.exclude, place, 'union all');
  const text = `select c.id as contact_id, c.number
    from (${included ?? nobodySql}) i
    join contact c on c.workspace_id = (select current_workspace()) and c.id = i.contact_id
    ${excluded === null ? '' : `where not exists (select 1 from (${excluded}) x where x.contact_id = c.id)`}`;
  return { text, values };
}

const nobodySql = 'select null::bigint as contact_id where false';

type Place = (value: unknown) => string;

// One list or one tag holds each person once by its key, so the common campaign pays for no deduplication.
function membersSql(audience: Audience, place: Place, joint: 'union' | 'union all'): string | null {
  const branches = [
    ...audience.lists.map(
      (id) =>
        `select contact_id from list_member where workspace_id = (select current_workspace()) and list_id = ${place(id)}::uuid`,
    ),
    ...audience.tags.map(
      (tag) =>
        `select contact_id from contact_tag where workspace_id = (select current_workspace()) and tag = ${place(tag)}::text`,
    ),
  ];
  return branches.length === 0 ? null : branches.join(` ${joint} `);
}

export async function countAudience(tx: Tx, choice: AudienceChoice): Promise<number> {
  const { text, values } = compileAudience(choice);
  const { rows } = await tx.query<{ count: number }>(`select count(*) as count from (${text}) a`, values);
  return rows[0]?.count ?? 0;
}

/** What this workspace knows of the lists and tags that a choice names. */
export async function loadKnownNames(tx: Tx, choice: AudienceChoice): Promise<KnownNames> {
  const lists = await tx.query<{ id: string; name: string }>(
    'select id, name from contact_list where workspace_id = (select current_workspace()) and id = any($1::uuid[])',
    [[...choice.include.lists, ...choice.exclude.lists]],
  );
  const tags = await tx.query<{ tag: string }>(
    `select t.tag from unnest($1::text[]) t (tag)
     where exists (select 1 from contact_tag c where c.workspace_id = (select current_workspace()) and c.tag = t.tag)`,
    [[...choice.include.tags, ...choice.exclude.tags]],
  );
  return {
    lists: new Map(lists.rows.map((row) => [row.id, row.name])),
    tags: new Set(tags.rows.map((row) => row.tag)),
  };
}
