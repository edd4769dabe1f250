import type { ErrorClass } from '../../gateways/index.ts';
import { numberFaultReasons, optOutReason } from '../../messages/index.ts';
import type { ReasonOfAccount } from '../reports/report.queries.ts';

/** What a code means that one of these kinds of carriers gave, the likeliest first; null where none of them knows it. */
export type ClassOfCode = (kinds: readonly string[], code: string) => ErrorClass | null;

export type Trouble = ErrorClass | 'landline';

// What dispatch and receipts put in the place of a carrier's own code, which is the same whoever the carrier is.
const ourWords: Readonly<Record<string, Trouble>> = {
  [optOutReason]: 'opted_out',
  [numberFaultReasons.invalid_number]: 'invalid_number',
  [numberFaultReasons.landline]: 'landline',
  'carrier.bad_sender': 'sender',
  'carrier.refused_here': 'not_allowed',
};

// Where nobody knows the code, as over SMPP with a table of the carrier's own, these states say something all the same.
const states: Readonly<Record<string, Trouble>> = { expired: 'expired', rejected: 'refused' };

/**
 * Why texts did not arrive, in words that are the same for every carrier: each has hundreds of codes of its own. Null where nobody
 * knows what it means.
 */
export function troubleOf(
  { reason, status, kinds }: ReasonOfAccount,
  classOfCode: ClassOfCode,
): Trouble | null {
  const word = reason === null || !Object.hasOwn(ourWords, reason) ? undefined : ourWords[reason];
  if (word) return word;
  const known = reason?.startsWith('carrier.') ? classOfCode(kinds, reason.slice('carrier.'.length)) : null;
  return known ?? (Object.hasOwn(states, status) ? (states[status] ?? null) : null);
}
