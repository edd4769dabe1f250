import { type Asked, answered, type NumberFacts, type OwnNumber, type TextAtCarrier } from '../asking.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { cannotSay, earliestOf, findByNumber } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { askHttp, failedAs, failedByStatus, unanswered } from '../http/ask-http.ts';
import { type Asking, askJson, headersOf } from '../http/ask-json.ts';
import { countOf, isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { senderKindOf, usNumberOf } from '../numbers.ts';
import { codes } from './codes.ts';

/** What a Bandwidth account can be asked beside sending. */
export type BandwidthAccount = {
  readonly id: string;
  readonly messaging: Asking;
  readonly lookup: Asking;
  /** Numbers, in XML. */
  readonly dashboard: Asking;
};

export const messagesPath = (id: string) => `/api/v2/users/${id}/messages`;

/** One text of the account's: reading it changes nothing and costs nothing. */
export const testPath = (id: string) => `${messagesPath(id)}?messageStatus=SENT&limit=1`;

const pageSize = 1_000;

/** Its interface for numbers speaks XML; what is read of it is the numbers alone. */
export async function listBandwidthNumbers({
  id,
  dashboard,
}: BandwidthAccount): Promise<Asked<readonly OwnNumber[]>> {
  const all: OwnNumber[] = [];
  const known = await headersOf(dashboard);
  if (known.kind === 'failed') return known;
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const path = `/api/accounts/${id}/inserviceNumbers?page=${page}&size=${pageSize}`;
    const headers = { ...known.value, accept: 'application/xml' };
    const answer = await askHttp(dashboard.origin, { method: 'GET', path, headers });
    if (answer.kind !== 'answer') return unanswered(answer);
    if (answer.status !== 200) return failedByStatus(answer.status, descriptionOf(answer.body));
    if (!answer.body.includes('<TNs'))
      return failedAs('temporary', 'Bandwidth’s answer holds no list of numbers.');
    const numbers = [...answer.body.matchAll(/<TelephoneNumber>\s*(\d{10})\s*<\/TelephoneNumber>/g)];
    all.push(...numbers.map(([, national = '']) => ownNumber(usNumberOf(national))));
    if (numbers.length < pageSize) break;
  }
  return answered(all);
}

const pagesAtMost = 50;

const descriptionOf = (xml: string): string | null => /<Description>([^<]{1,300})</.exec(xml)?.[1] ?? null;

const ownNumber = (number: string): OwnNumber => ({
  ...{ number, kind: senderKindOf(number), country: null, canSms: true, label: null },
  canMms: senderKindOf(number) === 'long_code' ? true : null,
});

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ FIXED: 'landline', 'VOIP-FIXED': 'voip', VOIP: 'voip', MOBILE: 'mobile' },
};

const countries: Readonly<Record<string, string>> = { USA: 'US', CAN: 'CA' };

/** Bandwidth bills it. */
export async function lookUpAtBandwidth(
  { id, lookup }: BandwidthAccount,
  number: string,
): Promise<Asked<NumberFacts>> {
  const path = `/v2/accounts/${id}/phoneNumberLookup`;
  const asked = await askJson(lookup, jsonRequest('POST', path, {}, { phoneNumbers: [number] }));
  if (asked.kind === 'failed') return asked;
  const { data } = asked.value;
  const [found] = isObject(data) ? objectsOf(data.results) : [];
  const nothing = { country: null, lineType: null, carrier: null, mccMnc: null };
  if (!found) return answered({ number, isValid: false, ...nothing });
  const type = wordOf(found.lineType)?.toUpperCase() ?? null;
  return answered({
    ...{ number: wordOf(found.phoneNumber) ?? number, mccMnc: null },
    // Nobody has it since then.
    isValid: found.deactivationEvent !== 'DEACTIVATED',
    country: countries[wordOf(found.countryCodeA3) ?? ''] ?? null,
    lineType: type === null ? null : (lineTypes[type] ?? 'other'),
    carrier: wordOf(found.messagingProvider) ?? wordOf(found.voiceProvider),
  });
}

const states: Readonly<Record<string, TextAtCarrier['status']>> = {
  ...{ RECEIVED: 'accepted', QUEUED: 'accepted', ACCEPTED: 'accepted', SENDING: 'accepted', SENT: 'sent' },
  ...{ DELIVERED: 'delivered', UNDELIVERED: 'undelivered', FAILED: 'failed' },
};

/** A text as Bandwidth lists it, without its words and without a price. */
export async function readBandwidthText(
  { id, messaging }: BandwidthAccount,
  providerId: string,
): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(messaging, `${messagesPath(id)}?messageId=${encodeURIComponent(providerId)}`);
  if (asked.kind === 'failed') return asked;
  const [text] = objectsOf(asked.value.messages);
  if (!text) return failedAs('temporary', 'Bandwidth does not list the text yet.');
  const status = states[wordOf(text.messageStatus) ?? ''] ?? 'accepted';
  const told = wordOf(text.errorCode);
  const code = told === '0' ? null : told;
  return answered({
    ...{ providerId, code, parts: countOf(text.segmentCount), price: null },
    status:
      status === 'accepted'
        ? status
        : receiptOfCode(codes, { reference: null, providerId, status, code }).status,
  });
}

/** Its list leaves our tag and the words out: a lost text is looked for by both numbers and the time. */
export async function reconcileAtBandwidth(
  { id, messaging }: BandwidthAccount,
  text: LostText,
): Promise<LookUp> {
  const since = earliestOf(text).toISOString();
  const [from, to] = [encodeURIComponent(text.from), encodeURIComponent(text.to)];
  const path = `${messagesPath(id)}?sourceTn=${from}&destinationTn=${to}&messageDirection=OUTBOUND&fromDateTime=${encodeURIComponent(since)}&limit=100`;
  const asked = await askJson(messaging, path);
  if (asked.kind === 'failed')
    return cannotSay(`Bandwidth could not be asked for the text: ${asked.sentence}`);
  if (!Array.isArray(asked.value.messages)) return cannotSay('Bandwidth’s answer holds no list of texts.');
  const ids = objectsOf(asked.value.messages)
    .filter((one) => one.destinationTn === text.to)
    .flatMap(({ messageId }) => wordOf(messageId) ?? []);
  const { pageInfo } = asked.value;
  const isWhole = !isObject(pageInfo) || wordOf(pageInfo.nextPage) === null;
  return findByNumber('Bandwidth', text, ids, isWhole);
}
