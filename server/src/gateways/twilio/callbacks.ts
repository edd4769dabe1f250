import { Invalid } from '../../platform/errors.ts';
import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { readForm } from '../http/form-body.ts';
import { codes } from './codes.ts';

// What Twilio says back to a text is what it finds here: without a word in it, nothing.
const silence = { contentType: 'text/xml', body: '<Response></Response>' };

/** Reads what Twilio posts: a receipt where it has a status of a text of ours, else what a person wrote. */
export function readTwilioCallback(request: CallbackRequest, answersStopItself: boolean): Callback {
  const form = request.rawBody.length > 0 ? readForm(request.rawBody) : request.query;
  const id = form.get('MessageSid') || form.get('SmsSid') || form.get('SmsMessageSid');
  if (!id) throw new Invalid('callback.unreadable', 'The callback names no text: MessageSid is missing.');
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? 'received';
  if (status === 'received') {
    const inbound = readInbound(id, form, answersStopItself);
    return { receipts: [], inbound: inbound ? [inbound] : [], answer: silence };
  }
  const receipt = readReceipt(id, status, form, request.query.get('ref'));
  return { receipts: receipt ? [receipt] : [], inbound: [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  sent: 'sent',
  // Of a channel that is none of ours.
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** Null for what is no news (queued, sending), and for statuses that Twilio has added since. */
function readReceipt(
  providerId: string,
  told: string,
  form: URLSearchParams,
  reference: string | null,
): CarrierReceipt | null {
  const status = Object.hasOwn(statuses, told) ? statuses[told] : undefined;
  if (!status) return null;
  const code = form.get('ErrorCode') || (told === 'canceled' ? told : null);
  return receiptOfCode(codes, { reference: reference || null, providerId, status, code });
}

function readInbound(providerId: string, form: URLSearchParams, answersStopItself: boolean): Inbound | null {
  const [from, to] = [form.get('From') ?? '', form.get('To') ?? ''];
  // Other channels (whatsapp:+1…, messenger:…) have addresses that are no numbers.
  if (from === '' || to === '' || from.includes(':')) return null;
  const body = form.get('Body') ?? '';
  const media = mediaOf(form);
  const readAs = readAsOf(form.get('OptOutType'), { body, to, answersStopItself });
  return {
    ...{ providerId, from, to, body, ageMs: 0 },
    ...(media.length > 0 ? { media } : {}),
    ...(readAs ? { readAs } : {}),
  };
}

const mediaAtMost = 10;

function mediaOf(form: URLSearchParams): string[] {
  const count = Math.min(Number(form.get('NumMedia')) || 0, mediaAtMost);
  return Array.from({ length: count }, (_, at) => form.get(`MediaUrl${at}`) ?? '').filter(
    (url) => url !== '',
  );
}

// What Twilio takes for an opt-out by itself, the whole text and nothing else.
const stopWords = /^\s*(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)\s*$/i;
const shortCode = /^\d{3,8}$/;

type Said = { readonly body: string; readonly to: string; readonly answersStopItself: boolean };

/**
 * With Advanced Opt-Out Twilio says what it took the text for, whose words its customer has chosen, and has answered it. Without,
 * it has answered the usual words of STOP, except to short codes; ours would only be refused.
 */
function readAsOf(type: string | null, { body, to, answersStopItself }: Said): Inbound['readAs'] {
  const word = type?.toLowerCase();
  if (word === 'stop' || word === 'start' || word === 'help') return { word, isAnswered: true };
  if (!answersStopItself || shortCode.test(to) || !stopWords.test(body)) return undefined;
  return { word: 'stop', isAnswered: true };
}
