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
  const included = membersSql(choice.include, place);
  const excluded = isMemberSql(choice.exclude, 'c.id', place);
  const text = `select c.id as contact_id, c.number
    from (${included}) i
    join contact c on c.workspace_id = (select current_workspace()) and c.id = i.contact_id
    where (${excluded}) is not true`;
  return { text, values };
}

export type Place = (value: unknown) => string;

// One list or one tag holds each person once by its key, so the common campaign pays for no deduplication.
function membersSql(audience: Audience, place: Place): string {
  const branches = branchesOf(audience, place).map((branch) => `select contact_id ${branch}`);
  return branches.length === 0 ? 'select null::bigint as contact_id where false' : branches.join(' union ');
}

/**
 * A condition: the person is in any of these lists or tags. Used where it cannot become a join (in a CASE, before IS
 * NOT TRUE), so that it is one look-up by key a person, or a hash. Right after a large import the server has no
 * statistics yet; as a join it was planned as a loop over both sides and did not end within ten minutes.
 */
export function isMemberSql(audience: Audience, contactId: string, place: Place): string {
  const branches = branchesOf(audience, place).map(
    (branch) => `exists (select ${branch} and contact_id = ${contactId})`,
  );
  return branches.length === 0 ? 'false' : branches.join(' or ');
}

function branchesOf({ lists, tags }: Audience, place: Place): string[] {
  const mine = 'where workspace_id = (select current_workspace())';
  return [
    ...lists.map((id) => `from list_member ${mine} and list_id = ${place(id)}::uuid`),
    ...tags.map((tag) => `from contact_tag ${mine} and tag = ${place(tag)}::text`),
  ];
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
