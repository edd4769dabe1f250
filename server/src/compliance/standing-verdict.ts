import { doNotCallVerdict, type Permission, type PermissionVerdict } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Consent } from '../contacts/index.ts';

/** What is asked about a text: to whom and what for, by which standard, and what hour it is for people. */
export type StandingAsked = {
  readonly number: string;
  readonly purpose: string;
  readonly permission: Permission;
  readonly now: Date;
};

// What a person asked for or urgently needs comes at any hour, and whatever they think of our marketing.
const askedFor = new Set(['otp', 'transactional', 'conversational', 'emergency', 'internal']);

/** Whether texts of this purpose wait: for the morning where the person is, for the end of a pause, for a judgement. */
export const isMarketing = (purpose: string): boolean => !askedFor.has(purpose);

export type StandingRefusal = { readonly code: string; readonly sentence: string };

const refused = (code: string, sentence: string): StandingRefusal => ({ code, sentence });

/**
 * What speaks against texting this number in a program at all, whatever is said; null where nothing does. Dispatch asks it of every text,
 * and whoever asks why has the same answer.
 */
export function refusalOf(standing: Consent | undefined, now: Date): StandingRefusal | null {
  if (standing?.isRestricted)
    return refused(
      'contact.restricted',
      'What is on file about this person is kept and not used, as they have asked.',
    );
  if (standing?.isSuppressed) return refused('contact.opted_out', 'The person has opted out of this brand.');
  if (!standing) return refused('contact.no_consent', 'There is no recorded consent to this program.');
  if (standing.status === 'pending')
    return refused(
      'contact.no_consent',
      'The person was asked to confirm that they join, and has not answered yet.',
    );
  if (standing.status !== 'opted_in')
    return refused('contact.opted_out', 'The person has left this program.');
  const { unreachable } = standing;
  if (unreachable && (unreachable.until === null || unreachable.until > now))
    return refused('contact.unreachable', unreachableWords[unreachable.reason]);
  if (standing.isReassigned)
    return refused(
      'contact.reassigned',
      'The number was given up after the consent on file, so it may be somebody else’s: it waits for a newer consent.',
    );
  return null;
}

const unreachableWords = {
  landline: 'The number is a landline, which no text reaches.',
  invalid_number: 'A carrier or a source says that there is no such number.',
} as const;

/** What the consent on file must be for this text, and what it is; the rule that decided, in its own words. */
export function permissionOf(standing: PermissionFacts, asked: StandingAsked): PermissionVerdict {
  const { level, levelExpiresAt: expiresAt, doNotCall, registersAsOf } = standing;
  const { number, purpose, permission, now } = asked;
  const country = countryOfNumber(number);
  const found = permission.verdictOf({ purpose, country, level, expiresAt }, now);
  // Nearly nobody stands on a list or on a dealing alone: the others share one verdict, and nothing is made for them.
  if (found.decision !== 'allow' || (doNotCall === undefined && level !== 'established_relationship'))
    return found;
  const lists = { lists: doNotCall ?? [], registersAsOf: registersAsOf ?? null };
  const said = doNotCallVerdict({ purpose, country, level, ...lists }, now);
  if (said === null) return found;
  return said.decision === 'drop' ? said : { ...found, sentence: `${found.sentence} ${said.sentence}` };
}

type PermissionFacts = Pick<Consent, 'level' | 'levelExpiresAt' | 'doNotCall' | 'registersAsOf'>;
