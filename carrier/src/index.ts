export type { Carrier, Summary } from './carrier.ts';
export type { CapabilityClass } from './context.ts';
export { type FaultName, faultNames } from './faults.ts';
export { acceptedReferences, type JudgeScope, judge, judgeFile } from './judge.ts';
export { readLedger, streamLedger } from './ledger.ts';
export { type ProfileName, profiles } from './profiles.ts';
export type {
  Apart,
  CarrierEvent,
  InboundEvent,
  LedgerEntry,
  LedgerRow,
  ReceiptEvent,
  Status,
} from './rows.ts';
export { type ReplyKind, wordings } from './scripts.ts';
export type { Settings, SettingsChange, Span } from './settings.ts';
export { isSignedCallback, signCallback } from './signature.ts';
export { type CarrierOptions, type RunningCarrier, startCarrier } from './start.ts';
export type { Answer, Submission } from './submission.ts';
export type { Verdict } from './tally.ts';
