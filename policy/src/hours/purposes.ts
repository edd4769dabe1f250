/** Which hours a purpose keeps: `law` those of every place, `house` the plain window of the day, `none` none at all. */
export type PurposeHours = 'law' | 'house' | 'none';

/**
 * The purposes of programs, and debt collection, which no program has. A mixed text is marketing. Fund-raising and
 * politics are outside the federal hours and still no reason to wake anybody.
 */
const hoursOf: Readonly<Record<string, PurposeHours>> = {
  marketing: 'law',
  transactional: 'house',
  healthcare: 'house',
  internal: 'house',
  survey: 'house',
  nonprofit: 'house',
  political: 'house',
  debt_collection: 'house',
  conversational: 'none',
  otp: 'none',
  emergency: 'none',
};

// What each of them says about itself, for the trace.
const reasons: Readonly<Record<string, string>> = {
  conversational: 'It answers what the person asked, so it goes at any hour.',
  otp: 'A one-time password is wanted now, so it goes at any hour.',
  emergency: 'It is about health or safety, so it goes at any hour.',
};

/** Purposes that may be urgent: what the person is waiting for goes at any hour when whoever sends it says so. */
export const purposesThatMayBeUrgent: readonly string[] = ['transactional', 'healthcare', 'internal'];

export const policyPurposes: readonly string[] = Object.keys(hoursOf);

/** The hours of a purpose; a word that is no purpose keeps those of marketing. */
export function hoursOfPurpose(purpose: string, isUrgent: boolean): PurposeHours {
  if (isUrgent && purposesThatMayBeUrgent.includes(purpose)) return 'none';
  return hoursOf[purpose] ?? 'law';
}

export const whyAtAnyHour = (purpose: string): string =>
  reasons[purpose] ?? 'It is urgent by the word of whoever sends it, so it goes at any hour.';
