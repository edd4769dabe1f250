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

const firstRoomOctets = 256;
const head = 'id:';
const space = 0x20;
const tilde = 0x7e;
const questionMark = 0x3f;

/**
 * Writes the words of receipts, which are ASCII, into memory that the next one is written into: a receipt is on the wire before
 * the next is made. By hand and not with the library that our own adapter reads them with: what both ends
 * get wrong in the same way, no rehearsal finds.
 */
export function createReceiptWriter(): (words: ReceiptWords) => Buffer {
  let room = Buffer.allocUnsafeSlow(firstRoomOctets);
  // By their length. Each view of bytes that is made anew costs more than writing them.
  let views: Buffer[] = [];
  // What stands between the id and the text is the same in most receipts of a minute, and stays where it is while ids are of one length.
  let [submitted, done, lastStatus, lastErr, idLength] = [Number.NaN, Number.NaN, '', '', -1];
  let middle = '';
  let textAt = 0;

  function reserve(octets: number): void {
    if (octets <= room.length) return;
    const larger = Buffer.allocUnsafeSlow(octets * 2);
    room.copy(larger);
    room = larger;
    views = [];
  }

  function placeMiddle(length: number): void {
    idLength = length;
    textAt = head.length + length + middle.length;
    reserve(textAt);
    room.write(head, 'latin1');
    room.write(middle, head.length + length, 'latin1');
  }

  return ({ id, status, err, submittedAt, doneAt, beginning }) => {
    const submitMinute = Math.floor(submittedAt / minuteMs);
    const doneMinute = Math.floor(doneAt / minuteMs);
    if (submitMinute !== submitted || doneMinute !== done || status !== lastStatus || err !== lastErr) {
      [submitted, done, lastStatus, lastErr] = [submitMinute, doneMinute, status, err];
      const delivered = status === 'delivered' ? '001' : '000';
      const dates = `submit date:${dateOf(submittedAt)} done date:${dateOf(doneAt)}`;
      middle = ` sub:001 dlvrd:${delivered} ${dates} stat:${stats[status]} err:${err} text:`;
      placeMiddle(id.length);
    } else if (id.length !== idLength) placeMiddle(id.length);
    const end = textAt + beginning.length;
    reserve(end);
    const bytes = room;
    for (let i = 0; i < idLength; i++) bytes[head.length + i] = id.charCodeAt(i);
    for (let i = 0; i < beginning.length; i++) {
      const code = beginning.charCodeAt(i);
      bytes[textAt + i] = code < space || code > tilde ? questionMark : code;
    }
    views[end] ??= bytes.subarray(0, end);
    return views[end];
  };
}

const minuteMs = 60_000;

/** `YYMMDDhhmm` in UTC. */
function dateOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(2, 12);
}
