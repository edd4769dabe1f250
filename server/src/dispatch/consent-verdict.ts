import { doNotCallVerdict, type Permission, type PermissionVerdict } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Consent } from '../contacts/index.ts';
import { isMarketing } from './lane.ts';
import { drop, hold, type Verdict } from './verdict.ts';

/** Why a text waits for somebody's word; whoever gives it lets these go (releaseHeldPeople). */
export const waitsForPeople = {
  judgement: 'reply_to_judge',
  pause: 'paused_by_person',
  hours: 'person_hours',
} as const;

/** What is asked about a text: to whom and what for, by which standard, and what hour it is for people. */
export type Asked = {
  readonly number: string;
  readonly purpose: string;
  readonly permission: Permission;
  readonly now: Date;
};

/** What the consent on file must be for this text, and what it is; the rule that decided, in its own words. */
export function permissionOf(standing: PermissionFacts, asked: Asked): PermissionVerdict {
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

/**
 * May this number be texted in this program? The rule of both looks: with the decision about a chunk, and again before each later wave of it.
 * A pause and a reply that nobody has judged yet keep marketing back; a password or an order somebody waits for still comes.
 */
export function consentVerdict(standing: Consent | undefined, asked: Asked): Verdict | null {
  const { purpose, now } = asked;
  if (standing?.isRestricted)
    return drop(
      'contact.restricted',
      'What is on file about this person is kept and not used, as they have asked.',
    );
  if (standing?.isSuppressed) return drop('contact.opted_out', 'The person has opted out of this brand.');
  if (!standing) return drop('contact.no_consent', 'There is no recorded consent to this program.');
  if (standing.status === 'pending')
    return drop(
      'contact.no_consent',
      'The person was asked to confirm that they join, and has not answered yet.',
    );
  if (standing.status !== 'opted_in') return drop('contact.opted_out', 'The person has left this program.');
  const { unreachable } = standing;
  if (unreachable && (unreachable.until === null || unreachable.until > now))
    return drop('contact.unreachable', unreachableWords[unreachable.reason]);
  if (standing.isReassigned)
    return drop(
      'contact.reassigned',
      'The number was given up after the consent on file, so it may be somebody else’s: it waits for a newer consent.',
    );
  const allowed = permissionOf(standing, asked);
  if (allowed.decision === 'drop') return drop(allowed.code ?? 'contact.no_consent', allowed.sentence);
  if (allowed.decision === 'hold') return hold(soon(now), waitsForLevel);
  if (!isMarketing(purpose)) return null;
  if (standing.heldSince) return hold(nextLook(now), waitsForPeople.judgement);
  if (standing.pausedUntil && standing.pausedUntil > now)
    return hold(standing.pausedUntil, waitsForPeople.pause);
  return null;
}

const unreachableWords = {
  landline: 'The number is a landline, which no text reaches.',
  invalid_number: 'A carrier or a source says that there is no such number.',
} as const;

// The levels of a million consents are worked out in some minutes; whoever waits is asked about again by the full minute.
const waitsForLevel = 'consent_to_read';
const soon = (now: Date) => new Date((Math.ceil(now.getTime() / 60_000) + 2) * 60_000);

// Judging lets them go at once; this is for whoever is forgotten. By the full hour, so that people of a chunk wait together.
const lookAgainHours = 24;
const hourMs = 3_600_000;
const nextLook = (now: Date) => new Date((Math.ceil(now.getTime() / hourMs) + lookAgainHours) * hourMs);
