import { createHash, createHmac, verify } from 'node:crypto';
import { isLoopback } from '../../loopback.ts';
import type { ReceiptFacts } from '../../news.ts';
import type { InboundEvent } from '../../rows.ts';
import type { Refusal } from '../../submission.ts';
import { basic, isSame } from '../credentials.ts';
import { bare, handIn, jsonOf, plus, retryAfter, turnAway } from '../hand-in.ts';
import { uuidOf } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Asked, Desk, Given, HandedIn, TakenText, Telling } from '../provider.ts';
import type { Account } from './account.ts';

/** The Messages API: JSON in, a UUID out, problems as RFC 7807 has them, and callbacks with a token over their body. */

function problem(status: number, code: string, title: string, headers: Record<string, string> = {}): Given {
  const type = `https://developer.vonage.com/api-errors/messages#${code}`;
  const detail = 'The rehearsal carrier says so.';
  return { status, headers, body: { type, title, detail, instance: 'bf0ca0bf927b3b52e3cb03217e1a1ddf' } };
}

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: string, title: string]>> = {
  bad_request: [422, '1020', 'Invalid params'],
  bad_key: [401, 'unauthorized', 'Unauthorized'],
  invalid_number: [422, '1170', 'Invalid or Missing MSISDN Param'],
  body_too_long: [422, '1090', 'Message too long'],
  no_funds: [402, '1070', 'Partner quota exceeded'],
  opted_out: [422, '1240', 'Illegal Number'],
  unknown_sender: [422, '1120', 'Invalid sender'],
  throttled: [429, '1000', 'Throttled'],
  unavailable: [429, '1000', 'Throttled'],
  down: [429, '1000', 'Throttled'],
};

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], { ...retryAfter(retryAfterMs) });

/** With an application a token by its key, else the account's key and secret. */
function isAllowed(account: Account, header: string | string[] | undefined): boolean {
  if (account.publicKey === null) return isSame(header, basic(account.key, account.secret));
  const [, text = '', claims = '', signature = ''] =
    /^Bearer ([\w-]+\.([\w-]+))\.([\w-]+)$/.exec(String(header)) ?? [];
  const { application_id: application, exp } = jsonOf(Buffer.from(claims, 'base64url').toString()) ?? {};
  if (application !== account.applicationId || !(Number(exp) * 1_000 > Date.now())) return false;
  return verify('RSA-SHA256', Buffer.from(text), account.publicKey, Buffer.from(signature, 'base64url'));
}

/** In seconds, by channel. */
const validities: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  sms: { least: 20, most: 604_800 },
  mms: { least: 300, most: 259_200 },
};

function isTtl({ channel, ttl }: Record<string, unknown>): boolean {
  const validity = validities[String(channel)];
  return (
    Number.isInteger(ttl) &&
    validity !== undefined &&
    Number(ttl) >= validity.least &&
    Number(ttl) <= validity.most
  );
}

function whatIsWrong(body: Record<string, unknown>): Given | null {
  const { to, from, client_ref: reference, webhook_url: url } = body;
  if (typeof to !== 'string' || typeof from !== 'string' || from === '')
    return problem(422, '1010', 'Missing params');
  const magic = magicOf(to);
  if (magic?.when === 'now') return problem(422, String(magic.code), 'Refused, because the number says so.');
  if (!/^[1-9]\d{6,14}$/.test(to)) return problem(422, '1170', 'Invalid or Missing MSISDN Param');
  if (contentOf(body) === null) return problem(422, '1020', 'Invalid params');
  if (body.ttl !== undefined && !isTtl(body)) return problem(422, '1130', 'Invalid TTL');
  if (typeof reference === 'string' && reference.length > 100) return problem(422, '1020', 'Invalid params');
  // The real one calls any address; this one stays on its machine and says so at once.
  return url !== undefined && !isLoopback(String(url)) ? problem(422, '1020', 'Invalid params') : null;
}

const isWords = (words: unknown, most: number): words is string =>
  typeof words === 'string' && words !== '' && words.length <= most;

/** The words, under the picture too; null where there is neither, or more than it takes. */
function contentOf(body: Record<string, unknown>): string | null {
  const { channel, message_type: type, text } = body;
  if (channel === 'sms') return type === 'text' && isWords(text, 1_000) ? text : null;
  if (channel !== 'mms') return null;
  const known = piecesOf(body);
  if (known.length === 0 || !known.every(({ url }) => typeof url === 'string')) return null;
  if (!known.every(({ caption }) => caption === undefined || isWords(caption, 2_000))) return null;
  return known.map(({ caption }) => (typeof caption === 'string' ? caption : '')).join('');
}

function piecesOf({ message_type: type, ...body }: Record<string, unknown>): Record<string, unknown>[] {
  const pieces: unknown[] =
    type === 'content' && Array.isArray(body.content) ? body.content : [body[String(type)]];
  return pieces.filter(
    (piece): piece is Record<string, unknown> => typeof piece === 'object' && piece !== null,
  );
}

export function sendMessage(desk: Desk, account: Account, asked: Asked, give: (given: Given) => void): void {
  if (!isAllowed(account, asked.headers.authorization)) {
    turnAway(desk, 'bad_key', {}, refused({ code: 'bad_key' }), give);
    return;
  }
  const body = jsonOf(asked.body);
  const wrong = body ? whatIsWrong(body) : problem(422, 'invalid-json', 'Invalid JSON');
  if (!body || wrong !== null) {
    turnAway(desk, 'bad_request', {}, wrong ?? 'reset', give);
    return;
  }
  const { to, from, ttl, client_ref: reference, webhook_url: url } = body;
  const text: HandedIn = {
    reference: typeof reference === 'string' ? reference : null,
    ...{ from: plus(String(from)), to: plus(String(to)), body: contentOf(body) ?? '' },
    validForMs: ttl === undefined ? null : Number(ttl) * 1_000,
    receiptsUrl: url === undefined ? null : String(url),
    media: body.channel === 'mms' ? piecesOf(body).map((piece) => String(piece.url)) : [],
    extra: { api: 'messages', channel: body.channel, hasReference: reference !== undefined },
  };
  const saying = {
    taken: ({ id }: { id: string }): Given => ({ status: 202, body: { message_uuid: uuidOf(id) } }),
    ...{ refused, broken: problem(500, '1030', 'Internal error') },
  };
  handIn(desk, text, saying, give);
}

const statuses: Readonly<Record<string, string>> = {
  ...{ sent: 'submitted', delivered: 'delivered', undelivered: 'undeliverable' },
  ...{ failed: 'undeliverable', rejected: 'rejected', expired: 'undeliverable' },
};

const receiptCodes: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 1190, handset_off: 1180, carrier_filtered: 1210, validity_passed: 1360 },
};

export function tellMessageReceipt(account: Account, facts: ReceiptFacts, text: TakenText): Telling | null {
  if (text.receiptsUrl === null) return null;
  const magic = magicReceipt(text.to, facts.status);
  const code = magic ?? (facts.errorCode === null ? null : (receiptCodes[facts.errorCode] ?? 1330));
  const type = `https://developer.vonage.com/api-errors/messages#${code}`;
  return tell(account, text.receiptsUrl, {
    ...{ message_uuid: uuidOf(facts.id), to: bare(facts.to), from: bare(facts.from) },
    ...{ timestamp: new Date().toISOString(), channel: text.extra?.channel },
    status: magic === null ? (statuses[facts.status] ?? 'submitted') : 'rejected',
    ...(text.extra?.hasReference === true && { client_ref: text.reference }),
    ...(code !== null && { error: { type, title: code, detail: 'The rehearsal carrier says so.' } }),
    ...{ usage: { currency: 'EUR', price: '0.0333' }, destination: { network_code: '00101' } },
  });
}

export function tellMessageInbound(account: Account, url: string, event: InboundEvent): Telling {
  const { media = [] } = event;
  const [first, ...others] = media.map((one) => one.url);
  const caption = event.body === '' ? {} : { caption: event.body };
  const image =
    others.length === 0
      ? { message_type: 'image', image: { url: first, ...caption } }
      : {
          message_type: 'content',
          content: media.map((one) => ({ type: 'image', url: one.url, ...caption })),
        };
  return tell(account, url, {
    ...{ channel: first === undefined ? 'sms' : 'mms', message_uuid: uuidOf(event.id) },
    ...{ to: bare(event.to), from: bare(event.from), timestamp: new Date().toISOString() },
    ...(first === undefined ? { message_type: 'text', text: event.body } : image),
    origin: { network_code: '00101' },
  });
}

function tell(account: Account, url: string, about: Record<string, unknown>): Telling {
  const body = JSON.stringify(about);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokenOver(account, body)}` };
  return { method: 'POST', url, headers, body };
}

/** Written from Vonage's description of signed webhooks and not from our adapter: a witness shares nothing with the accused. */
export function tokenOver(
  { key, signatureSecret }: Pick<Account, 'key' | 'signatureSecret'>,
  body: string,
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    ...{ iat: Math.floor(Date.now() / 1_000), jti: uuidOf('rc_00000000t'), iss: 'Vonage', api_key: key },
    payload_hash: createHash('sha256').update(body).digest('hex'),
  };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', signatureSecret).update(text).digest('base64url')}`;
}
