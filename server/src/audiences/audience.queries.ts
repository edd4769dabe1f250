import type { Tx } from '../platform/db/pool.ts';
import { Internal } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type Audience, type AudienceChoice, type KnownNames, segmentsOf } from './audience.ts';
import type { CompiledSql } from './compiled-sql.ts';
import { joinSegment, type SegmentQuestion } from './segments/compile.queries.ts';

/** A choice with the rules that its segments stand for, as of one moment. */
export type ResolvedChoice = AudienceChoice & { readonly rules?: Omit<SegmentQuestion, 'rule'> };

/**
 * One statement that yields `contact_id` and `number` of each person once: in any list, tag or segment of `include`, in none of
 * `exclude`. It joins contact, so a membership whose person is gone yields nobody. Parameters start at
 * `firstParameter`, so that the statement can stand inside another that has its own.
 */
export function compileAudience(choice: ResolvedChoice, firstParameter = 1): CompiledSql {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value) + firstParameter - 1}`;
  const included = membersSql(choice, place);
  const excluded = isMemberSql(choice.exclude, 'c.id', place);
  const outside = joinSegmentsSql(choice, choice.exclude, 'c.id', place);
  const text = `select c.id as contact_id, c.number
    from (${included}) i
    join contact c on c.workspace_id = (select current_workspace()) and c.id = i.contact_id
    ${outside.joins}
    where (${excluded}) is not true${outside.isMember === '' ? '' : ` and not (${outside.isMember})`}`;
  return { text, values };
}

export type Place = (value: unknown) => string;

// One list or one tag holds each person once by its key, so the common campaign pays for no deduplication.
function membersSql(choice: ResolvedChoice, place: Place): string {
  const branches = [
    ...branchesOf(choice.include, place).map((branch) => `select contact_id ${branch}`),
    ...segmentsOf(choice.include).map((id) => segmentSql(choice, id, place)),
  ];
  return branches.length === 0 ? 'select null::bigint as contact_id where false' : branches.join(' union ');
}

/** Ids of everybody in a saved segment, each once. */
function segmentSql({ rules }: ResolvedChoice, id: string, place: Place): string {
  const found = rules?.catalogue.segments.get(publicId('seg', id));
  if (!rules || !found)
    throw new Internal('audience.unresolved', 'A segment of this campaign was not looked up. Try again.');
  const { joins, condition } = joinSegment({ ...rules, rule: found.rule }, { place, only: null });
  return `select c.id as contact_id from contact c ${joins}
    where c.workspace_id = (select current_workspace())${condition === '' ? '' : ` and (${condition})`}`;
}

/** Segments beside people who are chosen already: a join for each, and the condition that the person is in any of them. */
export function joinSegmentsSql(
  choice: ResolvedChoice,
  audience: Audience,
  contactId: string,
  place: Place,
): { readonly joins: string; readonly isMember: string } {
  const sets = segmentsOf(audience).map((id, at) => ({
    alias: `seg${at + 1}`,
    sql: segmentSql(choice, id, place),
  }));
  return {
    joins: sets
      .map(({ alias, sql }) => `left join (${sql}) ${alias} on ${alias}.contact_id = ${contactId}`)
      .join('\n    '),
    isMember: sets.map(({ alias }) => `${alias}.contact_id is not null`).join(' or '),
  };
}

/**
 * A condition: the person is in any of these lists or tags (segments are joined, see above). Used where it cannot become a join (in a CASE, before IS
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

export async function countAudience(tx: Tx, choice: ResolvedChoice): Promise<number> {
  const { text, values } = compileAudience(choice);
  const { rows } = await tx.query<{ count: number }>(`select count(*) as count from (${text}) a`, values);
  return rows[0]?.count ?? 0;
}

/** What this workspace knows of the lists, tags and segments that a choice names; archived segments are known no more. */
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
  const ids = [...segmentsOf(choice.include), ...segmentsOf(choice.exclude)];
  const segments =
    ids.length === 0
      ? []
      : (
          await tx.query<{ id: string; name: string }>(
            `select id, name from segment where workspace_id = (select current_workspace()) and id = any($1::uuid[]) and archived_at is null`,
            [ids],
          )
        ).rows;
  return {
    lists: new Map(lists.rows.map((row) => [row.id, row.name])),
    tags: new Set(tags.rows.map((row) => row.tag)),
    ...(ids.length === 0 ? {} : { segments: new Map(segments.map((row) => [row.id, row.name])) }),
  };
}
