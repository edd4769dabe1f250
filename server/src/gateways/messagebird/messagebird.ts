/**
 * MessageBird, the REST interface of before Bird.
 *
 *   POST https://rest.messagebird.com/messages     authorization: AccessKey key
 *   {"originator":"12025550100","recipients":["13035550146"],"body":"Hello","type":"sms","datacoding":"auto",
 *    "reference":"x7k2.1a2b3c","reportUrl":"https://…/receipts"}
 *   → 201 {"id":"e807…","reference":"x7k2.1a2b3c","recipients":{"items":[{"recipient":13035550146,"status":"sent","messagePartCount":1}]}}
 *   → 422 {"errors":[{"code":9,"description":"no (correct) recipients found","parameter":"recipients"}]}    nothing was accepted
 *
 *   GET …/receipts?id=e807…&reference=x7k2.1a2b3c&recipient=13035550146&status=delivered    messagebird-signature-jwt: token
 *   POST …/inbound    id=…&originator=13035550146&recipient=12025550100&body=STOP            it wants to read OK
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { askJson, connectionReport, warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askMessageBirdBalance,
  listMessageBirdNumbers,
  lookUpAtMessageBird,
  readMessageBirdText,
  sayBalance,
} from './account.ts';
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readMessageBirdCallback } from './callbacks.ts';
import { codes, refusals } from './codes.ts';
import { reconcileAtMessageBird } from './reconcile.ts';
import { requestOf } from './request.ts';
import { verifyMessageBird } from './signature.ts';

// The list of texts is right within seconds.
const listingLagMs = 30_000;

export const messagebird: GatewayAdapter = {
  kind: 'messagebird',
  name: 'MessageBird',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const { access_key: key, signing_key: signingKey } = readSecrets(secret, ['access_key', 'signing_key']);
    needed(key, 'The access key of the MessageBird account');
    needed(signingKey, 'The signing key of the MessageBird account');
    const headers = { authorization: `AccessKey ${key}` };
    const connections = connectionsOf(settings, defaultConnections);
    const origin = place.at('https://rest.messagebird.com');
    const line = openHttpLine(origin, connections);
    const asking = { origin, headers, codes: refusals, readRefusal };
    const numbers = { ...asking, origin: place.at('https://numbers.messagebird.com') };
    const reportUrl = callbackUrlOf(place, '/receipts');
    const handing: Handing = {
      requestOf: (text) => requestOf(text, headers, reportUrl),
      outcomeOf: outcomeOfAnswer,
    };
    return {
      ...{ capability: 'B', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtMessageBird(asking, text),
      verify: (request) => verifyMessageBird(request, signingKey),
      readCallback: readMessageBirdCallback,
      testConnection: async () =>
        connectionReport(
          'MessageBird',
          await askJson(asking, '/balance'),
          sayBalance,
          warningsOfPlace('MessageBird', place.publicOrigin),
        ),
      balance: () => askMessageBirdBalance(asking),
      listNumbers: () => listMessageBirdNumbers(numbers),
      lookUpNumber: (number) => lookUpAtMessageBird(asking, number),
      readText: (providerId) => readMessageBirdText(asking, providerId),
      close: () => line.close(),
    };
  },
};
