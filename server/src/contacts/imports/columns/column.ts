import type { DayOrder } from '../values/dates.ts';

/** What a column may be taken for. Anything else that a mapping names is a field of the business's own. */
export const targets = [
  'number',
  'other_number',
  'first_name',
  'last_name',
  'full_name',
  'email',
  'country',
  'region',
  'time_zone',
  'status',
  'opted_out',
  'consent',
  'consent_date',
  'consent_source',
  'tracking',
  'tags',
  'surplus',
  'skip',
] as const;

export type Target = (typeof targets)[number];

/** One column of a file and what it is taken for. */
export type Column = {
  readonly index: number;
  /** The heading, or `column_3` where the file has none; unique within the file. */
  readonly name: string;
  readonly target: Target | 'field';
  /** For fields: the name under which templates find it, and its kind. */
  readonly field: string | null;
  readonly kind: 'text' | 'number' | 'date' | 'boolean';
  readonly isNote: boolean;
  /** How dates that could be read two ways are read. */
  readonly dayOrder: DayOrder;
  /** 1 when the user said so or heading and content agree; the lower, the more a person should look. */
  readonly confidence: number;
  readonly samples: readonly string[];
};

export function isTarget(text: string): text is Target {
  return (targets as readonly string[]).includes(text);
}
