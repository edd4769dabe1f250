/**
 * TextMagic, API v2.
 *
 *   POST https://rest.textmagic.com/api/v2/messages      authorization: Basic harbour:key   x-tm-username: harbour   x-tm-key: key
 *   {"text":"Hello","phones":"13035550146","from":"12025550100","cutExtra":false,"partsCount":6}
 *   with a picture, handed over before: "destination":"mms","resources":"mms/2f1c….jpg"
 *   → 201 {"id":"31337","type":"message","messageId":"31337","sessionId":41,…}
 *   → 400 {"code":400,"message":"Validation Failed","errors":{"fields":{"phones":["…"]}}}     nothing was accepted
 *
 *   POST …/receipts    {"id":31337,"status":"d","receiver":"13035550146",…}                (multipart, a form or JSON)
 *   POST …/inbound     {"id":7,"sender":"13035550146","receiver":"12025550100","text":"STOP","messageTime":"2026-08-01T09:30:00+0000"}
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter, Submission, SubmitOutcome } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { type HttpRequest, openHttpLine } from '../http/http-line.ts';
import { outcomeWithoutPass } from '../http/pass.ts';
import { type Handing, jsonRequest, sendEach } from '../http/send-each.ts';
import { digitsOf } from '../numbers.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askTextMagicBalance,
  listTextMagicNumbers,
  lookUpAtTextMagic,
  pointTextMagic,
  readTextMagicText,
  reconcileAtTextMagic,
  testTextMagic,
} from './account.ts';
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readTextMagicCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { pollTextMagic } from './poll.ts';

const listingLagMs = 60_000;

// One number a request: of several TextMagic tells no ids. Nothing is cut; six parts are what it takes.
const bodyOf = ({ body, to, from }: Submission) => ({
  ...{ text: body, phones: digitsOf(to), from: digitsOf(from), cutExtra: false, partsCount: 6 },
});

/** The request for one text, its picture handed over before; or what became of it where that was in vain. */
async function withPicture(
  text: Submission,
  [url = '']: readonly string[],
  pictures: Pictures,
  headers: Readonly<Record<string, string>>,
): Promise<HttpRequest | SubmitOutcome> {
  const named = await pictures.nameOf(url);
  if (named.kind === 'answered') {
    const mms = { destination: 'mms', resources: named.value };
    return jsonRequest('POST', '/api/v2/messages', headers, { ...bodyOf(text), ...mms });
  }
  const { class: kind, sentence } = named;
  if (kind === 'account' || kind === 'rate' || kind === 'temporary') return outcomeWithoutPass(named);
  return { kind: 'refused', code: 'no_media', sentence };
}

export const textmagic: GatewayAdapter = {
  kind: 'textmagic',
  name: 'TextMagic',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const username = needed(textSetting(settings, 'username'), 'The username of the TextMagic account');
    const key = needed(readSecrets(secret, ['api_key']).api_key, 'The API key of the TextMagic account');
    // Its older description knows the two of its own, its newer one a password; it takes either.
    const headers = {
      ...{ authorization: basicAuth(username, key) },
      ...{ 'x-tm-username': username, 'x-tm-key': key },
    };
    const connections = connectionsOf(settings, defaultConnections);
    const asking = { origin: place.at('https://rest.textmagic.com'), headers, codes, readRefusal };
    const line = openHttpLine(asking.origin, connections);
    const pictures = openPictures(asking, place);
    const handing: Handing = {
      requestOf: (text) =>
        text.media?.length
          ? withPicture(text, text.media, pictures, headers)
          : jsonRequest('POST', '/api/v2/messages', headers, bodyOf(text)),
      outcomeOf: outcomeOfAnswer,
    };
    return {
      ...{ capability: 'C', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtTextMagic(asking, text),
      // The secret in the address has been checked; TextMagic signs nothing.
      verify: () => ({ ok: true }),
      readCallback: readTextMagicCallback,
      testConnection: () => testTextMagic(asking, warningsOfPlace('TextMagic', place.publicOrigin)),
      balance: () => askTextMagicBalance(asking),
      listNumbers: () => listTextMagicNumbers(asking),
      lookUpNumber: (number) => lookUpAtTextMagic(asking, number),
      poll: (cursor) => pollTextMagic(asking, cursor, Date.now()),
      readText: (id) => readTextMagicText(asking, id),
      pointCallbacks: () => pointTextMagic(asking, (after) => callbackUrlOf(place, after)),
      close: () => line.close(),
    };
  },
};
