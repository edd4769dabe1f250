import { languageTagOf } from '@tidings/sms';
import { parseNumber } from '@tidings/sms/numbers';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { ProblemDetail } from '../platform/errors.ts';
import { sha256 } from '../platform/secrets.ts';
import type { Contact } from './contact.ts';
import { type FactName, factNames, problemsOf, textOf } from './contact-facts.ts';
import type { ContactField } from './contact-field.ts';
import { type FieldEntry, readFieldValues } from './field-values.ts';
import { placeOf } from './place.ts';

/** New values for what is on file of a person; absent ones stay, null takes a value away. */
export type ContactChange = {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  /** What they read, as a tag: `es-mx`. */
  readonly language?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  /** The zone that they live in; null goes back to what address and number tell. */
  readonly timeZone?: string | null;
  readonly fields?: Readonly<Record<string, FieldEntry>>;
};

/** What a person may correct about themselves. */
export type ContactCorrection = Pick<ContactChange, 'firstName' | 'lastName' | 'email'>;

/** What can be changed of a person; the number, and what they agreed to, cannot. */
export type ContactFacts = Pick<
  Contact,
  'firstName' | 'lastName' | 'email' | 'country' | 'region' | 'timeZone' | 'timeZoneSource' | 'fields'
> & { readonly language: string | null };

export type DecidedChange = {
  readonly after: ContactFacts;
  /** By the names of the API, own columns by theirs; none where everything stood so before. */
  readonly changed: readonly string[];
  readonly problems: readonly ProblemDetail[];
};

/** What a person is after a change, and what stands against keeping it. */
export function decideChange(
  contact: Contact,
  change: ContactChange,
  known: readonly ContactField[],
): DecidedChange {
  const before = factsOf(contact);
  const problems: ProblemDetail[] = [];
  const read = (name: FactName): string | null => {
    const written = textOf(change[name]);
    const text = name === 'country' ? (written?.toUpperCase() ?? null) : written;
    if (change[name] === undefined || text === before[name]) return before[name];
    if (text !== null) problems.push(...problemsOf(name, text));
    return text;
  };
  const [firstName, lastName, email] = [read('firstName'), read('lastName'), read('email')];
  const language = read('language');
  const address = { country: read('country'), region: read('region'), timeZone: read('timeZone') };
  const fields = readFieldValues(known, before.fields, change.fields ?? {});
  problems.push(...fields.problems);
  if (problems.length > 0) return { after: before, changed: [], problems };
  const after = {
    ...{ firstName, lastName, email, language: language && languageTagOf(language) },
    ...settlePlace(contact, change, address),
    fields: fields.values,
  };
  return { after, changed: changedIn(before, after), problems };
}

/** What of a person can be changed, as it stands. */
export const factsOf = (contact: Contact): ContactFacts => ({
  firstName: contact.firstName,
  lastName: contact.lastName,
  email: contact.email,
  language: contact.language ?? null,
  country: contact.country,
  region: contact.region,
  timeZone: contact.timeZone,
  timeZoneSource: contact.timeZoneSource,
  fields: contact.fields,
});

/** Another one with every change of what is on file; what is as it was has the one it had. */
export const revisionOf = (contact: Contact): string =>
  sha256(canonicalJson(factsOf(contact)))
    .toString('hex')
    .slice(0, 16);

type Address = Pick<ContactFacts, 'country' | 'region' | 'timeZone'>;

/** Where they are after a change. What nobody has changed stays; a zone that nobody named follows the address. */
function settlePlace(
  contact: Contact,
  change: ContactChange,
  { country, region, timeZone }: Address,
): Address & Pick<ContactFacts, 'timeZoneSource'> {
  const isNamed = change.timeZone === undefined ? contact.timeZoneSource === 'own' : timeZone !== null;
  const isElsewhere = country !== contact.country || region !== contact.region;
  const wasNamed = contact.timeZoneSource === 'own';
  if (!isElsewhere && isNamed === wasNamed && (!isNamed || timeZone === contact.timeZone)) {
    return { country, region, timeZone: contact.timeZone, timeZoneSource: contact.timeZoneSource };
  }
  const parsed = parseNumber(contact.number, {});
  const numberCountry = parsed.ok ? parsed.country : (contact.country ?? '');
  const place = placeOf({
    ...{ number: contact.number, numberCountry },
    addressCountry: country === null || country === numberCountry ? null : country,
    region: region ?? '',
    ownZone: isNamed ? (timeZone ?? undefined) : undefined,
  });
  return { ...place, region: place.region === '' ? null : place.region };
}

/** What differs, by the names of the API; the columns of the business's own as `fields.store`. */
function changedIn(before: ContactFacts, after: ContactFacts): string[] {
  const own = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  return [
    ...(Object.keys(factNames) as FactName[]).flatMap((name) =>
      before[name] === after[name] ? [] : [factNames[name]],
    ),
    ...(before.timeZone === after.timeZone && before.timeZoneSource !== after.timeZoneSource
      ? ['time_zone']
      : []),
    ...[...own].filter((name) => before.fields[name] !== after.fields[name]).map((name) => `fields.${name}`),
  ];
}

/** The values of what changed, by the same names: what the audit keeps until the person is erased. */
export function valuesOf(facts: ContactFacts, changed: readonly string[]): Record<string, string | null> {
  const values: Record<string, string | null> = {};
  for (const name of Object.keys(factNames) as FactName[]) values[factNames[name]] = facts[name];
  for (const [name, value] of Object.entries(facts.fields)) values[`fields.${name}`] = value;
  return Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
}
