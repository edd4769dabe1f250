import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { ageOf, firstWordOf, readTold, type Told, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what ClickSend calls with, as a form, by GET or as JSON: a receipt where it has a state, else what a person wrote. */
export function readClickSendCallback(request: CallbackRequest): Callback {
  const told = readTold(request);
  if (firstWordOf(told, 'status_code') !== null) {
    const receipt = readReceipt(told);
    return { receipts: receipt ? [receipt] : [], inbound: [] };
  }
  return { receipts: [], inbound: [readInbound(told)] };
}

// 300 is a passing failure: ClickSend tries again by itself.
export const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ 200: 'sent', 201: 'delivered', 300: 'sent', 301: 'failed', 302: 'failed' },
};

export function readReceipt(told: Told): CarrierReceipt | null {
  const providerId = firstWordOf(told, 'message_id');
  if (providerId === null) throw unreadableCallback('The receipt names no text: message_id is missing.');
  const status = statuses[firstWordOf(told, 'status_code') ?? ''];
  if (!status) return null;
  const [reference, code] = [firstWordOf(told, 'custom_string'), firstWordOf(told, 'error_code')];
  // That nobody will ever say is no failure.
  const isUnconfirmed = code !== null && codes[code]?.class === 'unconfirmed' && status === 'failed';
  return receiptOfCode(codes, { reference, providerId, status: isUnconfirmed ? 'sent' : status, code });
}

function readInbound(told: Told): Inbound {
  const [providerId, from, to] = [
    firstWordOf(told, 'message_id'),
    firstWordOf(told, 'from'),
    firstWordOf(told, 'to'),
  ];
  if (providerId === null || from === null || to === null)
    throw unreadableCallback('What came is neither a receipt nor a text: message_id, from or to is missing.');
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to) },
    body: firstWordOf(told, 'body', 'message') ?? '',
    ageMs: ageOf(told.timestamp),
  };
}
