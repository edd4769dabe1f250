/** A value that can stand in a text. */
export type MergeValue = string | number | boolean;

export const groups = ['workspace', 'brand', 'program', 'sender', 'tag', 'list', 'event'] as const;
export type Group = (typeof groups)[number];

/** What everybody of a text has in common. */
export type Facts = {
  readonly workspace: { readonly name: string };
  readonly brand: {
    readonly name: string;
    readonly helpContact: string;
    readonly website: string | null;
    readonly legalName: string | null;
    readonly postalAddress: string | null;
  };
  readonly program: { readonly name: string; readonly purpose: string; readonly textsPerMonth: number };
  readonly sender: { readonly number: string };
};

/** Every fact, with what it is and an example. A missing one leaves its place to a fallback. */
export const factFields: readonly {
  readonly name: string;
  readonly label: string;
  readonly example: string;
  readonly mayBeMissing: boolean;
  readonly of: (facts: Facts) => MergeValue | null;
}[] = [
  fact('workspace.name', 'Name of the workspace', 'Harbor Coffee', ({ workspace }) => workspace.name),
  fact('brand.name', 'Name of the brand', 'Harbor Coffee', ({ brand }) => brand.name),
  fact('brand.help', 'Where the brand helps', 'help@harbor.example', ({ brand }) => brand.helpContact),
  fact('brand.website', 'Website of the brand', 'https://harbor.example', ({ brand }) => brand.website, true),
  fact('brand.legal_name', 'Who stands behind the brand', 'Harbor LLC', ({ brand }) => brand.legalName, true),
  fact('brand.address', 'Address of the brand', '1 Pier St', ({ brand }) => brand.postalAddress, true),
  fact('program.name', 'Name of the program', 'Offers', ({ program }) => program.name),
  fact('program.purpose', 'What the program is for', 'marketing', ({ program }) => program.purpose),
  fact('program.texts_per_month', 'Promised texts a month', '4', ({ program }) => program.textsPerMonth),
  fact('sender.number', 'The number it comes from', '+12025550100', ({ sender }) => sender.number),
];

function fact(
  name: string,
  label: string,
  example: string,
  of: (facts: Facts) => MergeValue | null,
  mayBeMissing = false,
) {
  return { name, label, example, mayBeMissing, of };
}

/** Those of these fields that are facts, with their values. */
export function factValues(fields: readonly string[], facts: Facts): Map<string, MergeValue> {
  const values = new Map<string, MergeValue>();
  for (const { name, of } of factFields) {
    const value = fields.includes(name) ? of(facts) : null;
    if (value !== null && value !== '') values.set(name, value);
  }
  return values;
}

/** The group of a field of ours; null for a contact’s own and for fields of others, such as coupons. */
export function groupOf(field: string): Group | null {
  const dot = field.indexOf('.');
  const group = dot < 0 ? null : field.slice(0, dot);
  return groups.find((one) => one === group) ?? null;
}

/** Fields that are looked up person by person. */
export const isPersonal = (field: string): boolean => ['tag', 'list', 'event'].includes(groupOf(field) ?? '');

/** Whether any of these fields is filled by us. */
export const areOurs = (fields: readonly string[]): boolean =>
  fields.some((field) => groupOf(field) !== null);

/** A name of people’s own as templates write it: `Night owls` is `night_owls`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** Of every event: how often and how much altogether, and when the last was. */
export const eventTotals = ['count', 'sum'] as const;
const eventOwn = ['value', 'at'] as const;

/** A place in an event: which one, and what of it. */
export type EventPlace = { readonly event: string; readonly path: readonly string[] };

/** Reads `event.order.placed.total` against the events there are; of several that fit, the longest name is meant. */
export function eventPlaceOf(field: string, events: Iterable<string>): EventPlace | null {
  if (groupOf(field) !== 'event') return null;
  const rest = field.slice('event.'.length);
  let found: string | null = null;
  for (const name of events)
    if (rest.startsWith(`${name}.`) && (found === null || name.length > found.length)) found = name;
  return found === null ? null : { event: found, path: rest.slice(found.length + 1).split('.') };
}

/** Whether a text needs no fallback for it: a count is there for everybody, if it is zero. */
export const isAlwaysThere = ({ path: [first = '', ...more] }: EventPlace): boolean =>
  more.length === 0 && (eventTotals as readonly string[]).includes(first);

/** Names that stand for something of every event, whatever its properties are. */
export const eventNames: readonly string[] = [...eventTotals, ...eventOwn];

/** What is known of somebody’s last event of a name, and of all of them. */
export type EventFacts = {
  readonly count: number;
  readonly sum: number;
  /** As the date that it was where the workspace is: `2026-11-29`. */
  readonly at: string | null;
  readonly value: number | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
};

/** What stands at a place; null where nothing does. Properties come first, so that an `at` of the business’s own is theirs. */
export function valueAt(facts: EventFacts, path: readonly string[]): MergeValue | null {
  const [first = '', ...more] = path;
  const inside = scalarOf(dig(facts.properties, path));
  if (inside !== null) return inside;
  if (more.length > 0) return null;
  switch (first) {
    case 'count':
      return facts.count;
    case 'sum':
      return facts.sum;
    case 'value':
    // Most shops call it so and send it as the value.
    case 'total':
      return facts.value;
    case 'at':
      return facts.at;
    default:
      return null;
  }
}

function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

const namedBy = ['name', 'title', 'label', 'sku'] as const;

/** A list is the names of what is in it, one after another. */
function scalarOf(value: unknown): MergeValue | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return null;
  const names = value.flatMap((one: unknown) => {
    if (typeof one === 'string' || typeof one === 'number') return [String(one).trim()];
    const by = namedBy.find((name) => typeof dig(one, [name]) === 'string');
    return by === undefined ? [] : [String(dig(one, [by])).trim()];
  });
  const shown = names.filter((name) => name !== '').join(', ');
  return shown === '' ? null : shown;
}
