import { regionNames } from '@tidings/policy/places';
import type { Segment } from './ast.ts';

/**
 * What a field holds. `choice` is one of a few words, `day` a date without an hour (`1990-05-01`), `instant` a moment that we
 * wrote down ourselves, `place` one of the codes of `placeCodes`.
 */
export type FieldKind = 'text' | 'number' | 'boolean' | 'day' | 'instant' | 'choice' | 'place';

export type FieldFact = {
  readonly kind: FieldKind;
  /** As sentences say it: “city”, “state by area code”. */
  readonly words: string;
  /** For choices: the words there are. */
  readonly choices?: readonly string[];
};

/** What a workspace has that a segment can name. */
export type Catalogue = {
  /** The business's own fields. */
  readonly own: ReadonlyMap<string, FieldFact>;
  readonly lists: ReadonlyMap<string, string>;
  readonly programs: ReadonlyMap<string, string>;
  readonly campaigns: ReadonlyMap<string, string>;
  /** Of campaigns that lead an experiment, those by which their people got it: the variants, and what went to the rest. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  readonly segments: ReadonlyMap<string, { readonly name: string; readonly rule: Segment }>;
  /** Events that have come, with the number under which they are kept. */
  readonly events: ReadonlyMap<string, number>;
  /** Countries whose postcodes have been brought in with where they lie. */
  readonly placed: readonly string[];
};

export const emptyCatalogue: Catalogue = {
  own: new Map(),
  lists: new Map(),
  programs: new Map(),
  campaigns: new Map(),
  parts: new Map(),
  segments: new Map(),
  events: new Map(),
  placed: [],
};

/** The event by which purchases are counted for `purchases`, `spent`, `last_purchase` and `lapsed`. */
export const purchaseEvent = 'order.placed';
/** Nobody is lapsed sooner than this after a purchase. */
export const lapsedAfterDays = 90;
/** The fields of the business's own from which an age is told: the first of them that there is. */
const birthFields = ['birth_date', 'birthday', 'date_of_birth', 'dob'] as const;

export const birthFieldOf = ({ own }: Pick<Catalogue, 'own'>): string | undefined =>
  birthFields.find((name) => own.get(name)?.kind === 'day');

/** The fields of the business's own in which people's postcodes stand: the first of them that there is. */
const postcodeFields = ['postcode', 'postal_code', 'zip', 'zip_code', 'zipcode', 'plz'] as const;

export const postcodeFieldOf = ({ own }: Pick<Catalogue, 'own'>): string | undefined =>
  postcodeFields.find((name) => own.get(name)?.kind === 'text' || own.get(name)?.kind === 'number');

export const engagements = ['new', 'active', 'warm', 'cold', 'never'] as const;
export type Engagement = (typeof engagements)[number];
/** Days within which somebody is new, active or warm; past the last they are cold. */
export const engagementDays = { new: 30, active: 30, warm: 90 } as const;

const text = (words: string): FieldFact => ({ kind: 'text', words });

/** What every contact has, and what is worked out about each. docs/guides/segments.md defines them for people. */
export const standing: ReadonlyMap<string, FieldFact> = new Map<string, FieldFact>([
  ['number', text('number')],
  ['first_name', text('first name')],
  ['last_name', text('last name')],
  ['email', text('e-mail address')],
  ['language', text('language')],
  ['carrier', text('carrier')],
  ['time_zone', text('time zone')],
  ['country', { kind: 'choice', words: 'country of the address' }],
  ['phone_country', { kind: 'choice', words: 'country of the number' }],
  ['state', { kind: 'place', words: 'state' }],
  ['address_state', { kind: 'place', words: 'state of the address' }],
  ['area_state', { kind: 'place', words: 'state by area code' }],
  ['area_code', { kind: 'choice', words: 'area code' }],
  ['added', { kind: 'instant', words: 'day they were added' }],
  ['age', { kind: 'number', words: 'age' }],
  ['engagement', { kind: 'choice', words: 'engagement', choices: engagements }],
  ['last_reply', { kind: 'instant', words: 'last reply' }],
  ['last_event', { kind: 'instant', words: 'last event' }],
  ['last_purchase', { kind: 'instant', words: 'last purchase' }],
  ['purchases', { kind: 'number', words: 'number of purchases' }],
  ['spent', { kind: 'number', words: 'money spent' }],
  ['lapsed', { kind: 'boolean', words: 'lapsed' }],
]);

/** A field of the business's own that is called like one of ours is named with this before it: `own.age`. */
export const ownPrefix = 'own.';

/** The name under which a field is kept with its person, where it is one of the business's own. */
export const ownNameOf = (field: string): string =>
  field.startsWith(ownPrefix) ? field.slice(ownPrefix.length) : field;

/** Ours come first. `own.` before a name that needs none is refused as unknown, so that each field is written in one way. */
export function factOf(field: string, catalogue: Catalogue): FieldFact | undefined {
  if (!field.startsWith(ownPrefix)) return standing.get(field) ?? catalogue.own.get(field);
  const name = ownNameOf(field);
  return isAmbiguous(name) ? catalogue.own.get(name) : undefined;
}

/** Whether the name of an own field would be read as something else. */
export const isAmbiguous = (name: string): boolean => standing.has(name) || keywords.has(name);

/** Words with which a condition begins; a field called so is written `own.tag`. */
export const keywords: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'everyone',
    'tag',
    'in',
    'count',
    'sum',
    'did',
    'joined',
    'pending',
    'left',
    'within',
  ],
  ...['received', 'delivered', 'failed', 'clicked', 'replied', 'opted_out', 'opted'],
]);

/** `TX` for `TX`, `tx` and `Texas`; undefined for what is no state or province that we know. */
export function stateCode(value: string): string | undefined {
  const code = value.trim().toUpperCase();
  if (Object.hasOwn(regionNames, code)) return code;
  return Object.keys(regionNames).find((one) => regionNames[one]?.toUpperCase() === code);
}

/** The known word that is nearest to one that is not known, when it is near enough to have been meant. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = distanceOf(word.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && distance < (best?.distance ?? 99))
      best = { name, distance };
  }
  return best?.name;
}

/** Single letters to change, add, leave out or swap with the next. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 5 || one.length > 60) return 99;
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 99;
}
