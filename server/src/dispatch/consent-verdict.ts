import { drop, type Verdict } from './verdict.ts';

type Standing = { status: 'opted_in' | 'opted_out'; eventId: number; isSuppressed: boolean };

/** May this number be texted in this program? The rule of both looks: with the decision about a chunk, and again before each later wave of it. */
export function consentVerdict(standing: Standing | undefined): Verdict | null {
  if (standing?.isSuppressed) return drop('contact.opted_out', 'The person has opted out of this brand.');
  if (!standing) return drop('contact.no_consent', 'There is no recorded consent to this program.');
  if (standing.status !== 'opted_in') return drop('contact.opted_out', 'The person has left this program.');
  return null;
}
