import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { Invalid } from '../platform/errors.ts';
import type { Contact, TimeZoneSource } from './contact.ts';
import { zoneOfNumber } from './zones.ts';

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
  if (own && !isTimeZone(own)) {
    throw new Invalid(
      'contact.unknown_time_zone',
      `“${own}” is no time zone. Give its name, such as America/Chicago.`,
    );
  }
  return {
    number: parsed.e164,
    firstName: textOf(input.firstName),
    lastName: textOf(input.lastName),
    email: textOf(input.email),
    country: textOf(input.country)?.toUpperCase() ?? parsed.country,
    region: textOf(input.region),
    ...zoneFor(own, parsed.e164, parsed.country),
    carrier: null,
    fields: input.fields ?? {},
  };
}

function zoneFor(
  own: string | null,
  number: string,
  country: string,
): { timeZone: string | null; timeZoneSource: TimeZoneSource | null } {
  if (own) return { timeZone: own, timeZoneSource: 'own' };
  const { timeZone, source } = zoneOfNumber(number, country);
  return { timeZone, timeZoneSource: source };
}

function textOf(text: string | null | undefined): string | null {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

// A bare offset such as +05:00 is accepted by Intl and knows nothing of summer time.
function isTimeZone(name: string): boolean {
  if (!name.includes('/') && name !== 'UTC') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
