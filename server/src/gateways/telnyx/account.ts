import {
  type Asked,
  answered,
  type Balance,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, cannotBeCalled, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { countOf, isObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { e164Of, senderKindOf } from '../numbers.ts';
import { stateOf } from './callbacks.ts';
import { codes } from './codes.ts';

/** What a Telnyx account can be asked beside sending. All answers stand under `data`. */

const dataOf = ({ data }: Json): Json => (isObject(data) ? data : {});

export const balancePath = '/v2/balance';

export function sayAccount(body: Json): string {
  const { balance, currency } = dataOf(body);
  const price = priceOf(balance, currency);
  return `Telnyx accepts the key${price === null ? '' : `; the balance is ${price.amount} ${price.currency}`}.`;
}

export async function askTelnyxBalance(asking: Asking): Promise<Asked<Balance>> {
  const asked = await askJson(asking, balancePath);
  if (asked.kind === 'failed') return asked;
  const { balance, currency } = dataOf(asked.value);
  const price = priceOf(balance, currency);
  if (price === null) return failedAs('temporary', 'Telnyx’s answer holds no balance.');
  const isNegative = wordOf(balance)?.startsWith('-') ?? false;
  return answered({ ...price, ...(isNegative && { isNegative }) });
}

const pageSize = 100;

/** Its numbers that are set up for texts, then its short codes. */
export async function listTelnyxNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const list = (path: string, read: (one: Json) => OwnNumber[]) => {
    const pathOf = (page: number) => `${path}?page%5Bnumber%5D=${page}&page%5Bsize%5D=${pageSize}`;
    return askPages(asking, {
      first: pathOf(1),
      itemsOf: ({ data }) => objectsOf(data).flatMap(read),
      next: ({ meta }, at) => (isObject(meta) && Number(meta.total_pages) > at ? pathOf(at + 1) : null),
    });
  };
  const numbers = await list('/v2/phone_numbers/messaging', readNumber);
  if (numbers.kind === 'failed') return numbers;
  const short = await list('/v2/short_codes', readShortCode);
  return short.kind === 'failed' ? short : answered([...numbers.value, ...short.value]);
}

const canSend = (feature: unknown): boolean =>
  isObject(feature) && (feature.domestic_two_way === true || feature.international_outbound === true);

function readNumber(one: Json): OwnNumber[] {
  const number = wordOf(one.phone_number);
  if (number === null) return [];
  const features = isObject(one.features) ? one.features : {};
  const isTollFree = one.type === 'toll-free' || one.type === 'tollfree';
  return [
    {
      ...{ number, kind: isTollFree ? 'toll_free' : senderKindOf(number), country: wordOf(one.country_code) },
      ...{ canSms: canSend(features.sms), canMms: canSend(features.mms), label: null },
    },
  ];
}

function readShortCode(one: Json): OwnNumber[] {
  const number = wordOf(one.short_code);
  if (number === null) return [];
  const can = { canSms: true, canMms: null };
  return [{ number, kind: 'short_code', country: wordOf(one.country_code), ...can, label: null }];
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ mobile: 'mobile', 'fixed line': 'landline', voip: 'voip', 'toll free': 'toll_free' },
};

/** Telnyx bills it. */
export async function lookUpAtTelnyx(asking: Asking, number: string): Promise<Asked<NumberFacts>> {
  const asked = await askJson(asking, `/v2/number_lookup/${encodeURIComponent(number)}?type=carrier`);
  const nothing = { country: null, lineType: null, carrier: null, mccMnc: null };
  if (asked.kind === 'failed')
    return asked.class === 'invalid_number' ? answered({ number, isValid: false, ...nothing }) : asked;
  const { phone_number: told, country_code: country, carrier } = dataOf(asked.value);
  const line = isObject(carrier) ? carrier : {};
  const type = wordOf(line.type)?.toLowerCase() ?? null;
  const [mcc, mnc] = [wordOf(line.mobile_country_code), wordOf(line.mobile_network_code)];
  return answered({
    ...{ number: e164Of(wordOf(told) ?? number), isValid: true, country: wordOf(country) },
    lineType: type === null || type === 'unknown' ? null : (lineTypes[type] ?? 'other'),
    ...{ carrier: wordOf(line.name), mccMnc: mcc !== null && mnc !== null ? mcc + mnc : null },
  });
}

export const textPath = (providerId: string) => `/v2/messages/${encodeURIComponent(providerId)}`;

export async function readTelnyxText(asking: Asking, providerId: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, textPath(providerId));
  if (asked.kind === 'failed') return asked;
  const text = dataOf(asked.value);
  const { status, code } = stateOf(text);
  const cost = isObject(text.cost) ? text.cost : {};
  return answered({
    ...{ providerId, code, parts: countOf(text.parts), price: priceOf(cost.amount, cost.currency) },
    status:
      status === null
        ? 'accepted'
        : receiptOfCode(codes, { reference: null, providerId, status, code }).status,
  });
}

/** Tells the messaging profile where to bring what people write. */
export async function pointTelnyx(
  asking: Asking,
  profileId: string,
  inboundUrl: string | null,
): Promise<Asked<string>> {
  if (inboundUrl === null) return cannotBeCalled;
  if (profileId === '')
    return failedAs(
      'bad_request',
      `Enter ${inboundUrl} as the webhook URL of the messaging profile to which the numbers belong, or its ID here.`,
    );
  const about = { webhook_url: inboundUrl, webhook_api_version: '2' };
  const asked = await askJson(asking, jsonRequest('PATCH', `/v2/messaging_profiles/${profileId}`, {}, about));
  if (asked.kind === 'failed') return asked;
  return answered(`The messaging profile now brings what people write to ${inboundUrl}.`);
}
