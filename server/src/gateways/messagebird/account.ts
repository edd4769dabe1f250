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
import { type Asking, askJson, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { amountOf, countOf, isObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { digitsOf, e164Of, senderKindOf } from '../numbers.ts';
import { recipientsOf } from './answer.ts';
import { statuses } from './callbacks.ts';
import { reports } from './codes.ts';

/** What a MessageBird account can be asked beside sending. */

const currencies: Readonly<Record<string, string>> = { euros: 'EUR', pounds: 'GBP', dollars: 'USD' };

export async function askMessageBirdBalance(asking: Asking): Promise<Asked<Balance>> {
  const asked = await askJson(asking, '/balance');
  if (asked.kind === 'failed') return asked;
  const [amount, type] = [amountOf(asked.value.amount), wordOf(asked.value.type)];
  const currency = currencies[type ?? ''];
  if (amount === null) return failedAs('temporary', 'MessageBird’s answer holds no balance.');
  if (currency === undefined)
    return failedAs(
      'bad_request',
      `The account counts in ${type ?? 'units'} and not in money: ${amount} are left.`,
    );
  const isNegative = Number(asked.value.amount) < 0;
  return answered({ amount, currency, ...(isNegative && { isNegative }) });
}

export const sayBalance = ({ amount, type, payment }: Json): string =>
  `MessageBird knows this key; the account is ${wordOf(payment) ?? 'open'} and holds ${wordOf(amount) ?? 'an unknown amount'} ${wordOf(type) ?? ''}.`.replace(
    ' .',
    '.',
  );

const pageSize = 100;

export function listMessageBirdNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const pathOf = (offset: number) => `/v1/phone-numbers?limit=${pageSize}&offset=${offset}`;
  return askPages(asking, {
    first: pathOf(0),
    itemsOf: ({ items }) => objectsOf(items).map(readNumber),
    next: ({ totalCount }, at) => (Number(totalCount) > at * pageSize ? pathOf(at * pageSize) : null),
  });
}

function readNumber(one: Json): OwnNumber {
  const number = e164Of(wordOf(one.number) ?? '');
  const features = Array.isArray(one.features) ? one.features : [];
  return {
    ...{ number, kind: senderKindOf(number), country: wordOf(one.country), label: null },
    ...{ canSms: features.includes('sms'), canMms: features.includes('mms') },
  };
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  mobile: 'mobile',
  'fixed line': 'landline',
  'fixed line or mobile': 'other',
  'toll free': 'toll_free',
  voip: 'voip',
};

export async function lookUpAtMessageBird(asking: Asking, number: string): Promise<Asked<NumberFacts>> {
  const asked = await askJson(asking, `/lookup/${digitsOf(number)}`);
  // A number that is none is an answer and not a failure.
  if (asked.kind === 'failed')
    return asked.code === '21' || asked.code === '9'
      ? answered({ number, isValid: false, country: null, lineType: null, carrier: null, mccMnc: null })
      : asked;
  const { countryCode, type, formats, hlr } = asked.value;
  const told = wordOf(type);
  return answered({
    number: (isObject(formats) && wordOf(formats.e164)) || number,
    ...{ isValid: true, country: wordOf(countryCode), carrier: null },
    lineType: told === null || told === 'unknown' ? null : (lineTypes[told] ?? 'other'),
    mccMnc: isObject(hlr) ? wordOf(hlr.network) : null,
  });
}

export async function readMessageBirdText(asking: Asking, providerId: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `/messages/${encodeURIComponent(providerId)}`);
  if (asked.kind === 'failed') return asked;
  const [item = {}] = recipientsOf(asked.value);
  const [status, code] = [statuses[wordOf(item.status) ?? ''], wordOf(item.statusErrorCode)];
  const price = isObject(item.price) ? priceOf(item.price.amount, item.price.currency) : null;
  return answered({
    providerId,
    status: status
      ? receiptOfCode(reports, { reference: null, providerId, status, code }).status
      : 'accepted',
    ...{ code, parts: countOf(item.messagePartCount), price },
  });
}
