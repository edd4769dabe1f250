import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { Invalid } from '../platform/errors.ts';
import type { Contact } from './contact.ts';
import { problemsOf, refuseMisfits, textOf } from './contact-facts.ts';
import { placeOf } from './place.ts';

export type NewContact = {
  /** As people write it; without a country code it is read as one of `country`, or else of the workspace. */
  readonly number: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly timeZone?: string | null;
  readonly fields?: Readonly<Record<string, string>>;
};

/** Reads what somebody typed into a contact as it is kept; refuses what could never be texted or would mislead. */
export function readNewContact(input: NewContact, workspaceCountry: string): Omit<Contact, 'id'> {
  const home = textOf(input.country)?.toUpperCase() ?? workspaceCountry;
  const parsed = parseNumber(input.number, { defaultCountry: isCountryCode(home) ? home : undefined });
  if (!parsed.ok)
    throw new Invalid(parsed.code, parsed.sentence, [
      { pointer: '/number', code: parsed.code, detail: parsed.sentence },
    ]);
  const own = textOf(input.timeZone);
  const problems = own === null ? [] : problemsOf('timeZone', own);
  if (problems.length > 0) throw refuseMisfits(problems);
  const place = placeOf({
    ...{ number: parsed.e164, numberCountry: parsed.country },
    addressCountry: textOf(input.country)?.toUpperCase() ?? null,
    region: textOf(input.region) ?? '',
    ownZone: own ?? undefined,
  });
  return {
    ...place,
    number: parsed.e164,
    firstName: textOf(input.firstName),
    lastName: textOf(input.lastName),
    email: textOf(input.email),
    region: textOf(place.region),
    carrier: null,
    fields: input.fields ?? {},
  };
}
