import { status } from '@tidings/smpp';
import type { Refusal } from '../submission.ts';

/** What this carrier means by numbers of its own, from the range that SMPP leaves to carriers. */
export const vendorStatus = { noFunds: 0x401, optedOut: 0x402, down: 0x403 } as const;

/** Statuses of SMPP that only this face has a use for. */
export const invalid = {
  messageLength: 0x01,
  sourceAddress: 0x0a,
  destinationAddress: 0x0b,
  esmClass: 0x43,
  expiry: 0x62,
  dataCoding: 0x104,
} as const;

/** What a client is answered whose text is not accepted. */
export const statusOfRefusal: Readonly<Record<Refusal['code'], number>> = {
  // The reader of a request says more exactly what is wrong with it; a bad key never gets past the bind.
  bad_request: status.invalidLength,
  bad_key: status.wrongPassword,
  invalid_number: invalid.destinationAddress,
  unknown_sender: invalid.sourceAddress,
  body_too_long: invalid.messageLength,
  no_funds: vendorStatus.noFunds,
  opted_out: vendorStatus.optedOut,
  down: vendorStatus.down,
  throttled: status.throttled,
  unavailable: status.tryAgainLater,
};

/** The `err` of a receipt, from this carrier's own table. */
export const errOf: Readonly<Record<string, string>> = {
  unknown_handset: '001',
  handset_off: '027',
  carrier_filtered: '078',
  validity_passed: '040',
};
