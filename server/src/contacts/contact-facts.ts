import { languageTagOf } from '@tidings/sms';
import { isCountryCode } from '@tidings/sms/numbers';
import { Invalid, type ProblemDetail } from '../platform/errors.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import { labelOfStandard } from './contact-field.ts';

/** What is on file of a person in words, by the names that the API has for it. */
export const factNames = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  language: 'language',
  country: 'country',
  region: 'region',
  timeZone: 'time_zone',
} as const;
export type FactName = keyof typeof factNames;

const longest = 200;

/** What stands against keeping this, if anything does. */
export function problemsOf(name: FactName, text: string): ProblemDetail[] {
  const pointer = `/${factNames[name]}`;
  if (text.length > longest)
    return [
      {
        pointer,
        code: 'contact.too_long',
        detail: `${labelOfStandard(factNames[name])} has at most ${longest} characters.`,
      },
    ];
  const check = checks[name];
  return check === undefined || check.holds(text)
    ? []
    : [{ pointer, code: check.code, detail: check.detail }];
}

/** One refusal that says all that is wrong, each at its field. */
export const refuseMisfits = (problems: readonly ProblemDetail[]) =>
  new Invalid(
    problems[0]?.code ?? 'contact.misfit',
    problems.map(({ detail }) => detail).join(' '),
    problems,
  );

/** What was typed, tidied; null where nothing was. */
export function textOf(text: string | null | undefined): string | null {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

type Check = { readonly holds: (text: string) => boolean; readonly code: string; readonly detail: string };

const checks: Partial<Readonly<Record<FactName, Check>>> = {
  email: {
    holds: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
    code: 'contact.bad_email',
    detail: 'This is no e-mail address; write it as name@example.com.',
  },
  language: {
    holds: (text) => languageTagOf(text) !== null,
    code: 'contact.unknown_language',
    detail: 'This is no language; give its tag, such as es or pt-br.',
  },
  country: {
    holds: (text) => isCountryCode(text.toUpperCase()),
    code: 'contact.unknown_country',
    detail: 'This is no country; give its two letters, such as US or MX.',
  },
  timeZone: {
    holds: isTimeZone,
    code: 'contact.unknown_time_zone',
    detail: 'This is no time zone; give its name, such as America/Chicago.',
  },
};
