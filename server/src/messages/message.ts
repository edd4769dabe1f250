/**
 * Our record of one text, and the order in which its status may move. Carriers send receipts twice, late and in any
 * order, so a status is a rank: it only ever rises, and a final one stays.
 */
/** `auto`: what goes out by itself because of a reply; `answer`: what a person of the business has written back. */
export type MessageKind = 'campaign' | 'auto' | 'direct' | 'test' | 'answer';

export type MessageStatus =
  | 'queued'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'rejected'
  | 'expired'
  | 'suppressed'
  | 'unknown';

/** What a receipt may say. */
export type ReceiptStatus = 'sent' | 'delivered' | 'undelivered' | 'failed' | 'rejected' | 'expired';

/** One carrier's word on one text. `messageId` where the carrier echoes our reference, else `providerId` finds it. */
export type Receipt = {
  messageId: number | null;
  /** The account that says so: two carriers may count their ids alike. Null where it is not known. */
  gatewayId: string | null;
  providerId: string;
  status: ReceiptStatus;
  reason: string | null;
  reasonDetail: string | null;
  occurredAt: Date;
};

/** What a receipt says as its reason where the carrier refuses the text because the person has opted out there. */
export const optOutReason = 'carrier.opted_out';

/** What it says where the number is to blame, for good. */
export const numberFaultReasons = {
  invalid_number: 'carrier.invalid_number',
  landline: 'carrier.landline_unroutable',
} as const;

/** What became of one text when it was handed over, or why it was not. Times are of the business clock. */
export type Outcome = {
  id: number;
  campaignId: string | null;
  /** Null when we answer a number that is nobody's contact. */
  contactId: number | null;
  senderId: string;
  number: string;
  purpose: string;
  kind: MessageKind;
  body: string;
  parts: number;
  status: 'accepted' | 'failed' | 'suppressed' | 'unknown' | 'queued';
  reason: string | null;
  reasonDetail: string | null;
  heldReason: string | null;
  providerId: string | null;
  consentEventId: number | null;
  /** Which answer about the person's hour let it go. */
  hoursId?: number | null;
  /** Of a text that goes as an MMS. */
  mmsId?: string | null;
  queuedAt: Date;
  submittedAt: Date | null;
};

const rankOf: Record<MessageStatus, number> = {
  queued: 0,
  unknown: 1,
  accepted: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
  rejected: 4,
  expired: 4,
  suppressed: 4,
};

/** The status after one more receipt: higher rank wins, and of two final ones the first. */
export function afterReceipt(status: MessageStatus, receipt: ReceiptStatus): MessageStatus {
  return rankOf[receipt] > rankOf[status] ? receipt : status;
}

/** Of two receipts for one text that came together, the one that decides: of two that say as much, the first. */
export const strongerReceipt = (first: Receipt, second: Receipt): Receipt =>
  rankOf[second.status] > rankOf[first.status] ? second : first;

/** True when a carrier takes its last word back, or tells of a text that never left as far as we know. */
export function contradicts(was: MessageStatus, receipt: ReceiptStatus): boolean {
  if (was === 'suppressed') return true;
  return rankOf[was] === rankOf.delivered && rankOf[receipt] === rankOf.delivered && was !== receipt;
}
