import type { FieldUse, Template } from '@tidings/sms';
import { type EventName, listEventNames } from '../events/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { eventNames, eventPlaceOf, factFields, groupOf, isAlwaysThere, slugOf } from './merge-field.ts';
import { listListNames, listTagNames } from './personal.queries.ts';

/** A field of ours, for people to choose from. */
export type KnownField = {
  readonly name: string;
  readonly group: string;
  readonly label: string;
  readonly example: string;
  /** Where it is true, a text needs a fallback or a condition for it. */
  readonly mayBeMissing: boolean;
};

/** Every field of ours that texts of this workspace may name. */
export async function listKnownFields(tx: Tx): Promise<KnownField[]> {
  const [tags, lists, events] = [await listTagNames(tx), await listListNames(tx), await listEventNames(tx)];
  return [
    ...factFields.map(({ of: _, ...field }) => ({ ...field, group: groupOf(field.name) ?? '' })),
    ...named('tag', tags, 'Has the tag'),
    ...named(
      'list',
      lists.map(({ name }) => name),
      'Is on the list',
    ),
    ...events.flatMap(fieldsOfEvent),
  ];
}

function named(group: 'tag' | 'list', names: readonly string[], label: string): KnownField[] {
  const bySlug = new Map(names.map((name) => [slugOf(name), name]));
  bySlug.delete('');
  return [...bySlug].map(([slug, name]) => ({
    ...{ name: `${group}.${slug}`, group, label: `${label} “${name}”`, example: 'true', mayBeMissing: false },
  }));
}

const labels: Readonly<Record<string, readonly [label: string, example: string]>> = {
  count: ['How many', '3'],
  sum: ['Worth of all', '120.5'],
  value: ['Worth of the last', '49.9'],
  at: ['Day of the last', '2026-11-29'],
};

function fieldsOfEvent({ name, properties }: EventName): KnownField[] {
  const own = Object.keys(properties).filter((property) => !eventNames.includes(property));
  return [...eventNames, ...own].map((part) => {
    const [label = `${part} of the last`, example = ''] = labels[part] ?? [];
    return {
      ...{ name: `event.${name}.${part}`, group: 'event', label: `${label} (${name})`, example },
      mayBeMissing: !isAlwaysThere({ event: name, path: [part] }),
    };
  });
}

/** What stands against the fields of ours in a template, with their places. */
export type FieldProblem = {
  readonly code: 'merge.needs_fallback';
  readonly sentence: string;
  readonly position: number;
  readonly suggestion: string;
};

export type OpenFields = {
  /** Every name that may stand in these words. */
  readonly names: readonly string[];
  problemsOf(template: Template): FieldProblem[];
};

/** The fields of ours that these templates may name. Asks for no more than they speak of. */
export async function openFields(tx: Tx, templates: readonly (Template | null)[]): Promise<OpenFields> {
  const used = templates.flatMap((template) => template?.fields.map(({ name }) => name) ?? []);
  if (!used.some((field) => groupOf(field) !== null)) return { names: [], problemsOf: () => [] };
  const known = await listKnownFields(tx);
  const events = (await listEventNames(tx)).map(({ name, properties }) => ({ name, properties }));
  const byName = new Map(known.map((field) => [field.name, field]));
  const names = new Set(byName.keys());
  for (const field of used) {
    const place = eventPlaceOf(
      field,
      events.map(({ name }) => name),
    );
    // What stands inside a property is seen when it is there.
    const properties = events.find(({ name }) => name === place?.event)?.properties ?? {};
    const [first = '', ...more] = place?.path ?? [];
    if (more.length > 0 && Object.hasOwn(properties, first)) names.add(field);
    if (first === 'total') names.add(field);
  }
  const mayBeMissing = (field: string) =>
    groupOf(field) === 'event' && (byName.get(field)?.mayBeMissing ?? true);
  return {
    names: [...names],
    problemsOf: (template) =>
      template.fields
        .filter(({ name, safeBy }) => safeBy === 'none' && names.has(name) && mayBeMissing(name))
        .map(problemOf),
  };
}

const problemOf = ({ name, position }: FieldUse): FieldProblem => ({
  code: 'merge.needs_fallback',
  sentence: `Give ${name} a fallback behind its last filter, such as {{ ${name} | default: "…" }}, or put the phrase inside {% if ${name} %} … {% endif %}: not everybody has one.`,
  position,
  suggestion: `{{ ${name} | default: "…" }}`,
});
