import {
  type Asked,
  answered,
  type Balance,
  type ConnectionReport,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { cannotSay } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, cannotBeCalled, connectionReport, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { amountOf, isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { openTimedList } from '../look-together.ts';
import { e164Of, senderKindOf } from '../numbers.ts';
import { currencyOf } from './answer.ts';
import { readReceipt } from './callbacks.ts';

/** What a ClickSend account can be asked beside sending. */

const dataOf = ({ data }: Json): Json => (isObject(data) ? data : {});

export const testClickSend = async (asking: Asking, warnings: readonly string[]): Promise<ConnectionReport> =>
  connectionReport(
    'ClickSend',
    await askJson(asking, '/v3/account'),
    (value) => `ClickSend knows the account “${wordOf(dataOf(value).username) ?? 'without a name'}”.`,
    warnings,
  );

export async function askClickSendBalance(asking: Asking): Promise<Asked<Balance>> {
  const asked = await askJson(asking, '/v3/account');
  if (asked.kind === 'failed') return asked;
  const data = dataOf(asked.value);
  const [amount, currency] = [amountOf(data.balance), currencyOf(data)];
  if (amount === null || currency === null)
    return failedAs('temporary', 'ClickSend’s answer holds no balance.');
  const isNegative = Number(data.balance) < 0;
  return answered({ amount, currency, ...(isNegative && { isNegative }) });
}

const pageSize = 100;

export function listClickSendNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const pathOf = (page: number) => `/v3/numbers?page=${page}&limit=${pageSize}`;
  return askPages(asking, {
    first: pathOf(1),
    itemsOf: (page) => objectsOf(dataOf(page).data).map(readNumber),
    next: (page, at) => (Number(dataOf(page).last_page) > at ? pathOf(at + 1) : null),
  });
}

function readNumber(one: Json): OwnNumber {
  const number = e164Of(wordOf(one.dedicated_number) ?? '');
  const known = { number, kind: senderKindOf(number), country: wordOf(one.country) };
  return { ...known, canSms: true, canMms: null, label: wordOf(one.label) };
}

/** What became of a text, by its receipt: before there is one ClickSend has nothing to say. */
export async function readClickSendText(asking: Asking, providerId: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `/v3/sms/receipts/${encodeURIComponent(providerId)}`);
  if (asked.kind === 'failed') return asked;
  const receipt = readReceipt({ ...dataOf(asked.value), message_id: providerId });
  return answered({
    providerId,
    status: receipt?.status ?? 'accepted',
    code: receipt?.code ?? null,
    parts: null,
    price: null,
  });
}

// A text stands in the list under the time at which it was taken, which is within this of when it left.
const takenWithinMs = 10 * 60_000;
const pagesAtMost = 100;

/** Looks for our reference among what the account sent around then: texts and pictures stand in two lists. */
export function openClickSendHistory(asking: Asking): (text: LostText) => Promise<LookUp> {
  const [findText, findPicture] = [openHistory(asking, 'sms'), openHistory(asking, 'mms')];
  return async (text) => {
    const found = await findText(text);
    return found.kind === 'absent' ? findPicture(text) : found;
  };
}

const openHistory = (asking: Asking, kind: 'sms' | 'mms') =>
  openTimedList({
    ...{ carrier: 'ClickSend', takenWithinMs, pagesAtMost },
    async readPage(span, at) {
      const from = Math.floor(span.from.getTime() / 1_000);
      const to = Math.ceil(span.to.getTime() / 1_000);
      const page = at ?? '1';
      const path = `/v3/${kind}/history?date_from=${from}&date_to=${to}&page=${page}&limit=${pageSize}`;
      const asked = await askJson(asking, path);
      if (asked.kind === 'failed') return cannotSay(`ClickSend could not be asked: ${asked.sentence}`);
      const data = dataOf(asked.value);
      if (!Array.isArray(data.data)) return cannotSay('ClickSend’s answer holds no list of texts.');
      const listed = objectsOf(data.data).map((one) => ({
        ...{ id: String(one.message_id), reference: wordOf(one.custom_string) },
      }));
      const isLast = Number(data.current_page) >= Number(data.last_page);
      return { listed, next: isLast ? null : String(Number(page) + 1) };
    },
  });

const rules = ['receipts', 'inbound'] as const;

/** Makes the account's two rules that call us, unless they are there. */
export async function pointClickSend(
  asking: Asking,
  urlOf: (after: string) => string | null,
): Promise<Asked<string>> {
  for (const kind of rules) {
    const url = urlOf(`/${kind}`);
    if (url === null) return cannotBeCalled;
    const known = await askJson(asking, `/v3/automations/sms/${kind}?page=1&limit=${pageSize}`);
    if (known.kind === 'failed') return known;
    if (objectsOf(dataOf(known.value).data).some((one) => one.action_address === url)) continue;
    const asked = await askJson(
      asking,
      jsonRequest('POST', `/v3/automations/sms/${kind}`, {}, ruleOf(kind, url)),
    );
    if (asked.kind === 'failed') return asked;
  }
  return answered('ClickSend now reports to us and brings what people write.');
}

const ruleOf = (kind: (typeof rules)[number], url: string) => ({
  rule_name: `Tidings ${kind}`,
  ...(kind === 'receipts'
    ? { match_type: 0 }
    : { dedicated_number: '*', message_search_type: 0, message_search_term: '' }),
  ...{ action: 'URL', action_address: url, webhook_type: 'post', enabled: 1 },
});
