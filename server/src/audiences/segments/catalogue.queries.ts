import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { listPlacedCountries } from '../postcodes/postcode.queries.ts';
import type { Segment } from './language/ast.ts';
import type { Catalogue, FieldFact, FieldKind } from './language/catalogue.ts';

const kinds: Readonly<Record<string, FieldKind>> = {
  text: 'text',
  number: 'number',
  date: 'day',
  boolean: 'boolean',
};

type Row = { readonly id: string; readonly name: string };

/**
 * What this workspace has that a segment can name, as of this transaction. Campaigns are the latest two thousand; parts of an experiment are
 * younger than what leads it, so all of those it has are among them.
 */
export async function loadCatalogue(tx: Tx): Promise<Catalogue> {
  const named = (table: string) =>
    tx.query<Row>(`select id, name from ${table} where workspace_id = (select current_workspace())`);
  const [fields, lists, programs, campaigns, segments, events, placed] = await Promise.all([
    tx.query<{ name: string; label: string; kind: string }>(
      'select name, label, kind from contact_field where workspace_id = (select current_workspace())',
    ),
    named('contact_list'),
    named('program'),
    tx.query<Row & { root: string | null }>(
      `select id, name, part->>'root' as root from campaign where workspace_id = (select current_workspace()) order by created_at desc limit 2000`,
    ),
    tx.query<Row & { rule: Segment }>(
      'select id, name, rule from segment where workspace_id = (select current_workspace()) and archived_at is null',
    ),
    tx.query<{ id: number; name: string }>(
      'select id, name from event_name where workspace_id = (select current_workspace())',
    ),
    listPlacedCountries(tx),
  ]);
  const byId = (prefix: string, { rows }: { rows: Row[] }) =>
    new Map(rows.map(({ id, name }) => [publicId(prefix, id), name]));
  return {
    own: new Map(
      fields.rows.map(({ name, label, kind }): [string, FieldFact] => [
        name,
        { kind: kinds[kind] ?? 'text', words: label.toLowerCase() },
      ]),
    ),
    lists: byId('lst', lists),
    programs: byId('prg', programs),
    campaigns: byId('cmp', campaigns),
    parts: partsOf(campaigns.rows),
    segments: new Map(segments.rows.map(({ id, name, rule }) => [publicId('seg', id), { name, rule }])),
    events: new Map(events.rows.map(({ id, name }) => [name, id])),
    placed,
  };
}

function partsOf(campaigns: readonly (Row & { readonly root: string | null })[]): Catalogue['parts'] {
  const parts = new Map<string, string[]>();
  for (const { id, root } of campaigns) {
    if (root === null) continue;
    const lead = publicId('cmp', root);
    parts.set(lead, [...(parts.get(lead) ?? []), publicId('cmp', id)]);
  }
  return parts;
}

/** Of these tags, those that nobody carries. */
export async function listUnusedTags(tx: Tx, tags: readonly string[]): Promise<string[]> {
  if (tags.length === 0) return [];
  const { rows } = await tx.query<{ tag: string }>(
    `select t.tag from unnest($1::text[]) t (tag) where not exists (select from contact_tag c
       where c.workspace_id = (select current_workspace()) and c.tag = t.tag)`,
    [tags],
  );
  return rows.map(({ tag }) => tag);
}
