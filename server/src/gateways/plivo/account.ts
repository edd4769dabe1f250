import {
  type Asked,
  answered,
  type Balance,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { cannotSay, earliestOf, findByNumber } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, cannotBeCalled, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { countOf, isObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf, e164Of, senderKindOf } from '../numbers.ts';
import { codeOf } from './callbacks.ts';
import { codes } from './codes.ts';

/** What a Plivo account can be asked beside sending. Every path ends with a slash: without it Plivo redirects. */
export type PlivoAccount = {
  readonly api: Asking;
  readonly lookup: Asking;
  /** `/v1/Account/MA…/` */
  readonly root: string;
};

const currency = 'USD';

export function sayAccount({ name, cash_credits: credits }: Json): string {
  const balance = priceOf(credits, currency);
  const called = wordOf(name);
  return `Plivo knows the account${called === null ? '' : ` “${called}”`}${balance === null ? '' : `; its balance is ${balance.amount} ${currency}`}.`;
}

export async function askPlivoBalance({ api, root }: PlivoAccount): Promise<Asked<Balance>> {
  const asked = await askJson(api, root);
  if (asked.kind === 'failed') return asked;
  const price = priceOf(asked.value.cash_credits, currency);
  if (price === null) return failedAs('temporary', 'Plivo’s answer holds no balance.');
  const isNegative = wordOf(asked.value.cash_credits)?.startsWith('-') ?? false;
  return answered({ ...price, ...(isNegative && { isNegative }) });
}

// Plivo gives no more of a list at once.
const pageSize = 20;

export function listPlivoNumbers({ api, root }: PlivoAccount): Promise<Asked<readonly OwnNumber[]>> {
  const pathOf = (offset: number) => `${root}Number/?limit=${pageSize}&offset=${offset}`;
  return askPages(api, {
    first: pathOf(0),
    itemsOf: ({ objects }) => objectsOf(objects).flatMap(readNumber),
    next: ({ objects }, at) => (objectsOf(objects).length === pageSize ? pathOf(at * pageSize) : null),
  });
}

function readNumber(one: Json): OwnNumber[] {
  const told = wordOf(one.number);
  if (told === null) return [];
  const number = e164Of(told);
  const isTollFree = /toll_?free/i.test(wordOf(one.number_type) ?? wordOf(one.type) ?? '');
  const country = wordOf(one.country_iso2) ?? wordOf(one.country);
  return [
    {
      ...{ number, kind: isTollFree ? 'toll_free' : senderKindOf(number) },
      country: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
      ...{ canSms: one.sms_enabled === true, canMms: one.mms_enabled === true, label: wordOf(one.alias) },
    },
  ];
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ mobile: 'mobile', fixed: 'landline', landline: 'landline', voip: 'voip' },
  ...{ toll_free: 'toll_free', tollfree: 'toll_free' },
};

/** Plivo bills it. A number that is none is answered with 404. */
export async function lookUpAtPlivo({ lookup }: PlivoAccount, number: string): Promise<Asked<NumberFacts>> {
  const asked = await askJson(lookup, `/v1/Number/${encodeURIComponent(number)}?type=carrier`);
  const nothing = { country: null, lineType: null, carrier: null, mccMnc: null };
  if (asked.kind === 'failed')
    return asked.code === 'http-404' ? answered({ number, isValid: false, ...nothing }) : asked;
  const { phone_number: told, country, carrier } = asked.value;
  const line = isObject(carrier) ? carrier : {};
  const type = wordOf(line.type)?.toLowerCase() ?? null;
  const [mcc, mnc] = [wordOf(line.mobile_country_code), wordOf(line.mobile_network_code)];
  return answered({
    ...{ number: e164Of(wordOf(told) ?? number), isValid: true, carrier: wordOf(line.name) },
    country: isObject(country) ? (wordOf(country.iso2) ?? wordOf(country.code_iso2)) : null,
    lineType: type === null ? null : (lineTypes[type] ?? 'other'),
    mccMnc: mcc !== null && mnc !== null ? mcc + mnc : null,
  });
}

const states: Readonly<Record<string, TextAtCarrier['status']>> = {
  ...{ queued: 'accepted', sent: 'sent', delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'undelivered', failed: 'failed', rejected: 'rejected' },
};

export async function readPlivoText(
  { api, root }: PlivoAccount,
  providerId: string,
): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(api, `${root}Message/${encodeURIComponent(providerId)}/`);
  if (asked.kind === 'failed') return asked;
  const { message_state: state, error_code: error, units, total_amount: amount } = asked.value;
  const status = states[wordOf(state) ?? ''] ?? 'accepted';
  const code = codeOf(error);
  return answered({
    ...{ providerId, code, parts: countOf(units), price: priceOf(amount, currency) },
    status:
      status === 'accepted'
        ? status
        : receiptOfCode(codes, { reference: null, providerId, status, code }).status,
  });
}

/** Tells the application of the numbers where to bring what people write. */
export async function pointPlivo(
  { api, root }: PlivoAccount,
  appId: string,
  inboundUrl: string | null,
): Promise<Asked<string>> {
  if (inboundUrl === null) return cannotBeCalled;
  if (appId === '')
    return failedAs(
      'bad_request',
      `Enter ${inboundUrl} as the message URL (POST) of the application to which the numbers belong, or its ID here.`,
    );
  const about = { message_url: inboundUrl, message_method: 'POST' };
  const asked = await askJson(api, jsonRequest('POST', `${root}Application/${appId}/`, {}, about));
  if (asked.kind === 'failed') return asked;
  return answered(`The application now brings what people write to ${inboundUrl}.`);
}

/**
 * Plivo knows no reference of ours, and its list leaves the words out: a lost text is looked for by both numbers and the time. The
 * newest come first.
 */
export async function reconcileAtPlivo({ api, root }: PlivoAccount, text: LostText): Promise<LookUp> {
  const since = earliestOf(text).toISOString().slice(0, 19).replace('T', ' ');
  const path = `${root}Message/?message_direction=outbound&to_number=${digitsOf(text.to)}&message_time__gte=${encodeURIComponent(since)}&limit=${pageSize}&offset=0`;
  const asked = await askJson(api, path);
  if (asked.kind === 'failed') return cannotSay(`Plivo could not be asked for the text: ${asked.sentence}`);
  if (!Array.isArray(asked.value.objects)) return cannotSay('Plivo’s answer holds no list of texts.');
  const listed = objectsOf(asked.value.objects);
  const meant = listed.filter((one) => isOf(text, one)).flatMap(({ message_uuid: id }) => wordOf(id) ?? []);
  return findByNumber('Plivo', text, meant, listed.length < pageSize);
}

/** Between the same two numbers, outbound. Of a Powerpack the number that sent is another than the one we named. */
function isOf(text: LostText, one: Json): boolean {
  const to = wordOf(one.to_number);
  return one.message_direction !== 'inbound' && to !== null && e164Of(to) === text.to;
}
