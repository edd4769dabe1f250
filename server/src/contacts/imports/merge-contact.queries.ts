/** What happens to a person who is known already. Blank cells never erase anything, in any of the three. */
export type Duplicates = 'update' | 'fill' | 'skip';

const plainColumns = ['first_name', 'last_name', 'email', 'country', 'region'] as const;

// The surer source wins; of two equally sure ones the file, which is newer.
const sureness = (alias: string) =>
  `coalesce(array_position(array['workspace', 'country', 'area_code', 'address', 'own'], ${alias}.time_zone_source), 0)`;

// What somebody has refused is not undone by a file, and what they agreed to themselves is by its refusal: the careful answer wins.
const trackingMerged = `(case when s.tracking = 'refused' then s.tracking else coalesce(c.tracking, s.tracking) end)`;
export type MergedColumn = { readonly column: string; readonly value: string };

/**
 * The columns of a contact after a row has been merged into it, as SQL over `c` (the contact) and `s` (the staged row).
 * The check and the import both use it, so what is announced is what happens.
 */
export function mergedColumns(duplicates: Duplicates): readonly MergedColumn[] {
  if (duplicates === 'skip') return [];
  const isFill = duplicates === 'fill';
  const pick = (column: string) =>
    isFill ? `coalesce(c.${column}, s.${column})` : `coalesce(s.${column}, c.${column})`;
  const zoneWins = isFill
    ? 'c.time_zone is null'
    : `s.time_zone is not null and ${sureness('s')} >= ${sureness('c')}`;
  return [
    ...plainColumns.map((column) => ({ column, value: pick(column) })),
    { column: 'time_zone', value: `case when ${zoneWins} then s.time_zone else c.time_zone end` },
    {
      column: 'time_zone_source',
      value: `case when ${zoneWins} then s.time_zone_source else c.time_zone_source end`,
    },
    { column: 'fields', value: isFill ? 's.fields || c.fields' : 'c.fields || s.fields' },
    { column: 'tracking', value: trackingMerged },
  ];
}

/** When and how that was said goes along with it; `how` is SQL for what the file is evidence of. */
export function mergedTracking(how: string): readonly MergedColumn[] {
  const ifNew = (then: string, otherwise: string) =>
    `case when ${trackingMerged} is distinct from c.tracking then ${then} else ${otherwise} end`;
  return [
    { column: 'tracking_said_at', value: ifNew('now()', 'c.tracking_said_at') },
    { column: 'tracking_how', value: ifNew(how, 'c.tracking_how') },
  ];
}

/** True where merging changes anything. */
export function isChanged(merged: readonly MergedColumn[]): string {
  if (merged.length === 0) return 'false';
  return `(${merged.map(({ column }) => `c.${column}`).join(', ')}) is distinct from (${merged.map(({ value }) => value).join(', ')})`;
}

/** The contact as it was, for undo; `changed_at` tells later whether anybody else has touched it since. */
export const snapshotOfContact = `jsonb_build_object('first_name', c.first_name, 'last_name', c.last_name, 'email', c.email,
  'tracking', c.tracking, 'tracking_said_at', c.tracking_said_at,
  'tracking_how', c.tracking_how, 'country', c.country, 'region', c.region, 'time_zone', c.time_zone, 'time_zone_source', c.time_zone_source, 'fields', c.fields,
  'changed_at', now())`;
