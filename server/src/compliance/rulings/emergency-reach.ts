import { emergencyVerdict, type PermissionVerdict } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Consent } from '../../contacts/index.ts';
import { isReleased, type Rulings } from './ruling.ts';

/** Whom emergencies reach: who has joined their program; or whoever is known and has not left, where the law asks for no consent. */
export const emergencyReaches = ['joined', 'known'] as const;
export type EmergencyReach = (typeof emergencyReaches)[number];

export type EmergencyText = {
  readonly programId: string;
  readonly purpose: string;
  readonly body: string;
  readonly number: string;
};

/**
 * The rule that lets this text go to somebody who has not joined; null where none does. It is for the very words that two people have
 * released for this, in a program for emergencies, and while the release lasts. Words that sell have another purpose by now. Whoever
 * has left, or may not be texted for another reason, is none of its business: their consent is on record.
 */
export function emergencyExemption(
  { programId, purpose, body, number }: EmergencyText,
  standing: Consent | undefined,
  { released }: Pick<Rulings, 'released'>,
  now: Date,
): PermissionVerdict | null {
  if (purpose !== 'emergency' || (standing && standing.status !== 'pending')) return null;
  if (standing?.isSuppressed || standing?.isRestricted) return null;
  const exempt = released.filter((one) => one.isWithoutConsent);
  if (!isReleased({ released: exempt }, { programId, body }, now)) return null;
  return emergencyVerdict(countryOfNumber(number));
}
