/**
 * Any carrier that takes a text in one request, as a small file describes it. `docs/guides/gateways/http.md` shows every word.
 *
 *   {"send":{"url":"https://sms.example.org/v1/send","headers":{"authorization":"Bearer {{secret}}"},"as":"json",
 *            "fields":{"to":"{{to_digits}}","from":"{{from}}","text":"{{body}}","ref":"{{reference}}","report":"{{receipts_url}}"}},
 *    "taken":{"id":"message.id"},
 *    "refused":{"code":"error.code","words":"error.message","codes":{"opted_out":["17"]}},
 *    "receipts":{"id":"id","reference":"ref","status":"state","code":"err","statuses":{"DELIVRD":"delivered","UNDELIV":"undelivered"}},
 *    "inbound":{"id":"id","from":"from","to":"to","body":"text"},"answer":"OK"}
 */
import { connectionsOf } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { Callback, CallbackRequest } from '../callback.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import { cannotSay } from '../find-listed.ts';
import type { GatewayAdapter, SubmitOutcome } from '../gateway.ts';
import { openHttpLine } from '../http/http-line.ts';
import { unreadable } from '../http/lost-answers.ts';
import { jsonObject } from '../http/read-answer.ts';
import { readTold, unreadableCallback } from '../http/read-told.ts';
import { type Handing, sendEach, withoutMedia } from '../http/send-each.ts';
import { e164Of } from '../numbers.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import { type Description, readDescription } from './description.ts';
import { requestOf, wordAt, wordsOf } from './fill.ts';

type Headers = Record<string, string | string[] | undefined>;

export const httpGateway: GatewayAdapter = {
  kind: 'http_gateway',
  name: 'HTTP, described by a file',
  isRehearsal: false,
  ...{ capabilities, form, errors: {} },
  open(settings, secret, place = nowhere()) {
    const description = readDescription(textSetting(settings, 'description'));
    const secrets = readSecrets(secret, ['secret', 'second_secret']);
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(place.at(description.send.origin), connections, place.guard);
    const receiptsUrl = callbackUrlOf(place, '/receipts');
    const handing: Handing = {
      requestOf: (text) =>
        withoutMedia('This carrier', text) ??
        requestOf(description.send, wordsOf(text, secrets, receiptsUrl)),
      outcomeOf: (status, headers, body) => outcomeOfAnswer(description, status, headers, body),
    };
    return {
      // Without our reference in its receipts nothing will ever clear a lost answer up.
      capability: description.receipts?.reference ? 'D' : 'E',
      ...{ listingLagMs: 0, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: async () => cannotSay('This carrier cannot be asked what became of a text.'),
      // The secret in the address has been checked.
      verify: () => ({ ok: true }),
      readCallback: (request) => readCallback(description, request),
      close: () => line.close(),
    };
  },
};

function outcomeOfAnswer(
  { taken, refused }: Description,
  status: number,
  headers: Headers,
  body: string,
): SubmitOutcome {
  const answer = jsonObject(body);
  const refusal = answer && { code: wordAt(answer, refused.code), sentence: wordAt(answer, refused.words) };
  if (status < 200 || status > 299) return outcomeOfRefusal(refused.codes, { status, headers, refusal });
  const isTaken = taken.where === null || taken.is.includes(wordAt(answer, taken.where) ?? '');
  const providerId = wordAt(answer, taken.id);
  if (isTaken && providerId !== null) return { kind: 'accepted', providerId };
  // A success that holds an error: only a code that was described says for certain that nothing was taken.
  const isCertain = refusal?.code != null && Object.hasOwn(refused.codes, refusal.code);
  return isCertain ? outcomeOfRefusal(refused.codes, { status: 422, headers, refusal }) : unreadable(status);
}

function readCallback(
  { receipts, inbound, refused, answer }: Description,
  request: CallbackRequest,
): Callback {
  const told = readTold(request);
  const known = answer === null ? {} : { answer: { contentType: 'text/plain', body: answer } };
  const word = receipts && wordAt(told, receipts.status);
  if (receipts && word !== null) {
    const providerId = wordAt(told, receipts.id);
    if (providerId === null)
      throw unreadableCallback(`The receipt names no text: ${receipts.id} is missing.`);
    const status = Object.hasOwn(receipts.statuses, word) ? receipts.statuses[word] : undefined;
    const [reference, code] = [wordAt(told, receipts.reference), wordAt(told, receipts.code)];
    const read = status ? [receiptOfCode(refused.codes, { reference, providerId, status, code })] : [];
    return { receipts: read, inbound: [], ...known };
  }
  const [providerId, from, to] = inbound
    ? [wordAt(told, inbound.id), wordAt(told, inbound.from), wordAt(told, inbound.to)]
    : [null, null, null];
  if (!inbound || providerId === null || from === null || to === null)
    throw unreadableCallback('What came is neither a receipt nor a text, as the description has them.');
  const body = wordAt(told, inbound.body) ?? '';
  return {
    receipts: [],
    inbound: [{ providerId, from: e164Of(from), to: e164Of(to), body, ageMs: 0 }],
    ...known,
  };
}
