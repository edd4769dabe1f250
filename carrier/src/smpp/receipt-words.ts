import type { ReceiptEvent } from '../rows.ts';

/** What a receipt says, as appendix B of SMPP 3.4 has it. */
export interface ReceiptWords {
  id: string;
  status: ReceiptEvent['status'];
  err: string;
  /** Milliseconds since 1970. */
  submittedAt: number;
  doneAt: number;
  /** The first twenty characters of the text. */
  beginning: string;
}

export const receiptText = 20;

const stats: Readonly<Record<ReceiptEvent['status'], string>> = {
  sent: 'ENROUTE',
  delivered: 'DELIVRD',
  expired: 'EXPIRED',
  undelivered: 'UNDELIV',
  rejected: 'REJECTD',
  failed: 'DELETED',
};

/** The number that parameters have for each state. */
export const messageStates: Readonly<Record<ReceiptEvent['status'], number>> = {
  sent: 1,
  delivered: 2,
  expired: 3,
  failed: 4,
  undelivered: 5,
  rejected: 8,
};

const beyondAscii = /[^ -~]/g;

/**
 * Writes the words of receipts. By hand and not with the library that our own adapter reads them with: what both ends
 * get wrong in the same way, no rehearsal finds.
 */
export function createReceiptWriter(): (words: ReceiptWords) => string {
  // What stands between the id and the text is the same in most receipts of a minute, so it is kept.
  let [submitted, done, lastStatus, lastErr] = [Number.NaN, Number.NaN, '', ''];
  let middle = '';
  return ({ id, status, err, submittedAt, doneAt, beginning }) => {
    const [submitMinute, doneMinute] = [Math.floor(submittedAt / minuteMs), Math.floor(doneAt / minuteMs)];
    if (submitMinute !== submitted || doneMinute !== done || status !== lastStatus || err !== lastErr) {
      [submitted, done, lastStatus, lastErr] = [submitMinute, doneMinute, status, err];
      const delivered = status === 'delivered' ? '001' : '000';
      const dates = `submit date:${dateOf(submittedAt)} done date:${dateOf(doneAt)}`;
      middle = ` sub:001 dlvrd:${delivered} ${dates} stat:${stats[status]} err:${err} text:`;
    }
    return `id:${id}${middle}${beginning.replace(beyondAscii, '?')}`;
  };
}

const minuteMs = 60_000;

/** `YYMMDDhhmm` in UTC. */
function dateOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(2, 12);
}
