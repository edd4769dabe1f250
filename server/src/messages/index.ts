export { applyNewReceipts, applyReceipts, type ReceiptStore, retryParkedReceipts } from './apply-receipts.ts';
export {
  type DirectText,
  findDirectText,
  listDirectTexts,
  type NewDirectText,
  queueDirectTexts,
  type TextsOf,
} from './direct-text.queries.ts';
export {
  eraseTexts,
  listTextsOfPerson,
  listWordsBetween,
  type TextedPerson,
  type TextOnFile,
  wordsInSingleTexts,
} from './erase-texts.queries.ts';
export { leftBy, leftBySql } from './left-by.queries.ts';
export {
  countByStatus,
  listKnownProviderIds,
  listMessages,
  listMessagesOfContact,
  listQueuedTexts,
  listSettledIds,
  type MessageRow,
  type QueuedText,
  requeueUnknown,
  suppressQueued,
} from './message.queries.ts';
export {
  afterReceipt,
  type MessageKind,
  type MessageStatus,
  numberFaultReasons,
  type Outcome,
  optOutReason,
  type Receipt,
  type ReceiptStatus,
} from './message.ts';
export { listMessageEvents, type MessageEvent, noteMessageEvents } from './message-event.queries.ts';
export { recordFirstOutcomes, recordOutcomes } from './outcome.queries.ts';
export { findTextsOfReceipts } from './receipt.queries.ts';
