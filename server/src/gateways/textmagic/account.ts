import {
  type Asked,
  answered,
  type Balance,
  type ConnectionReport,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { cannotSay, findByWords } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, cannotBeCalled, connectionReport, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { amountOf, countOf, isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf, e164Of, senderKindOf } from '../numbers.ts';
import { statuses } from './callbacks.ts';

/** What a TextMagic account can be asked beside sending. */

const idOf = (value: unknown): string | null => (isObject(value) ? wordOf(value.id) : wordOf(value));

export const testTextMagic = async (asking: Asking, warnings: readonly string[]): Promise<ConnectionReport> =>
  connectionReport(
    'TextMagic',
    await askJson(asking, '/api/v2/user'),
    ({ username }) => `TextMagic knows the account “${wordOf(username) ?? 'without a name'}”.`,
    warnings,
  );

export async function askTextMagicBalance(asking: Asking): Promise<Asked<Balance>> {
  const asked = await askJson(asking, '/api/v2/user');
  if (asked.kind === 'failed') return asked;
  const [amount, currency] = [amountOf(asked.value.balance), idOf(asked.value.currency)];
  if (amount === null || currency === null)
    return failedAs('temporary', 'TextMagic’s answer holds no balance.');
  const isNegative = Number(asked.value.balance) < 0;
  return answered({ amount, currency, ...(isNegative && { isNegative }) });
}

const pageSize = 100;

export async function listTextMagicNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const list = (what: 'numbers' | 'senderids') => {
    const pathOf = (page: number) => `/api/v2/${what}?page=${page}&limit=${pageSize}`;
    return askPages(asking, {
      first: pathOf(1),
      itemsOf: ({ resources }) => objectsOf(resources),
      next: ({ pageCount }, at) => (Number(pageCount) > at ? pathOf(at + 1) : null),
    });
  };
  const numbers = await list('numbers');
  if (numbers.kind === 'failed') return numbers;
  const names = await list('senderids');
  if (names.kind === 'failed') return names;
  const own = numbers.value.map((one) => ownNumber(e164Of(wordOf(one.phone) ?? ''), one));
  // Names that are still looked at cannot be used.
  const approved = names.value.filter(({ status }) => status === 'A');
  return answered([...own, ...approved.map((one) => ownNumber(wordOf(one.senderId) ?? '', one))]);
}

const ownNumber = (number: string, { country }: Json): OwnNumber => ({
  ...{ number, kind: senderKindOf(number), country: idOf(country), canSms: true, canMms: null, label: null },
});

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ mobile: 'mobile', landline: 'landline', voip: 'voip' },
};

export async function lookUpAtTextMagic(asking: Asking, number: string): Promise<Asked<NumberFacts>> {
  const asked = await askJson(asking, `/api/v2/lookups/${digitsOf(number)}`);
  if (asked.kind === 'failed') return asked;
  const { country, type, carrier, valid } = asked.value;
  const told = wordOf(type);
  return answered({
    ...{ number, isValid: valid !== false, country: idOf(country), mccMnc: null, carrier: wordOf(carrier) },
    lineType: told === null ? null : (lineTypes[told] ?? 'other'),
  });
}

export async function readTextMagicText(asking: Asking, providerId: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `/api/v2/messages/${encodeURIComponent(providerId)}`);
  if (asked.kind === 'failed') return asked;
  const letter = wordOf(asked.value.status) ?? '';
  const status = statuses[letter] ?? 'accepted';
  const isBad = status !== 'accepted' && status !== 'sent' && status !== 'delivered';
  return answered({
    providerId,
    status,
    code: isBad ? letter : null,
    parts: countOf(asked.value.partsCount),
    price: null,
  });
}

/** The newest texts to this number, in which a lost one is looked for. */
export async function reconcileAtTextMagic(asking: Asking, text: LostText): Promise<LookUp> {
  const path = `/api/v2/messages/search?page=1&limit=${pageSize}&query=${digitsOf(text.to)}`;
  const asked = await askJson(asking, path);
  if (asked.kind === 'failed') return cannotSay(`TextMagic could not be asked: ${asked.sentence}`);
  if (!Array.isArray(asked.value.resources)) return cannotSay('TextMagic’s answer holds no list of texts.');
  const listed = objectsOf(asked.value.resources).map((one) => ({
    ...{ id: String(one.id), to: e164Of(wordOf(one.receiver) ?? wordOf(one.phone) ?? '') },
    ...{ body: wordOf(one.text), createdAt: one.messageTime },
  }));
  // What its search looks through is not documented: it is believed to look at numbers where it has found some of this one.
  if (!listed.some(({ to }) => to === text.to))
    return cannotSay('TextMagic lists no text to this number, which may be its search and not its memory.');
  return findByWords('TextMagic', text, listed, Number(asked.value.pageCount) <= 1);
}

/** Tells the account to call us, which it does for all of its texts. */
export async function pointTextMagic(
  asking: Asking,
  urlOf: (after: string) => string | null,
): Promise<Asked<string>> {
  const [outUrl, inUrl] = [urlOf('/receipts'), urlOf('/inbound')];
  if (outUrl === null || inUrl === null) return cannotBeCalled;
  const asked = await askJson(
    asking,
    jsonRequest('PUT', '/api/v2/callback/settings', {}, { outUrl, inUrl, format: 'j' }),
  );
  return asked.kind === 'failed'
    ? asked
    : answered('TextMagic now reports to us and brings what people write.');
}
