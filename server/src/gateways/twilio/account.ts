import {
  type Asked,
  answered,
  type Balance,
  type ConnectionReport,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { askHttp, failedAs, failedByStatus, unanswered } from '../http/ask-http.ts';
import { formBody, formType } from '../http/form-body.ts';
import { amountOf, isObject, jsonObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';
import type { TwilioAccount } from './settings.ts';

/** What a Twilio account can be asked beside sending. */

export type Json = Record<string, unknown>;

export async function ask(
  { authorization }: TwilioAccount,
  origin: string,
  path: string,
  form: readonly [string, string][] | null = null,
): Promise<Asked<Json>> {
  const posting = form && { body: formBody(form), headers: { authorization, 'content-type': formType } };
  const answer = await askHttp(origin, {
    ...{ method: form ? 'POST' : 'GET', path, headers: { authorization } },
    ...posting,
  });
  if (answer.kind !== 'answer') return unanswered(answer);
  const body = jsonObject(answer.body);
  if (answer.status >= 200 && answer.status < 300 && body) return answered(body);
  const code = wordOf(body?.code);
  const row = code !== null && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const sentence = wordOf(body?.message) ?? row?.says ?? null;
  return row
    ? failedAs(row.class, sentence ?? row.says, code)
    : failedByStatus(answer.status, sentence, code);
}

export const accountPath = ({ accountSid }: TwilioAccount) => `/2010-04-01/Accounts/${accountSid}`;

/** Asks for the account itself, which costs nothing and changes nothing. */
export async function testTwilio(
  account: TwilioAccount,
  warnings: readonly string[],
): Promise<ConnectionReport> {
  const asked = await ask(account, account.api, `${accountPath(account)}.json`);
  if (asked.kind === 'failed')
    return {
      isGood: false,
      sentence: `Twilio says: ${asked.sentence}${asked.code ? ` (${asked.code})` : ''}`,
      warnings,
    };
  const { friendly_name: name, status, type } = asked.value;
  const called = wordOf(name) ?? account.accountSid;
  if (status !== 'active')
    return {
      isGood: false,
      sentence: `Twilio says that the account “${called}” is ${wordOf(status)}.`,
      warnings,
    };
  const trial = type === 'Trial' ? ['A trial account texts only numbers that were verified at Twilio.'] : [];
  return {
    isGood: true,
    sentence: `Twilio knows the account “${called}”.`,
    warnings: [...trial, ...warnings],
  };
}

export async function askBalance(account: TwilioAccount): Promise<Asked<Balance>> {
  const asked = await ask(account, account.api, `${accountPath(account)}/Balance.json`);
  if (asked.kind === 'failed') return asked;
  const amount = amountOf(asked.value.balance);
  const currency = wordOf(asked.value.currency);
  if (amount === null || currency === null) return failedAs('temporary', 'Twilio’s answer holds no balance.');
  const isNegative = wordOf(asked.value.balance)?.startsWith('-') ?? false;
  return answered({ amount, currency, ...(isNegative && { isNegative }) });
}

const pagesAtMost = 20;

/** All pages of a list, of which each names the next. */
async function askPages(account: TwilioAccount, path: string, list: string): Promise<Asked<Json[]>> {
  const all: Json[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < pagesAtMost; page += 1) {
    const asked: Asked<Json> = await ask(account, account.api, next);
    if (asked.kind === 'failed') return asked;
    all.push(...objectsOf(asked.value[list]));
    next = wordOf(asked.value.next_page_uri);
    // An address from outside is followed on Twilio's own host alone.
    if (next !== null && !next.startsWith('/2010-04-01/')) next = null;
  }
  return answered(all);
}

const tollFree = /^\+18(00|33|44|55|66|77|88)\d{7}$/;

export async function listTwilioNumbers(account: TwilioAccount): Promise<Asked<readonly OwnNumber[]>> {
  const numbers = await askPages(
    account,
    `${accountPath(account)}/IncomingPhoneNumbers.json?PageSize=100`,
    'incoming_phone_numbers',
  );
  if (numbers.kind === 'failed') return numbers;
  const short = await askPages(
    account,
    `${accountPath(account)}/SMS/ShortCodes.json?PageSize=100`,
    'short_codes',
  );
  if (short.kind === 'failed') return short;
  return answered([...numbers.value.flatMap(readNumber), ...short.value.flatMap(readShortCode)]);
}

function readNumber(one: Json): OwnNumber[] {
  const number = wordOf(one.phone_number);
  if (number === null) return [];
  const can = isObject(one.capabilities) ? one.capabilities : {};
  return [
    {
      ...{ number, kind: tollFree.test(number) ? 'toll_free' : 'long_code', country: null },
      ...{ canSms: can.sms === true, canMms: can.mms === true, label: wordOf(one.friendly_name) },
    },
  ];
}

function readShortCode(one: Json): OwnNumber[] {
  const number = wordOf(one.short_code);
  if (number === null) return [];
  const can = { canSms: true, canMms: null };
  return [{ number, kind: 'short_code', country: null, ...can, label: wordOf(one.friendly_name) }];
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  mobile: 'mobile',
  landline: 'landline',
  fixedVoip: 'voip',
  nonFixedVoip: 'voip',
  tollFree: 'toll_free',
};

export async function lookUpAtTwilio(account: TwilioAccount, number: string): Promise<Asked<NumberFacts>> {
  const path = `/v2/PhoneNumbers/${encodeURIComponent(number)}?Fields=line_type_intelligence`;
  const asked = await ask(account, account.lookups, path);
  if (asked.kind === 'failed') return asked;
  const { valid, phone_number: told, country_code: country, line_type_intelligence: line } = asked.value;
  const known = isObject(line) ? line : {};
  const type = wordOf(known.type);
  const [mcc, mnc] = [wordOf(known.mobile_country_code), wordOf(known.mobile_network_code)];
  return answered({
    ...{ number: wordOf(told) ?? number, isValid: valid === true, country: wordOf(country) },
    lineType: type === null || type === 'unknown' ? null : (lineTypes[type] ?? 'other'),
    carrier: wordOf(known.carrier_name),
    mccMnc: mcc !== null && mnc !== null ? mcc + mnc : null,
  });
}

const states: Readonly<Record<string, TextAtCarrier['status']>> = {
  ...{ accepted: 'accepted', queued: 'accepted', scheduled: 'accepted', sending: 'accepted' },
  ...{ sent: 'sent', partially_delivered: 'sent', delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'undelivered', failed: 'failed', canceled: 'failed' },
};

/** A text as Twilio now has it. Its price is there some time after it was sent, as a negative number in words. */
export async function readTwilioText(
  account: TwilioAccount,
  providerId: string,
): Promise<Asked<TextAtCarrier>> {
  const path = `${accountPath(account)}/Messages/${encodeURIComponent(providerId)}.json`;
  const asked = await ask(account, account.api, path);
  if (asked.kind === 'failed') return asked;
  return answered(
    textAtTwilio({ sid: providerId, ...asked.value }) ?? {
      providerId,
      status: 'accepted',
      code: null,
      parts: null,
      price: null,
    },
  );
}

/** A message as it stands in an answer or a list; null of what has no id. */
export function textAtTwilio(message: Json): TextAtCarrier | null {
  const { status: told, error_code: error, num_segments: segments, price, price_unit: unit } = message;
  const providerId = wordOf(message.sid);
  if (providerId === null) return null;
  const status = states[wordOf(told) ?? ''] ?? 'accepted';
  const code = wordOf(error);
  const amount = amountOf(price);
  const currency = wordOf(unit);
  const parts = Number(segments);
  return {
    providerId,
    status:
      status === 'accepted'
        ? status
        : receiptOfCode(codes, { reference: null, providerId, status, code }).status,
    code,
    parts: parts > 0 ? parts : null,
    price: amount !== null && currency !== null ? { amount, currency: currency.toUpperCase() } : null,
  };
}

/** Tells a Messaging Service where to bring what people write. Numbers of their own are left alone: others may use them. */
export async function pointTwilio(account: TwilioAccount, inboundUrl: string | null): Promise<Asked<string>> {
  if (inboundUrl === null)
    return failedAs(
      'bad_request',
      'Nobody outside can reach this installation: set TIDINGS_PUBLIC_URL first.',
    );
  const { messagingServiceSid: service } = account;
  if (service === '')
    return failedAs(
      'bad_request',
      `Enter ${inboundUrl} in the Twilio Console under “A message comes in” of each number.`,
    );
  const asked = await ask(account, account.messaging, `/v1/Services/${service}`, [
    ['InboundRequestUrl', inboundUrl],
    ['InboundMethod', 'POST'],
  ]);
  if (asked.kind === 'failed') return asked;
  return answered(`The Messaging Service now brings what people write to ${inboundUrl}.`);
}
