/**
 * ClickSend.
 *
 *   POST https://rest.clicksend.com/v3/sms/send      authorization: Basic username:key
 *   {"messages":[{"to":"+13035550146","from":"+12025550100","body":"Hello","source":"tidings","custom_string":"x7k2.1a2b3c"}],"shorten_urls":false}
 *   → 200 {"response_code":"SUCCESS","data":{"messages":[{"message_id":"BF7A…","status":"SUCCESS","message_parts":1,"message_price":"0.0234"}]}}
 *   → 200 {"response_code":"SUCCESS","data":{"messages":[{"status":"INVALID_RECIPIENT",…}]}}     this text was not taken
 *
 *   POST …/receipts    message_id=BF7A…&status_code=201&custom_string=x7k2.1a2b3c       (a form, a query or JSON)
 *   POST …/inbound     message_id=…&from=%2B1303…&to=%2B1202…&body=STOP
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askClickSendBalance,
  listClickSendNumbers,
  openClickSendHistory,
  pointClickSend,
  readClickSendText,
  testClickSend,
} from './account.ts';
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readClickSendCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { pollClickSend } from './poll.ts';
import { requestOf } from './request.ts';

const listingLagMs = 60_000;

export const clicksend: GatewayAdapter = {
  kind: 'clicksend',
  name: 'ClickSend',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const username = needed(textSetting(settings, 'username'), 'The username of the ClickSend account');
    const key = needed(readSecrets(secret, ['api_key']).api_key, 'The API key of the ClickSend account');
    const headers = { authorization: basicAuth(username, key) };
    const connections = connectionsOf(settings, defaultConnections);
    const asking = { origin: place.at('https://rest.clicksend.com'), headers, codes, readRefusal };
    const line = openHttpLine(asking.origin, connections);
    const handing: Handing = { requestOf: (text) => requestOf(text, headers), outcomeOf: outcomeOfAnswer };
    return {
      ...{ capability: 'B', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: openClickSendHistory(asking),
      // The secret in the address has been checked; ClickSend signs nothing.
      verify: () => ({ ok: true }),
      readCallback: readClickSendCallback,
      testConnection: () => testClickSend(asking, warningsOfPlace('ClickSend', place.publicOrigin)),
      balance: () => askClickSendBalance(asking),
      listNumbers: () => listClickSendNumbers(asking),
      poll: (cursor) => pollClickSend(asking, cursor),
      readText: (id) => readClickSendText(asking, id),
      pointCallbacks: () => pointClickSend(asking, (after) => callbackUrlOf(place, after)),
      close: () => line.close(),
    };
  },
};
