import type { CapabilityClass } from '../gateways/index.ts';

/**
 * What becomes of a text whose answer was lost and whose fate the carrier cannot tell. A password or an alarm that comes
 * twice does less harm than one that never comes; anything else that comes twice is what nobody forgives.
 */
export type UnknownPolicy = 'leave' | 'resend';

export function unknownPolicyOf(purpose: string): UnknownPolicy {
  return purpose === 'otp' || purpose === 'emergency' ? 'resend' : 'leave';
}

/** Classes whose carriers can be asked, and say yes or no. */
export const canBeAsked = (capability: CapabilityClass): boolean => capability < 'D';

/** Longer than this after it was asked for, a password is of no use, and an alarm is old news. */
export const resendBlindlyWithinMs = 5 * 60_000;
