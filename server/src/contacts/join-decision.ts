import type { ConsentStatus, Suppression } from './consent.ts';

/** How sure it is that the owner of the number is the one who joins. */
export type JoinProof =
  /** It came from the phone itself: a keyword, a text to a number of ours. */
  | 'own_phone'
  /** The YES of that phone to a request that waits for it. */
  | 'confirmed'
  /** A code that was texted to that phone was entered on our page. It is theirs, and yet no text that takes a STOP back. */
  | 'code'
  /** Somebody says so whose word is taken: staff with a signed paper, a shop's checkout. */
  | 'told'
  /** Somebody typed the number into a form. Nothing is known until the phone itself says YES. */
  | 'asked';

export type JoinDecision = 'joined' | 'pending' | 'already_joined' | 'already_pending' | 'opted_out';

type Standing = {
  readonly status: ConsentStatus | undefined;
  readonly suppression: (Suppression & { readonly suppressedAt: Date }) | undefined;
  readonly proof: JoinProof;
  readonly occurredAt: Date;
  /** Whether it is worth more by law than the consent of somebody who is in already. */
  readonly isStronger?: boolean;
};

/**
 * Whoever has opted out comes back by their own act and by nothing else; and not by one that is older than their STOP,
 * which carriers may bring late. Nobody who is in is asked again, and nobody who has been asked is asked twice. What somebody does who
 * is in already is written down where it is worth more than what is on file, as a keyword is beside a number on a list.
 */
export function decideJoin({ status, suppression, proof, occurredAt, isStronger }: Standing): JoinDecision {
  const isSuppressed = suppression !== undefined && !suppression.isLifted;
  // A YES answers a request. After a STOP there is none any more, so it takes nothing back.
  if (proof === 'confirmed') {
    if (isSuppressed || (status !== 'pending' && status !== 'opted_in')) return 'opted_out';
    return status === 'pending' ? 'joined' : 'already_joined';
  }
  if (proof === 'own_phone') {
    if (isSuppressed && occurredAt < suppression.suppressedAt) return 'opted_out';
    return status === 'opted_in' && !isSuppressed && !isStronger ? 'already_joined' : 'joined';
  }
  if (isSuppressed || status === 'opted_out') return 'opted_out';
  if (status === 'opted_in') return isStronger && proof !== 'asked' ? 'joined' : 'already_joined';
  if (proof === 'told' || proof === 'code') return 'joined';
  return status === 'pending' ? 'already_pending' : 'pending';
}
