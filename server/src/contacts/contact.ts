import type { PersonWishes } from './wishes.ts';

/** How sure we are of a contact's zone, from what it told us down to where the business is. */
export type TimeZoneSource = 'own' | 'address' | 'area_code' | 'country' | 'workspace';

export const trackings = ['agreed', 'refused'] as const;
export type Tracking = (typeof trackings)[number];

/** A person, known by their number (E.164), which is their key within a workspace and never changes. */
export type Contact = {
  readonly id: number;
  readonly number: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly country: string | null;
  /** State or province, as an address has it: `CA`, `ON`. */
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly timeZoneSource: TimeZoneSource | null;
  /** Who carries their texts, such as `att`; null while nobody has told us. */
  readonly carrier: string | null;
  /** What they want of marketing, by their own word. */
  readonly wishes?: PersonWishes | null;
  /** Whether it may be kept that they opened a link, by their own word; null where they said nothing. */
  readonly tracking?: Tracking | null;
  /** The language they have chosen for what we show and say to them. */
  readonly language?: string | null;
  /** The business's own columns, by the name of their contact_field. */
  readonly fields: Readonly<Record<string, string>>;
};

/** What every contact has; a business cannot name a column of its own like one of these. */
export const standardFields = [
  'number',
  'first_name',
  'last_name',
  'email',
  'country',
  'region',
  'time_zone',
] as const;

/**
 * What a text may say about this person: the standard fields and the business's own. Absent and blank values are left
 * out, so that a template finds a missing value and not an empty one. Own columns never stand in for standard ones.
 */
export function mergeValuesOf(contact: Contact): Map<string, string> {
  const values = new Map<string, string>();
  const put = (name: string, value: string | null) => {
    if (value !== null && value.trim() !== '') values.set(name, value);
  };
  for (const name in contact.fields) put(name, contact.fields[name] ?? null);
  if (values.size > 0) for (const name of standardFields) values.delete(name);
  put('number', contact.number);
  put('first_name', contact.firstName);
  put('last_name', contact.lastName);
  put('email', contact.email);
  put('country', contact.country);
  put('region', contact.region);
  put('time_zone', contact.timeZone);
  // What they chose on their page comes before what a list says of them.
  if (contact.language) values.set('language', contact.language);
  return values;
}

/** What they read: by their own choice, or by a field of that name. Null where nobody has said. */
export const languageOf = ({ language, fields }: Pick<Contact, 'language' | 'fields'>): string | null =>
  language ?? fields.language ?? null;

/** The person's name as one line; null when we know none. */
export function nameOf(contact: Pick<Contact, 'firstName' | 'lastName'>): string | null {
  const name = [contact.firstName, contact.lastName].filter((part) => part?.trim()).join(' ');
  return name === '' ? null : name;
}
