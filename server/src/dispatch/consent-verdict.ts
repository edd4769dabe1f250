import { isMarketing, permissionOf, refusalOf, type StandingAsked } from '../compliance/index.ts';
import type { Consent } from '../contacts/index.ts';
import { drop, hold, type Verdict } from './verdict.ts';

/** Why a text waits for somebody's word; whoever gives it lets these go (releaseHeldPeople). */
export const waitsForPeople = {
  judgement: 'reply_to_judge',
  pause: 'paused_by_person',
  hours: 'person_hours',
} as const;

/**
 * May this number be texted in this program? The rule of both looks: with the decision about a chunk, and again before each later wave of it.
 * A pause and a reply that nobody has judged yet keep marketing back; a password or an order somebody waits for still comes.
 * `allowed` is what permissionOf says of the same, for whoever has asked it already.
 */
export function consentVerdict(
  standing: Consent | undefined,
  asked: StandingAsked,
  allowed = standing && permissionOf(standing, asked),
): Verdict | null {
  const { purpose, now } = asked;
  const refusal = refusalOf(standing, now);
  if (refusal || !standing || !allowed)
    return drop(refusal?.code ?? 'contact.no_consent', refusal?.sentence ?? null);
  if (allowed.decision === 'drop') return drop(allowed.code ?? 'contact.no_consent', allowed.sentence);
  if (allowed.decision === 'hold') return hold(soon(now), waitsForLevel);
  if (!isMarketing(purpose)) return null;
  if (standing.heldSince) return hold(nextLook(now), waitsForPeople.judgement);
  if (standing.pausedUntil && standing.pausedUntil > now)
    return hold(standing.pausedUntil, waitsForPeople.pause);
  return null;
}

// The levels of a million consents are worked out in some minutes; whoever waits is asked about again by the full minute.
const waitsForLevel = 'consent_to_read';
const soon = (now: Date) => new Date((Math.ceil(now.getTime() / 60_000) + 2) * 60_000);

// Judging lets them go at once; this is for whoever is forgotten. By the full hour, so that people of a chunk wait together.
const lookAgainHours = 24;
const hourMs = 3_600_000;
const nextLook = (now: Date) => new Date((Math.ceil(now.getTime() / hourMs) + lookAgainHours) * hourMs);
