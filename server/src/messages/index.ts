export { applyReceipts, retryParkedReceipts } from './apply-receipts.ts';
export {
  countByStatus,
  listMessages,
  listMessagesOfContact,
  listSettledIds,
  type MessageRow,
  recordOutcomes,
  requeueUnknown,
  suppressQueued,
} from './message.queries.ts';
export {
  afterReceipt,
  type MessageKind,
  type MessageStatus,
  type Outcome,
  type Receipt,
  type ReceiptStatus,
} from './message.ts';
