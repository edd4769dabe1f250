import { createHash, createHmac } from 'node:crypto';
import { isGsm } from '@tidings/sms';
import { isLoopback } from '../../loopback.ts';
import type { ReceiptFacts } from '../../news.ts';
import type { InboundEvent } from '../../rows.ts';
import type { Refusal } from '../../submission.ts';
import { isSame } from '../credentials.ts';
import { bare, handIn, plus, turnAway } from '../hand-in.ts';
import { hexOf } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Desk, Given, Listed, TakenText, Telling } from '../provider.ts';
import type { Account } from './account.ts';

/** The SMS API: a form in, an entry for each part out, and 200 whatever happens. */

type Saying = readonly [status: number, text: string];

const refusals: Readonly<Record<Refusal['code'], Saying>> = {
  bad_request: [3, 'Invalid value for param: to'],
  bad_key: [4, 'Bad Credentials'],
  invalid_number: [6, 'Unroutable message - rejected'],
  body_too_long: [12, 'Message too long'],
  no_funds: [9, 'Partner quota exceeded'],
  opted_out: [7, 'Number barred'],
  unknown_sender: [15, 'Illegal Sender Address - rejected'],
  throttled: [1, 'Throughput Rate Exceeded - please wait [ 1000 ] and retry'],
  unavailable: [1, 'Throttled'],
  down: [1, 'Throttled'],
};

const failure = ([status, text]: Saying): Given => ({
  status: 200,
  body: { 'message-count': '1', messages: [{ status: String(status), 'error-text': text }] },
});

const idOf = (id: string) => hexOf(id).toUpperCase();

function taken({ id, parts, text }: Listed): Given {
  const entry = (at: number) => ({
    to: bare(text.to),
    // Of a long text the first part's id is the one that is reported on.
    'message-id': at === 0 ? idOf(id) : `${idOf(id)}${at + 1}`,
    ...{ status: '0', 'remaining-balance': '99.96670000', 'message-price': '0.03330000', network: '00101' },
    ...(text.extra?.hasReference === true && { 'client-ref': text.reference }),
  });
  const messages = Array.from({ length: parts }, (_, at) => entry(at));
  return { status: 200, body: { 'message-count': String(parts), messages } };
}

const validity = { least: 20_000, most: 604_800_000 };

function whatIsWrong(form: URLSearchParams): Saying | null {
  const [to, from, ttl] = [form.get('to') ?? '', form.get('from') ?? '', form.get('ttl')];
  if (to === '' || from === '') return [2, `Missing ${to === '' ? 'to' : 'from'} param`];
  const magic = magicOf(to);
  if (magic?.when === 'now') return [magic.code, 'Refused, because the number says so.'];
  if (!/^\d{7,15}$/.test(to)) return [3, 'Invalid value for param: to'];
  if (!form.get('text')) return [2, 'Missing text param'];
  if (ttl !== null && !(Number(ttl) >= validity.least && Number(ttl) <= validity.most))
    return [3, 'Invalid value for param: ttl'];
  if ((form.get('client-ref') ?? '').length > 40) return [3, 'Invalid value for param: client-ref'];
  const callback = form.get('callback');
  // The real one calls any address; this one stays on its machine and says so at once.
  const isBad = callback !== null && (callback.length > callbackAtMost || !isLoopback(callback));
  return isBad ? [23, 'Invalid callback url'] : null;
}

const callbackAtMost = 100;

export function sendSms(desk: Desk, account: Account, body: string, give: (given: Given) => void): void {
  const form = new URLSearchParams(body);
  const about = { from: form.get('from') ?? '', to: plus(form.get('to') ?? '') };
  if (form.get('api_key') !== account.key || !isSame(form.get('api_secret') ?? '', account.secret)) {
    turnAway(desk, 'bad_key', about, failure(refusals.bad_key), give);
    return;
  }
  const wrong = whatIsWrong(form);
  if (wrong !== null) {
    turnAway(desk, 'bad_request', about, failure(wrong), give);
    return;
  }
  const [ttl, reference] = [form.get('ttl'), form.get('client-ref')];
  const text = {
    ...{ reference, from: plus(about.from), to: about.to, validForMs: ttl === null ? null : Number(ttl) },
    body: readable(form),
    receiptsUrl: form.get('callback') ?? account.receiptsUrl,
    extra: { api: 'sms', hasReference: reference !== null },
  };
  const saying = {
    taken,
    refused: ({ code }: Pick<Refusal, 'code'>) => failure(refusals[code]),
    broken: failure([5, 'Internal Error']),
  };
  handIn(desk, text, saying, give);
}

/** As the phone shows it: of a text that was not said to be Unicode, what is not Latin is lost. */
const readable = (form: URLSearchParams): string => {
  const text = form.get('text') ?? '';
  return form.get('type') === 'unicode' ? text : [...text].map((sign) => (isGsm(sign) ? sign : '?')).join('');
};

const statuses: Readonly<Record<string, string>> = {
  ...{ sent: 'accepted', delivered: 'delivered', undelivered: 'failed' },
  ...{ failed: 'failed', rejected: 'rejected', expired: 'expired' },
};

const receiptCodes: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 3, handset_off: 2, carrier_filtered: 6, validity_passed: 12 },
};

export function tellSmsReceipt(account: Account, facts: ReceiptFacts, text: TakenText): Telling | null {
  if (text.receiptsUrl === null) return null;
  const magic = magicReceipt(text.to, facts.status);
  const code = magic ?? (facts.errorCode === null ? 0 : (receiptCodes[facts.errorCode] ?? 1));
  return tell(account, text.receiptsUrl, {
    ...{ msisdn: bare(facts.to), to: bare(facts.from), 'network-code': '00101', messageId: idOf(facts.id) },
    ...{ price: '0.03330000', status: magic === null ? (statuses[facts.status] ?? 'unknown') : 'failed' },
    ...{ scts: '2608010930', 'err-code': String(code), 'api-key': account.key },
    ...(text.extra?.hasReference === true && { 'client-ref': text.reference }),
  });
}

export function tellSmsInbound(account: Account, url: string, event: InboundEvent): Telling {
  return tell(account, url, {
    ...{ msisdn: bare(event.from), to: bare(event.to), messageId: idOf(event.id), text: event.body },
    ...{ type: 'unicode', keyword: event.body.split(/\s/)[0]?.toUpperCase() ?? '', 'api-key': account.key },
  });
}

function tell(account: Account, url: string, about: Record<string, string>): Telling {
  const now = new Date();
  const fields: Record<string, string> = {
    ...about,
    'message-timestamp': now.toISOString().slice(0, 19).replace('T', ' '),
    timestamp: String(Math.floor(now.getTime() / 1_000)),
    nonce: hexOf('rc_00000000n'),
  };
  const signed = { ...fields, sig: signFields(account, fields) };
  if (account.callbacksAs === 'json')
    return {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(signed),
    };
  const pairs = new URLSearchParams(signed).toString();
  if (account.callbacksAs === 'query')
    return { method: 'GET', url: `${url}?${pairs}`, headers: {}, body: '' };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: pairs };
}

/** Written from Vonage's description of signed webhooks and not from our adapter: a witness shares nothing with the accused. */
export function signFields(
  { signatureSecret, signatureMethod }: Pick<Account, 'signatureSecret' | 'signatureMethod'>,
  fields: Readonly<Record<string, string>>,
): string {
  let base = '';
  for (const [name, value] of Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)))
    base += `&${name}=${value.replaceAll('&', '_').replaceAll('=', '_')}`;
  return signatureMethod === 'md5hash'
    ? createHash('md5').update(base).update(signatureSecret).digest('hex')
    : createHmac(signatureMethod, signatureSecret).update(base).digest('hex').toUpperCase();
}
