import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { ageOf, firstWordOf, readTold, type Told, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { reports } from './codes.ts';

// MessageBird reports again whatever is answered without these two letters.
const answer = { contentType: 'text/plain', body: 'OK' };

/** Reads what MessageBird calls with: a report by GET where it has a status, else what a person wrote. */
export function readMessageBirdCallback(request: CallbackRequest): Callback {
  const told = readTold(request);
  if (firstWordOf(told, 'status') !== null) {
    const receipt = readReport(told);
    return { receipts: receipt ? [receipt] : [], inbound: [], answer };
  }
  const inbound = readInbound(told);
  return { receipts: [], inbound: [inbound], answer };
}

export const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  sent: 'sent',
  buffered: 'sent',
  delivered: 'delivered',
  expired: 'expired',
  delivery_failed: 'failed',
};

function readReport(told: Told): CarrierReceipt | null {
  const providerId = firstWordOf(told, 'id');
  if (providerId === null) throw unreadableCallback('The report names no text: id is missing.');
  const status = statuses[firstWordOf(told, 'status') ?? ''];
  if (!status) return null;
  const [reference, code] = [firstWordOf(told, 'reference'), firstWordOf(told, 'statusErrorCode')];
  const receipt = receiptOfCode(reports, { reference, providerId, status, code });
  const [number, mccMnc] = [firstWordOf(told, 'recipient'), firstWordOf(told, 'mccmnc')];
  return number && mccMnc ? { ...receipt, network: { number: e164Of(number), mccMnc, name: null } } : receipt;
}

function readInbound(told: Told): Inbound {
  // Short codes have words of their own for the same.
  const providerId = firstWordOf(told, 'id', 'mid');
  const from = firstWordOf(told, 'originator', 'sender');
  const to = firstWordOf(told, 'recipient', 'receiver', 'shortcode');
  if (providerId === null || from === null || to === null)
    throw unreadableCallback(
      'What came is neither a report nor a text: id, originator or recipient is missing.',
    );
  const media = mediaOf(told.mediaUrls);
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: firstWordOf(told, 'body', 'message') ?? '' },
    ageMs: ageOf(whenOf(told)),
    ...(media.length > 0 && { media }),
  };
}

const mediaAtMost = 10;

// A list in JSON, and in a form the same list as a text.
function mediaOf(value: unknown): string[] {
  const urls = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,]+/) : [];
  return urls.filter((url) => typeof url === 'string' && /^https?:\/\//.test(url)).slice(0, mediaAtMost);
}

/** RFC 3339, or of a short code YYYYMMDDhhmmss. */
function whenOf(told: Told): string | null {
  const when = firstWordOf(told, 'createdDatetime', 'receive_datetime');
  const at = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(when ?? '');
  return at ? `${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z` : when;
}
