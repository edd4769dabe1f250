import type { ProblemDetail } from '../platform/errors.ts';
import type { ContactField, ContactFieldKind } from './contact-field.ts';
import { readPlainDay } from './imports/values/plain-days.ts';

/** What somebody enters in a column of the business's own; null takes the value away. */
export type FieldEntry = string | number | boolean | null;

export type ReadFields = {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly ProblemDetail[];
};

/**
 * The columns of a person after what was entered. A value is checked by the kind of its column, unless it is the one that
 * stands there: what a file has brought may be no number, and whoever changes something else need not mend it.
 */
export function readFieldValues(
  known: readonly ContactField[],
  before: Readonly<Record<string, string>>,
  entered: Readonly<Record<string, FieldEntry>>,
): ReadFields {
  const kinds = new Map(known.map(({ name, kind }) => [name, kind]));
  const values: Record<string, string> = { ...before };
  const problems: ProblemDetail[] = [];
  for (const [name, entry] of Object.entries(entered)) {
    const text = String(entry ?? '')
      .normalize('NFC')
      .trim();
    if (text === '') delete values[name];
    else if (text !== before[name]) {
      const value = readers[kinds.get(name) ?? 'text'](text);
      if (value === null) problems.push(misfit(name, text, kinds.get(name) ?? 'text'));
      else values[name] = value;
    }
  }
  return { values, problems };
}

/** The kind that a column has which is made by its first value. */
export const kindOfEntry = (entry: FieldEntry): ContactFieldKind =>
  typeof entry === 'number' ? 'number' : typeof entry === 'boolean' ? 'boolean' : 'text';

// As it is kept, or null where it is none. Numbers stay as they are written: 007 is another card than 7.
const readers: Readonly<Record<ContactFieldKind, (text: string) => string | null>> = {
  text: (text) => text,
  number: (text) => (/^-?\d{1,30}(\.\d{1,30})?$/.test(text) ? text : null),
  date: (text) => (/^\d{4}/.test(text) ? (readPlainDay(text, 'month_first')?.spelled ?? null) : null),
  boolean: (text) => yesOrNo[text.toLowerCase()] ?? null,
};

const yesOrNo: Readonly<Record<string, string>> = { true: 'true', yes: 'true', false: 'false', no: 'false' };

const wishes: Readonly<Record<ContactFieldKind, string>> = {
  text: 'words',
  number: 'a number: write it in digits, such as 12 or 3.5',
  date: 'a date: write year, month and day, such as 1990-05-31',
  boolean: 'yes or no: write true or false',
};

const misfit = (name: string, text: string, kind: ContactFieldKind): ProblemDetail => ({
  pointer: `/fields/${name}`,
  code: 'contact.field_misfit',
  detail: `“${text.slice(0, 60)}” does not fit: ${name} is ${wishes[kind]}.`,
});
