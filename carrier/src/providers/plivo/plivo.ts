/**
 * Plivo's face: texts, the account, its numbers and look-ups, with paths that end with a slash, refusals in words, and callbacks that
 * carry both signatures.
 *
 *   --providers FILE    {"plivo":{"port":0,"auth_id":"MA…","auth_token":"…","numbers":["+12025550100"],
 *                        "inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import { isLoopback } from '../../loopback.ts';
import type { ReceiptFacts } from '../../news.ts';
import type { Refusal } from '../../submission.ts';
import { basic, isSame, needed, textOr } from '../credentials.ts';
import { bare, handIn, jsonOf, plus, retryAfter, turnAway, urlsOf } from '../hand-in.ts';
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
import { signForm } from './signature.ts';

export const plivo: Provider = { name: 'plivo', open: openPlivo };

type Account = {
  readonly id: string;
  readonly token: string;
  readonly numbers: readonly string[];
  inboundUrl: string | null;
};

const apiId = '5f300000-0000-4000-8000-000000000000';

const problem = (status: number, error: unknown, headers: Readonly<Record<string, string>> = {}): Given => ({
  ...{ status, headers, body: { api_id: apiId, error } },
});

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, error: string]>> = {
  bad_request: [400, 'the request is not valid'],
  bad_key: [401, 'authentication failed'],
  invalid_number: [400, 'dst is not valid'],
  body_too_long: [400, 'text is too long'],
  no_funds: [400, 'not enough credit to send message'],
  opted_out: [400, 'dst has opted out'],
  unknown_sender: [400, 'src is not one of your numbers'],
  throttled: [429, 'too many requests'],
  unavailable: [429, 'too many requests'],
  down: [429, 'too many requests'],
};

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], retryAfter(retryAfterMs));

function openPlivo(desk: Desk, settings: ProviderSettings): ProviderFace {
  const { numbers } = settings;
  const account: Account = {
    id: needed(settings, 'auth_id', 'Plivo'),
    token: needed(settings, 'auth_token', 'Plivo'),
    numbers: Array.isArray(numbers) ? numbers.map(String) : [],
    inboundUrl: textOr(settings.inbound_url, null),
  };
  const expected = basic(account.id, account.token);
  const sendPath = `/v1/Account/${account.id}/Message/`;
  return {
    answer(asked, give) {
      const { method, path, headers } = asked;
      const isSending = method === 'POST' && path === sendPath;
      if (!isSame(headers.authorization, expected)) {
        if (isSending) turnAway(desk, 'bad_key', {}, refused({ code: 'bad_key' }), give);
        else give(refused({ code: 'bad_key' }));
      } else if (isSending) send(desk, asked.body, give);
      else give(show(desk, account, asked));
    },
    tellReceipt: (facts, text) => tellReceipt(account, facts, text),
    tellInbound: ({ id, from, to, body, media = [] }) =>
      account.inboundUrl === null
        ? null
        : tell(account, account.inboundUrl, [
            ['From', bare(from)],
            ['MessageUUID', uuidOf(id)],
            ['Text', body],
            ['To', bare(to)],
            ['TotalAmount', '0'],
            ['Type', media.length > 0 ? 'mms' : 'sms'],
            ...media.map(({ url }, at): [string, string] => [`Media${at}`, url]),
          ]),
  };
}

const validity = { least: 5, most: 10_800 };
const mediaAtMost = 10;

function whatIsWrong(body: Record<string, unknown>): Given | null {
  const { src, dst, text, type, url, message_expiry: expiry, powerpack_uuid: powerpack } = body;
  const media = Array.isArray(body.media_urls) ? body.media_urls : [];
  if (typeof dst !== 'string' || dst === '') return problem(400, 'dst parameter not present');
  if ((src === undefined) === (powerpack === undefined))
    return problem(400, 'either src or powerpack_uuid must be present');
  if (dst.includes('<')) return problem(400, 'this face takes one dst a request');
  const magic = magicOf(dst);
  if (magic?.when === 'now') return problem(magic.code, 'Refused, because the number says so.');
  if (!/^\+?[1-9]\d{6,14}$/.test(dst)) return problem(400, 'dst is not valid');
  if ((typeof text !== 'string' || text === '') && media.length === 0)
    return problem(400, 'text parameter not present');
  if (media.length > 0 !== (type === 'mms') || media.length > mediaAtMost)
    return problem(400, { media_urls: ['at most ten, of type mms'] });
  if (expiry !== undefined && !(Number(expiry) >= validity.least && Number(expiry) <= validity.most))
    return problem(400, { message_expiry: ['must be between 5 and 10800'] });
  // The real one calls any address; this one stays on its machine and says so at once.
  return url !== undefined && !isLoopback(String(url)) ? problem(400, 'url is not valid') : null;
}

function send(desk: Desk, asked: string, give: (given: Given) => void): void {
  const body = jsonOf(asked);
  const wrong = body ? whatIsWrong(body) : problem(400, 'the request is no JSON');
  if (!body || wrong !== null) {
    turnAway(desk, 'bad_request', { to: String(body?.dst ?? '') }, wrong ?? 'reset', give);
    return;
  }
  const { src, dst, text, url, message_expiry: expiry, media_urls: media } = body;
  const handed: HandedIn = {
    // Plivo knows no reference; the client's is read from the address, so that the ledger speaks of the client's texts.
    reference: url === undefined ? null : new URL(String(url)).searchParams.get('ref'),
    ...{ from: plus(String(src ?? '+18005550100')), to: plus(String(dst)), body: String(text ?? '') },
    validForMs: expiry === undefined ? null : Number(expiry) * 1_000,
    receiptsUrl: url === undefined ? null : String(url),
    media: urlsOf(media),
  };
  const taken = ({ id }: Listed): Given => ({
    status: 202,
    body: { api_id: apiId, message: 'message(s) queued', message_uuid: [uuidOf(id)] },
  });
  handIn(desk, handed, { taken, refused, broken: problem(500, 'internal server error') }, give);
}

const statuses: Readonly<Record<string, string>> = {
  ...{ accepted: 'queued', sent: 'sent', delivered: 'delivered', undelivered: 'undelivered' },
  ...{ failed: 'undelivered', rejected: 'undelivered', expired: 'undelivered' },
};

const receiptCodes: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 50, handset_off: 80, carrier_filtered: 30, validity_passed: 420 },
};

const codeOf = (errorCode: string | null): string =>
  errorCode === null ? '000' : String(receiptCodes[errorCode] ?? 1_000);

function tellReceipt(account: Account, facts: ReceiptFacts, text: TakenText): Telling | null {
  if (text.receiptsUrl === null) return null;
  const magic = magicReceipt(text.to, facts.status);
  const id = uuidOf(facts.id);
  return tell(account, text.receiptsUrl, [
    ['ErrorCode', magic === null ? codeOf(facts.errorCode) : String(magic)],
    ['From', bare(facts.from)],
    ['MCC', '001'],
    ['MNC', '01'],
    ['MessageUUID', id],
    ['ParentMessageUUID', id],
    ['PartInfo', '1 of 1'],
    ['Status', magic === null ? (statuses[facts.status] ?? 'queued') : 'failed'],
    ['To', bare(facts.to)],
    ['TotalAmount', '0.00500'],
    ['TotalRate', '0.00500'],
    ['Units', '1'],
  ]);
}

function tell(account: Account, url: string, form: readonly (readonly [string, string])[]): Telling {
  const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value]));
  return {
    ...{ method: 'POST', url, body: body.toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signForm(account.token, url, form, String(Date.now())),
    },
  };
}

const notFound = problem(404, 'not found');

/** Everything that is only looked at, and the application's message URL. */
function show(desk: Desk, account: Account, { method, path, query, body }: Asked): Given {
  const root = `/v1/Account/${account.id}/`;
  if (path === root)
    return { status: 200, body: { auth_id: account.id, name: 'Rehearsal', cash_credits: '100.00000' } };
  if (path === `${root}Number/`) return { status: 200, body: page(account.numbers.map(viewNumber), query) };
  if (method === 'POST' && path.startsWith(`${root}Application/`)) {
    account.inboundUrl = textOr(jsonOf(body)?.message_url, account.inboundUrl);
    return { status: 202, body: { api_id: apiId, message: 'changed' } };
  }
  if (path === `${root}Message/`) {
    if (desk.carrier.settings.down) return refused({ code: 'down' });
    const texts = desk.listTo(plus(query.get('to_number') ?? ''));
    return { status: 200, body: page(texts.map(viewText), query) };
  }
  const id = path.startsWith(`${root}Message/`) ? idOfUuid(path.slice(root.length + 8, -1)) : null;
  const found = id === null ? null : desk.find(id);
  if (found) return { status: 200, body: viewText(found) };
  const number = /^\/v1\/Number\/([^/]+)$/.exec(path)?.[1];
  return number === undefined ? notFound : lookUp(decodeURIComponent(number));
}

function page(objects: readonly object[], query: URLSearchParams) {
  const [limit, offset] = [Math.min(20, Number(query.get('limit') ?? 20)), Number(query.get('offset') ?? 0)];
  const meta = { limit, offset, total_count: objects.length };
  return { api_id: apiId, meta, objects: objects.slice(offset, offset + limit) };
}

const viewNumber = (number: string) => ({
  ...{ number: bare(number), alias: 'Rehearsal', country: 'United States', number_type: 'local' },
  ...{ sms_enabled: true, mms_enabled: true },
});

const viewText = ({ id, acceptedAt, status, errorCode, parts, text }: Listed) => ({
  ...{ message_uuid: uuidOf(id), message_direction: 'outbound', message_state: statuses[status] ?? 'queued' },
  ...{ from_number: bare(text.from), to_number: bare(text.to), error_code: codeOf(errorCode), units: parts },
  ...{ total_rate: '0.00500', total_amount: ((parts * 5) / 1_000).toFixed(5) },
  message_time: new Date(acceptedAt).toISOString().replace('T', ' ').replace('Z', '+00:00'),
});

function lookUp(number: string): Given {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return notFound;
  const carrier = {
    name: 'Rehearsal',
    type: 'mobile',
    mobile_country_code: '001',
    mobile_network_code: '01',
  };
  const country = { name: 'United States', iso2: 'US' };
  return { status: 200, body: { api_id: apiId, phone_number: number, country, carrier } };
}
