import {
  type Asked,
  answered,
  type Balance,
  type ConnectionReport,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import type { ErrorClass } from '../errors/classes.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, connectionReport, type Json, type Refused } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { amountOf, isObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { digitsOf, e164Of, senderKindOf } from '../numbers.ts';

/** What a Vonage account can be asked, by whichever of its two interfaces texts are sent. */
export type VonageAccount = {
  readonly apiKey: string;
  /** For the look-up, which wants it in its address. */
  readonly apiSecret: string;
  /** Balance and numbers. */
  readonly rest: Asking;
  /** Look-ups and reports. */
  readonly api: Asking;
  /** What the reports call the interface. */
  readonly product: 'SMS' | 'MESSAGES';
};

// Accounts at Vonage are kept in euros, whatever they are paid in; no answer of these says so.
export const currency = 'EUR';

/** Its older hosts say error-code and error-code-label, the newer ones type and title. */
export function readVonageRefusal(body: Json): Refused {
  const detail = [wordOf(body.title), wordOf(body.detail)].filter((word) => word !== null).join(': ');
  return {
    code: codeOfProblem(body) ?? wordOf(body['error-code']),
    sentence: wordOf(body['error-code-label']) ?? (detail || null),
  };
}

/** What stands behind the `#` of a problem's type. */
export const codeOfProblem = ({ type }: Json): string | null =>
  typeof type === 'string' ? (/#([\w-]{1,60})$/.exec(type)?.[1] ?? null) : null;

/**
 * Its description of these hosts asks for the key and the secret in the address; Vonage's newest clients send the header alone, which goes
 * along. `path` has a query of its own or none.
 */
export function withKeys({ apiKey, apiSecret }: Keys, path: string): string {
  const keys = new URLSearchParams({ api_key: apiKey, api_secret: apiSecret });
  return `${path}${path.includes('?') ? '&' : '?'}${keys}`;
}

type Keys = Pick<VonageAccount, 'apiKey' | 'apiSecret'>;

const balancePath = '/account/get-balance';

/** Asks for the balance, which costs nothing and changes nothing. */
export async function testVonage(
  account: VonageAccount,
  warnings: readonly string[],
): Promise<ConnectionReport> {
  const { rest, apiKey } = account;
  const say = ({ value }: Json) => {
    const balance = amountOf(value);
    return `Vonage knows the key ${apiKey}${balance === null ? '' : `; its balance is ${balance} ${currency}`}.`;
  };
  return connectionReport('Vonage', await askJson(rest, withKeys(account, balancePath)), say, warnings);
}

export async function askVonageBalance(account: VonageAccount): Promise<Asked<Balance>> {
  const asked = await askJson(account.rest, withKeys(account, balancePath));
  if (asked.kind === 'failed') return asked;
  const price = priceOf(asked.value.value, currency);
  if (price === null) return failedAs('temporary', 'Vonage’s answer holds no balance.');
  const isNegative = wordOf(asked.value.value)?.startsWith('-') ?? false;
  return answered({ ...price, ...(isNegative && { isNegative }) });
}

const pageSize = 100;

export function listVonageNumbers(account: VonageAccount): Promise<Asked<readonly OwnNumber[]>> {
  const pathOf = (index: number) => withKeys(account, `/account/numbers?index=${index}&size=${pageSize}`);
  return askPages(account.rest, {
    first: pathOf(1),
    itemsOf: ({ numbers }) => objectsOf(numbers).flatMap(readNumber),
    next: ({ count }, at) => (Number(count) > at * pageSize ? pathOf(at + 1) : null),
  });
}

function readNumber(one: Json): OwnNumber[] {
  const told = wordOf(one.msisdn);
  if (told === null) return [];
  const number = e164Of(told);
  const features = Array.isArray(one.features) ? one.features : [];
  const isTollFree = one.type === 'landline-toll-free';
  return [
    {
      ...{ number, kind: isTollFree ? 'toll_free' : senderKindOf(number), country: wordOf(one.country) },
      ...{ canSms: features.includes('SMS'), canMms: features.includes('MMS'), label: null },
    },
  ];
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ mobile: 'mobile', landline: 'landline', landline_premium: 'landline' },
  ...{ landline_tollfree: 'toll_free', virtual: 'voip', pager: 'other' },
};

// Of these the look-up found out less than was asked, and what it found is right.
const answeredStatuses = new Set(['0', '43', '44', '45']);
const notANumber = '3';
// What else it says in an answer that is 200.
const lookUpFailures: Readonly<Record<string, ErrorClass>> = {
  ...{ 1: 'rate', 4: 'account', 9: 'funds', 19: 'not_allowed', 999: 'bad_request' },
};

/** Number Insight, standard; Vonage bills it. It answers 200 to everything. */
export async function lookUpAtVonage(account: VonageAccount, number: string): Promise<Asked<NumberFacts>> {
  const path = withKeys(account, `/ni/standard/json?number=${digitsOf(number)}`);
  const asked = await askJson(account.api, path);
  if (asked.kind === 'failed') return asked;
  const { status, current_carrier: current, country_code: country } = asked.value;
  const code = wordOf(status) ?? '';
  const nothing = { country: null, lineType: null, carrier: null, mccMnc: null };
  if (code === notANumber) return answered({ number, isValid: false, ...nothing });
  if (!answeredStatuses.has(code))
    return failedAs(
      lookUpFailures[code] ?? 'temporary',
      wordOf(asked.value.status_message) ?? 'The look-up failed.',
      code || null,
    );
  const carrier = isObject(current) ? current : {};
  const type = wordOf(carrier.network_type);
  return answered({
    number: e164Of(wordOf(asked.value.international_format_number) ?? number),
    ...{ isValid: true, country: wordOf(country) },
    lineType: type === null || type === 'unknown' ? null : (lineTypes[type] ?? 'other'),
    ...{ carrier: wordOf(carrier.name), mccMnc: wordOf(carrier.network_code) },
  });
}

const states: Readonly<Record<string, TextAtCarrier['status']>> = {
  ...{ submitted: 'sent', accepted: 'sent', buffered: 'sent', unknown: 'sent' },
  ...{ delivered: 'delivered', read: 'delivered', expired: 'expired', deleted: 'failed' },
  ...{ failed: 'failed', rejected: 'rejected', undeliverable: 'undelivered' },
};

/** A text as Vonage's reports have it, which is minutes after it was sent. `codeOf` writes its code as receipts do. */
export async function readVonageText(
  { apiKey, product, api }: VonageAccount,
  providerId: string,
  codeOf: (told: string) => string | null,
): Promise<Asked<TextAtCarrier>> {
  const path = `/v2/reports/records?account_id=${apiKey}&product=${product}&direction=outbound&id=${encodeURIComponent(providerId)}`;
  const asked = await askJson(api, path);
  if (asked.kind === 'failed') return asked;
  const [record] = objectsOf(asked.value.records);
  if (!record) return failedAs('temporary', 'Vonage’s reports do not show the text yet.');
  const status = states[wordOf(record.status) ?? ''] ?? 'accepted';
  const told = wordOf(record.error_code);
  const code = told === null ? null : codeOf(told);
  const receipt = { reference: null, providerId, code };
  return answered({
    ...{ providerId, code, parts: null },
    status: status === 'accepted' ? status : receiptOfCode(api.codes, { ...receipt, status }).status,
    price: priceOf(record.total_price ?? record.price, wordOf(record.currency) ?? currency),
  });
}
