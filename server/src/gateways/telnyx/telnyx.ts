/**
 * Telnyx, API v2.
 *
 *   POST api.telnyx.com/v2/messages     authorization: Bearer KEY…
 *   {"from":"+12025550100","to":"+13035550146","text":"Hello","webhook_url":"https://…/receipts?ref=x7k2.1a2b3c"}
 *   → 200 {"data":{"id":"40385f64-…","to":[{"status":"queued",…}],"parts":1,"cost":{"amount":"0.0051","currency":"USD"},…}}
 *   → 400 {"errors":[{"code":"40300","title":"Blocked due to STOP message","detail":"…"}]}       nothing was accepted
 *
 *   POST …/receipts?ref=x7k2.1a2b3c    telnyx-signature-ed25519: base64   telnyx-timestamp: 1700000000
 *   {"data":{"event_type":"message.finalized","payload":{"id":"40385f64-…","to":[{"status":"delivered"}],"errors":[],…}}}
 *   POST …/inbound    {"data":{"event_type":"message.received","payload":{"id":"…","from":{"phone_number":"+1303…"},"text":"Stop",…}}}
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { askJson, connectionReport, warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askTelnyxBalance,
  balancePath,
  listTelnyxNumbers,
  lookUpAtTelnyx,
  pointTelnyx,
  readTelnyxText,
  sayAccount,
} from './account.ts';
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readTelnyxCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { reconcileAtTelnyx } from './reconcile.ts';
import { requestOf } from './request.ts';
import { readPublicKey, verifyTelnyx } from './signature.ts';

// How late a record may be is not documented.
const listingLagMs = 5 * 60_000;

export const telnyx: GatewayAdapter = {
  kind: 'telnyx',
  name: 'Telnyx',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const { api_key: apiKey } = readSecrets(secret, ['api_key']);
    const headers = { authorization: `Bearer ${needed(apiKey, 'The API key of the Telnyx account')}` };
    const publicKey = readPublicKey(textSetting(settings, 'public_key'));
    const asking = { origin: place.at('https://api.telnyx.com'), headers, codes, readRefusal };
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(asking.origin, connections);
    const messagingProfileId = textSetting(settings, 'messaging_profile_id');
    const sending = { headers, messagingProfileId, receiptsUrl: callbackUrlOf(place, '/receipts?ref=') };
    const handing: Handing = { requestOf: (text) => requestOf(text, sending), outcomeOf: outcomeOfAnswer };
    return {
      ...{ capability: 'C', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtTelnyx(asking, text),
      verify: (request) => verifyTelnyx(request, publicKey),
      readCallback: readTelnyxCallback,
      testConnection: async () =>
        connectionReport(
          'Telnyx',
          await askJson(asking, balancePath),
          sayAccount,
          warningsOfPlace('Telnyx', place.publicOrigin),
        ),
      balance: () => askTelnyxBalance(asking),
      listNumbers: () => listTelnyxNumbers(asking),
      lookUpNumber: (number) => lookUpAtTelnyx(asking, number),
      readText: (providerId) => readTelnyxText(asking, providerId),
      pointCallbacks: () => pointTelnyx(asking, messagingProfileId, callbackUrlOf(place, '/inbound')),
      close: () => line.close(),
    };
  },
};
