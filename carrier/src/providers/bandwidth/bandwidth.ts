/**
 * Bandwidth's face: texts, their list, numbers (in XML) and look-ups, with refusals by field. All events go to one address, with
 * the user and password that were entered for callbacks.
 *
 *   --providers FILE    {"bandwidth":{"port":0,"account_id":"1234567","username":"…","password":"…","application_id":"…",
 *                        "callback_user":"…","callback_password":"…","numbers":["+12025550100"],
 *                        "callback_url":"http://127.0.0.1:3000/callbacks/…"}}
 */
import type { ReceiptFacts } from '../../news.ts';
import type { InboundEvent } from '../../rows.ts';
import type { Refusal } from '../../submission.ts';
import { basic, isSame, needed, textOr } from '../credentials.ts';
import { handIn, jsonOf, retryAfter, turnAway, urlsOf } from '../hand-in.ts';
import { hexOf, idOfHex } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import { openPasses } from '../passes.ts';
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

export const bandwidth: Provider = { name: 'bandwidth', open: openBandwidth };

type Account = {
  readonly id: string;
  readonly applicationId: string;
  readonly numbers: readonly string[];
  readonly callbackUrl: string | null;
  readonly caller: string;
};

const problem = (status: number, type: string, description: string, more: object = {}): Given => ({
  ...{ status, body: { type, description, ...more } },
});

const invalid = (fieldName: string, description: string): Given =>
  problem(400, 'request-validation', 'Your request could not be accepted.', {
    fieldErrors: [{ fieldName, description }],
  });

const tooMany = problem(429, 'too-many-requests', 'Too many requests');

const refusals: Readonly<Record<Refusal['code'], Given>> = {
  bad_request: problem(400, 'request-validation', 'Your request could not be accepted.'),
  bad_key: problem(401, 'unauthorized', 'Authentication failed'),
  invalid_number: invalid('to', 'must be a valid E.164 number'),
  body_too_long: invalid('text', 'must be at most 2048 characters'),
  no_funds: problem(403, 'forbidden', 'The account is suspended'),
  opted_out: invalid('to', 'has opted out'),
  unknown_sender: invalid('from', 'is not a number of this application'),
  throttled: problem(429, 'max-message-queue-size-exceeded', 'Too many messages are queued.'),
  ...{ unavailable: tooMany, down: tooMany },
};

function refused({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  const given = refusals[code];
  return typeof given === 'string' ? given : { ...given, headers: retryAfter(retryAfterMs) };
}

function openBandwidth(desk: Desk, settings: ProviderSettings): ProviderFace {
  const need = (name: string) => needed(settings, name, 'Bandwidth');
  const { numbers } = settings;
  const account: Account = {
    ...{ id: need('account_id'), applicationId: need('application_id') },
    numbers: Array.isArray(numbers) ? numbers.map(String) : [],
    callbackUrl: textOr(settings.callback_url, null),
    caller: basic(need('callback_user'), need('callback_password')),
  };
  const expected = basic(need('username'), need('password'));
  const passes =
    settings.sign_in === 'oauth'
      ? openPasses('/api/v1/oauth2/token', need('username'), need('password'), settings.pass_seconds)
      : null;
  const isAllowed = ({ headers }: Asked) =>
    passes?.isGood(headers.authorization) ?? isSame(headers.authorization, expected);
  return {
    answer(asked, give) {
      const pass = passes?.give(asked);
      if (pass) {
        give(pass);
        return;
      }
      const isSending = asked.method === 'POST' && asked.path === `/api/v2/users/${account.id}/messages`;
      if (!isAllowed(asked)) {
        if (isSending) turnAway(desk, 'bad_key', {}, refusals.bad_key, give);
        else give(refusals.bad_key);
      } else if (isSending) send(desk, account, asked.body, give);
      else give(show(desk, account, asked));
    },
    tellReceipt: (facts, text) => tell(account, [viewReceipt(account, facts, text)]),
    tellInbound: (event) => tell(account, [viewInbound(account, event)]),
  };
}

const e164 = /^\+[1-9]\d{6,14}$/;

function whatIsWrong({ applicationId: own }: Account, body: Record<string, unknown>): Given | null {
  const { applicationId, to, from, text, media, tag, expiration } = body;
  const people = Array.isArray(to) ? to.map(String) : [];
  const [first = ''] = people;
  if (applicationId !== own) return invalid('applicationId', 'is none of this account');
  const magic = magicOf(first);
  if (magic?.when === 'now') return problem(magic.code, 'magic', 'Refused, because the number says so.');
  // Of several Bandwidth makes a conversation, which is none of our business.
  if (people.length !== 1 || !e164.test(first)) return invalid('to', 'must be one valid E.164 number');
  if (typeof from !== 'string' || !(e164.test(from) || /^\d{3,8}$/.test(from)))
    return invalid('from', 'must be a valid E.164 number');
  if (!text && !(Array.isArray(media) && media.length > 0)) return invalid('text', 'must not be empty');
  if (typeof text === 'string' && text.length > 2_048) return refusals.body_too_long;
  if (typeof tag === 'string' && tag.length > 1_024) return invalid('tag', 'must be at most 1024 characters');
  const isPast = expiration !== undefined && !(Date.parse(String(expiration)) > Date.now());
  return isPast ? invalid('expiration', 'must be in the future') : null;
}

function send(desk: Desk, account: Account, asked: string, give: (given: Given) => void): void {
  const body = jsonOf(asked);
  const wrong = body ? whatIsWrong(account, body) : refusals.bad_request;
  if (!body || wrong !== null) {
    turnAway(desk, 'bad_request', {}, wrong ?? 'reset', give);
    return;
  }
  const { to, from, text, media, tag, expiration } = body;
  const handed: HandedIn = {
    reference: typeof tag === 'string' ? tag : null,
    ...{ from: String(from), to: String((to as unknown[])[0]), body: String(text ?? '') },
    validForMs: expiration === undefined ? null : Math.max(0, Date.parse(String(expiration)) - Date.now()),
    receiptsUrl: account.callbackUrl,
    media: urlsOf(media),
    extra: { media: Array.isArray(media) ? media : [], hasTag: tag !== undefined },
  };
  const taken = ({ id, acceptedAt, parts, text: one }: Listed): Given => ({
    status: 202,
    body: viewMessage(account, id, acceptedAt, parts, one),
  });
  const broken = problem(500, 'internal-server-error', 'Something went wrong');
  handIn(desk, handed, { taken, refused, broken }, give);
}

const viewMessage = (account: Account, id: string, acceptedAt: number, parts: number, text: TakenText) => ({
  ...{ id: hexOf(id), owner: text.from, applicationId: account.applicationId, direction: 'out' },
  ...{ time: new Date(acceptedAt).toISOString(), segmentCount: parts, to: [text.to], from: text.from },
  ...{ text: text.body, media: text.extra?.media ?? [], priority: 'default' },
  ...(text.extra?.hasTag === true && { tag: text.reference }),
});

const receiptCodes: Readonly<Record<string, number>> = {
  ...{
    unknown_handset: 4721,
    handset_off: 4702,
    carrier_filtered: 4770,
    att_over_limit: 4781,
    tmobile_over_day: 4780,
    validity_passed: 4360,
  },
};

function viewReceipt(account: Account, facts: ReceiptFacts, text: TakenText) {
  const { id, status, errorCode, submittedAt } = facts;
  const magic = magicReceipt(text.to, status);
  const code = magic ?? (errorCode === null ? null : (receiptCodes[errorCode] ?? 9999));
  const type = magic !== null ? 'failed' : status === 'sent' || status === 'delivered' ? status : 'failed';
  return {
    ...{ time: new Date().toISOString(), type: `message-${type}`, to: text.to },
    description: code === null ? 'ok' : 'The rehearsal carrier says so.',
    ...(code !== null && { errorCode: code }),
    // Of events the words are left out.
    message: { ...viewMessage(account, id, submittedAt, 1, text), text: '' },
  };
}

function viewInbound(account: Account, { id, from, to, body, media = [] }: InboundEvent) {
  const time = new Date().toISOString();
  return {
    ...{ time, type: 'message-received', to, description: 'Incoming message received' },
    message: {
      ...{ id: hexOf(id), owner: to, applicationId: account.applicationId, time, segmentCount: 1 },
      ...{ direction: 'in', to: [to], from, text: body, media: media.map(({ url }) => url) },
    },
  };
}

function tell({ callbackUrl, caller }: Account, events: readonly object[]): Telling | null {
  if (callbackUrl === null) return null;
  const headers = { 'content-type': 'application/json', authorization: caller };
  return { method: 'POST', url: callbackUrl, headers, body: JSON.stringify(events) };
}

/** Everything that is only looked at. */
function show(desk: Desk, account: Account, { method, path, query, body }: Asked): Given {
  if (path === `/api/v2/users/${account.id}/messages`) return list(desk, query);
  if (path === `/api/accounts/${account.id}/inserviceNumbers`) return listNumbers(account);
  if (method === 'POST' && path === `/v2/accounts/${account.id}/phoneNumberLookup`)
    return { status: 200, body: lookUp(jsonOf(body)?.phoneNumbers) };
  return problem(404, 'resource-not-found', `There is no ${path} here.`);
}

function list(desk: Desk, query: URLSearchParams): Given {
  if (desk.carrier.settings.down) return tooMany;
  const found = desk.find(idOfHex(query.get('messageId') ?? '') ?? '');
  const texts = found ? [found] : desk.listTo(query.get('destinationTn') ?? '');
  const messages = texts.map(viewListed);
  return { status: 200, body: { totalCount: messages.length, pageInfo: { nextPage: null }, messages } };
}

const states: Readonly<Record<string, string>> = {
  ...{ accepted: 'QUEUED', sent: 'SENT', delivered: 'DELIVERED', undelivered: 'UNDELIVERED' },
  ...{ failed: 'FAILED', rejected: 'UNDELIVERED', expired: 'FAILED' },
};

const viewListed = ({ id, acceptedAt, status, errorCode, parts, text }: Listed) => ({
  ...{ messageId: hexOf(id), sourceTn: text.from, destinationTn: text.to, messageDirection: 'OUTBOUND' },
  ...{ messageStatus: states[status] ?? 'QUEUED', segmentCount: parts, carrierName: 'Rehearsal' },
  errorCode: errorCode === null ? 0 : (receiptCodes[errorCode] ?? 9999),
  receiveTime: new Date(acceptedAt).toISOString(),
});

function listNumbers({ numbers }: Account): Given {
  const one = (number: string) => `<TelephoneNumber>${number.replace(/^\+1/, '')}</TelephoneNumber>`;
  const list = `<TelephoneNumbers><Count>${numbers.length}</Count>${numbers.map(one).join('')}</TelephoneNumbers>`;
  const body = `<?xml version="1.0"?><TNs><TotalCount>${numbers.length}</TotalCount>${list}</TNs>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function lookUp(numbers: unknown) {
  const known = Array.isArray(numbers) ? numbers.map(String).filter((number) => e164.test(number)) : [];
  const facts = { lineType: 'MOBILE', messagingProvider: 'Rehearsal', countryCodeA3: 'USA' };
  const results = known.map((phoneNumber) => ({ phoneNumber, ...facts }));
  return { links: [], data: { requestId: 'rehearsal', status: 'COMPLETE', results }, errors: [] };
}
