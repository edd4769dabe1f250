/**
 * Telnyx's face: texts, detail records, the balance, numbers and look-ups, with errors in a list and callbacks signed with Ed25519.
 *
 *   --providers FILE    {"telnyx":{"port":0,"api_key":"KEY…","signing_seed":"32 bytes in base64","numbers":["+12025550100"],
 *                        "inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import { isLoopback } from '../../loopback.ts';
import type { ReceiptFacts } from '../../news.ts';
import type { InboundEvent } from '../../rows.ts';
import { carrierKeyword } from '../../scripts.ts';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { handIn, jsonOf, plus, retryAfter, turnAway, urlsOf } from '../hand-in.ts';
import { idOfUuid, uuidOf } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type {
  Asked,
  Desk,
  Given,
  HandedIn,
  Listed,
  Provider,
  ProviderFace,
  ProviderSettings,
  TakenText,
  Telling,
} from '../provider.ts';
import { readSeed, signBody } from './signature.ts';

export const telnyx: Provider = { name: 'telnyx', open: openTelnyx };

type Account = {
  readonly key: string;
  readonly sign: (body: string) => Readonly<Record<string, string>>;
  readonly numbers: readonly string[];
  inboundUrl: string | null;
};

type Problem = readonly [status: number, code: string, title: string];

const detail = 'The rehearsal carrier says so.';

const problem = ([status, code, title]: Problem, headers: Readonly<Record<string, string>> = {}): Given => ({
  ...{ status, headers },
  body: {
    errors: [{ code, title, detail, meta: { url: `https://developers.telnyx.com/docs/errors/${code}` } }],
  },
});

const refusals: Readonly<Record<Refusal['code'], Problem>> = {
  bad_request: [422, '10015', 'Bad Request'],
  bad_key: [401, '10009', 'Authentication failed'],
  invalid_number: [422, '40310', "Invalid 'to' address"],
  body_too_long: [422, '40302', 'Message too large'],
  no_funds: [402, '20100', 'Insufficient Funds'],
  opted_out: [409, '40300', 'Blocked due to STOP message'],
  unknown_sender: [422, '40305', "Invalid 'from' address"],
  throttled: [429, '10011', 'Too many requests'],
  unavailable: [429, '10011', 'Too many requests'],
  down: [429, '10011', 'Too many requests'],
};

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given => {
  const { 'retry-after': reset } = retryAfter(retryAfterMs);
  return problem(refusals[code], reset === undefined ? {} : { 'x-ratelimit-reset': reset });
};

const data = (value: unknown, meta?: object): Given => ({
  status: 200,
  body: { data: value, ...(meta && { meta }) },
});

function openTelnyx(desk: Desk, settings: ProviderSettings): ProviderFace {
  const { numbers } = settings;
  const seed = readSeed(needed(settings, 'signing_seed', 'Telnyx'));
  const account: Account = {
    key: needed(settings, 'api_key', 'Telnyx'),
    sign: (body) => signBody(seed, body),
    numbers: Array.isArray(numbers) ? numbers.map(String) : [],
    inboundUrl: textOr(settings.inbound_url, null),
  };
  return {
    answer(asked, give) {
      const isSending = asked.method === 'POST' && asked.path === '/v2/messages';
      if (!isSame(asked.headers.authorization, `Bearer ${account.key}`)) {
        if (isSending) turnAway(desk, 'bad_key', {}, refused({ code: 'bad_key' }), give);
        else give(refused({ code: 'bad_key' }));
      } else if (isSending) send(desk, asked.body, give);
      else give(show(desk, account, asked));
    },
    tellReceipt: (facts, text) => tellReceipt(account, facts, text),
    tellInbound: (event) =>
      account.inboundUrl === null
        ? null
        : tell(account, account.inboundUrl, 'message.received', viewInbound(event)),
  };
}

function whatIsWrong(body: Record<string, unknown>): Given | null {
  const { to, from, text, type, media_urls: media, webhook_url: url, messaging_profile_id: profile } = body;
  const number = Array.isArray(to) && to.length === 1 ? to[0] : to;
  const magic = magicOf(String(number));
  if (magic?.when === 'now')
    return problem([422, String(magic.code), 'Refused, because the number says so.']);
  if (typeof number !== 'string' || !/^\+[1-9]\d{6,14}$/.test(number))
    return refused({ code: 'invalid_number' });
  const isName = typeof from === 'string' && /[a-z]/i.test(from);
  if (typeof from !== 'string' || from === '' || (isName && profile === undefined))
    return refused({ code: 'unknown_sender' });
  if (!text && !(Array.isArray(media) && media.length > 0))
    return problem([422, '40316', 'No content provided']);
  if (media !== undefined && (type !== 'MMS' || !Array.isArray(media) || media.length > 10))
    return problem(refusals.bad_request);
  // The real one calls any address; this one stays on its machine and says so at once.
  return url !== undefined && !isLoopback(String(url))
    ? problem([422, '10015', 'Invalid webhook_url'])
    : null;
}

function send(desk: Desk, asked: string, give: (given: Given) => void): void {
  const body = jsonOf(asked);
  const wrong = body ? whatIsWrong(body) : problem(refusals.bad_request);
  if (!body || wrong !== null) {
    turnAway(desk, 'bad_request', {}, wrong ?? 'reset', give);
    return;
  }
  const { to, from, text, subject, media_urls: media, webhook_url: url } = body;
  const handed: HandedIn = {
    // Telnyx knows no reference; the client's is read from the address, so that the ledger speaks of the client's texts.
    reference: url === undefined ? null : new URL(String(url)).searchParams.get('ref'),
    ...{ from: plus(String(from)), to: String(Array.isArray(to) ? to[0] : to), body: String(text ?? '') },
    ...{ validForMs: null, receiptsUrl: url === undefined ? null : String(url) },
    ...{ media: urlsOf(media), subject: typeof subject === 'string' ? subject : undefined },
    extra: { media: Array.isArray(media) ? media : [] },
  };
  const broken = problem([500, '10007', 'Unexpected error']);
  handIn(desk, handed, { taken: (one) => data(viewText(one)), refused, broken }, give);
}

const statuses: Readonly<Record<string, string>> = {
  ...{ accepted: 'queued', sent: 'sent', delivered: 'delivered', undelivered: 'delivery_failed' },
  ...{ failed: 'sending_failed', rejected: 'delivery_failed', expired: 'delivery_failed' },
};

const receiptCodes: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 40012, handset_off: 40004, carrier_filtered: 40002, validity_passed: 40005 },
};

function viewText({ id, acceptedAt, status, errorCode, parts, text }: Listed) {
  const media = Array.isArray(text.extra?.media) ? text.extra.media : [];
  const code = errorCode === null ? null : (receiptCodes[errorCode] ?? 40004);
  return {
    ...{
      record_type: 'message',
      direction: 'outbound',
      id: uuidOf(id),
      type: media.length > 0 ? 'MMS' : 'SMS',
    },
    from: { phone_number: text.from, carrier: 'Telnyx', line_type: 'Wireless' },
    to: [
      {
        phone_number: text.to,
        status: statuses[status] ?? 'queued',
        carrier: 'Rehearsal',
        line_type: 'Wireless',
      },
    ],
    ...{ cc: [], text: text.body, subject: null, media: media.map((url) => ({ url })), parts, tags: [] },
    cost: { amount: ((parts * 51) / 10_000).toFixed(4), currency: 'USD' },
    ...{ received_at: new Date(acceptedAt).toISOString(), webhook_url: text.receiptsUrl },
    errors: code === null ? [] : [{ code: String(code), title: 'Not delivered', detail }],
  };
}

function tellReceipt(account: Account, facts: ReceiptFacts, text: TakenText): Telling | null {
  if (text.receiptsUrl === null) return null;
  const { id, errorCode, submittedAt: acceptedAt } = facts;
  const view = viewText({ id, acceptedAt, status: facts.status, errorCode, parts: 1, text });
  const magic = magicReceipt(text.to, facts.status);
  const [to] = view.to;
  const told =
    magic === null
      ? view
      : {
          ...{ ...view, to: [{ ...to, status: 'delivery_failed' }] },
          errors: [
            {
              code: String(magic),
              title: magic === 40300 ? 'Blocked due to STOP message' : 'Failed',
              detail,
            },
          ],
        };
  const kind = facts.status === 'sent' ? 'message.sent' : 'message.finalized';
  return tell(account, text.receiptsUrl, kind, told);
}

const viewInbound = ({ id, from, to, body, media = [], subject }: InboundEvent) => ({
  ...{ record_type: 'message', direction: 'inbound', id: uuidOf(id), type: media.length > 0 ? 'MMS' : 'SMS' },
  from: { phone_number: from, carrier: 'Rehearsal', line_type: 'Wireless' },
  to: [{ phone_number: to, status: 'webhook_delivered' }],
  ...{ text: body, subject: subject ?? null, received_at: new Date().toISOString(), parts: 1 },
  media: media.map(({ url, content_type }) => ({ url, content_type })),
  autoresponse_type: carrierKeyword(body)?.toUpperCase() ?? null,
});

function tell(account: Account, url: string, kind: string, payload: object): Telling {
  const event = { event_type: kind, id: uuidOf('rc_00000000e'), payload, record_type: 'event' };
  const occurred = { occurred_at: new Date().toISOString() };
  const body = JSON.stringify({ data: { ...event, ...occurred }, meta: { attempt: 1, delivered_to: url } });
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...account.sign(body) },
    body,
  };
}

const notFound = problem([404, '10005', 'Resource not found']);

/** Everything that is only looked at, and the messaging profile's webhook. */
function show(desk: Desk, account: Account, { method, path, query, body }: Asked): Given {
  const pages = { total_pages: 1, page_number: 1, page_size: 100 };
  if (path === '/v2/balance') return data({ record_type: 'balance', balance: '100.00', currency: 'USD' });
  if (path === '/v2/phone_numbers/messaging') return data(account.numbers.map(viewNumber), pages);
  if (path === '/v2/short_codes') return data([], pages);
  if (method === 'PATCH' && path.startsWith('/v2/messaging_profiles/')) {
    account.inboundUrl = textOr(jsonOf(body)?.webhook_url, account.inboundUrl);
    return data({ record_type: 'messaging_profile', webhook_url: account.inboundUrl });
  }
  if (path === '/v2/detail_records') {
    if (desk.carrier.settings.down) return refused({ code: 'down' });
    return data(desk.listTo(plus(query.get('filter[cld][contains]') ?? '')).map(viewRecord), pages);
  }
  const [, kind, key = ''] = /^\/v2\/(messages|number_lookup)\/([^/]+)$/.exec(path) ?? [];
  if (kind === 'number_lookup') return lookUp(decodeURIComponent(key));
  const found = desk.find(idOfUuid(key) ?? '');
  return found ? data(viewText(found)) : notFound;
}

const viewNumber = (number: string) => ({
  ...{ phone_number: number, type: 'long-code', country_code: 'US' },
  features: { sms: { domestic_two_way: true }, mms: { domestic_two_way: true } },
});

const viewRecord = ({ id, acceptedAt, text }: Listed) => ({
  ...{ record_type: 'message_detail_record', uuid: uuidOf(id), direction: 'outbound' },
  ...{ cld: text.to, cli: text.from, created_at: new Date(acceptedAt).toISOString() },
});

function lookUp(number: string): Given {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return problem([422, '10002', 'Invalid phone number']);
  const carrier = {
    name: 'Rehearsal',
    type: 'mobile',
    mobile_country_code: '001',
    mobile_network_code: '01',
  };
  return data({ record_type: 'number_lookup', phone_number: number, country_code: 'US', carrier });
}
