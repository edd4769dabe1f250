/**
 * Plivo.
 *
 *   POST api.plivo.com/v1/Account/MA…/Message/     authorization: Basic MA…:token
 *   {"src":"+12025550100","dst":"+13035550146","text":"Hello","url":"https://…/receipts?ref=x7k2.1a2b3c","method":"POST"}
 *   → 202 {"api_id":"…","message":"message(s) queued","message_uuid":["9a8b…"]}
 *   → 400 {"api_id":"…","error":"src parameter not present"}                        nothing was accepted
 *
 *   POST …/receipts?ref=x7k2.1a2b3c    x-plivo-signature-v3 and -v3-nonce, or v2   (a form)
 *   From=12025550100&To=13035550146&MessageUUID=9a8b…&ParentMessageUUID=9a8b…&PartInfo=1 of 2&Status=undelivered&ErrorCode=80
 *   POST …/inbound                     From=1303…&To=1202…&Text=Stop&Type=sms&MessageUUID=…
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { askJson, connectionReport, warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askPlivoBalance,
  listPlivoNumbers,
  lookUpAtPlivo,
  pointPlivo,
  readPlivoText,
  reconcileAtPlivo,
  sayAccount,
} from './account.ts';
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readPlivoCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';
import { verifyPlivo } from './signature.ts';

// The list of texts is right within seconds.
const listingLagMs = 60_000;

export const plivo: GatewayAdapter = {
  kind: 'plivo',
  name: 'Plivo',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const secrets = readSecrets(secret, ['auth_token', 'main_auth_token']);
    const authId = needed(textSetting(settings, 'auth_id'), 'The Auth ID of the Plivo account');
    const token = needed(secrets.auth_token, 'The Auth Token of the Plivo account');
    const headers = { authorization: basicAuth(authId, token) };
    const api = { origin: place.at('https://api.plivo.com'), headers, codes, readRefusal };
    const lookup = { ...api, origin: place.at('https://lookup.plivo.com') };
    const account = { api, lookup, root: `/v1/Account/${authId}/` };
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(api.origin, connections);
    const sending = {
      ...{ path: `${account.root}Message/`, headers },
      powerpackUuid: textSetting(settings, 'powerpack_uuid'),
      receiptsUrl: callbackUrlOf(place, '/receipts?ref='),
    };
    const handing: Handing = { requestOf: (text) => requestOf(text, sending), outcomeOf: outcomeOfAnswer };
    const appId = textSetting(settings, 'app_id');
    return {
      ...{ capability: 'C', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtPlivo(account, text),
      verify: (request) => verifyPlivo(request, { own: token, main: secrets.main_auth_token }),
      readCallback: readPlivoCallback,
      testConnection: async () =>
        connectionReport(
          'Plivo',
          await askJson(api, account.root),
          sayAccount,
          warningsOfPlace('Plivo', place.publicOrigin),
        ),
      balance: () => askPlivoBalance(account),
      listNumbers: () => listPlivoNumbers(account),
      lookUpNumber: (number) => lookUpAtPlivo(account, number),
      readText: (providerId) => readPlivoText(account, providerId),
      pointCallbacks: () => pointPlivo(account, appId, callbackUrlOf(place, '/inbound')),
      close: () => line.close(),
    };
  },
};
