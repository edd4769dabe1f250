import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { ageOf, firstWordOf, readTold, type Told, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what TextMagic posts in any of its three formats: a receipt where it has a state, else what a person wrote. */
export function readTextMagicCallback(request: CallbackRequest): Callback {
  const told = readTold(request);
  if (firstWordOf(told, 'status') !== null) {
    const receipt = readReceipt(told);
    return { receipts: receipt ? [receipt] : [], inbound: [] };
  }
  return { receipts: [], inbound: [readInbound(told)] };
}

export const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ r: 'sent', a: 'sent', b: 'sent', u: 'sent', d: 'delivered' },
  ...{ f: 'undelivered', e: 'failed', j: 'rejected' },
};

function readReceipt(told: Told): CarrierReceipt | null {
  const providerId = firstWordOf(told, 'message_id', 'id');
  if (providerId === null) throw unreadableCallback('The receipt names no text: id is missing.');
  const letter = firstWordOf(told, 'status') ?? '';
  const status = statuses[letter];
  return status ? receiptOfCode(codes, { reference: null, providerId, status, code: letter }) : null;
}

function readInbound(told: Told): Inbound {
  const [providerId, from, to] = [
    firstWordOf(told, 'id', 'message_id'),
    firstWordOf(told, 'sender', 'from'),
    firstWordOf(told, 'receiver', 'to'),
  ];
  if (providerId === null || from === null || to === null)
    throw unreadableCallback('What came is neither a receipt nor a text: id, sender or receiver is missing.');
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: firstWordOf(told, 'text') ?? '' },
    ageMs: ageOf(firstWordOf(told, 'messageTime', 'timestamp')),
  };
}
