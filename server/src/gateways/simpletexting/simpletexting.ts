/**
 * SimpleTexting, API v2.
 *
 *   POST https://api-app2.simpletexting.com/v2/api/messages      authorization: Bearer token
 *   {"contactPhone":"3035550146","accountPhone":"2025550100","mode":"AUTO","text":"Hello"}
 *   → 201 {"id":"507f191e810c19729de860ea","credits":1}
 *   → 401 {"status":"UNAUTHORIZED","errorCode":"ERR_AUTH_TOKEN_MISSING","message":"…"}      nothing was accepted
 *
 *   POST …/callbacks/<gateway id>/<secret>
 *   {"type":"DELIVERY_REPORT","values":{"messageId":"507f…","accountPhone":"2025550100","contactPhone":"3035550146","carrier":"…"}}
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  listSimpleTextingNumbers,
  pointSimpleTexting,
  reconcileAtSimpleTexting,
  testSimpleTexting,
} from './account.ts';
import { readSimpleTextingCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { outcomeOfAnswer, readRefusal, requestOf } from './wire.ts';

const listingLagMs = 60_000;

export const simpletexting: GatewayAdapter = {
  kind: 'simpletexting',
  name: 'SimpleTexting',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const token = needed(readSecrets(secret, ['token']).token, 'The token of the SimpleTexting account');
    const number = needed(textSetting(settings, 'number'), 'The primary number of the SimpleTexting account');
    const headers = { authorization: `Bearer ${token}` };
    const connections = connectionsOf(settings, defaultConnections);
    const asking = { origin: place.at('https://api-app2.simpletexting.com'), headers, codes, readRefusal };
    const line = openHttpLine(asking.origin, connections);
    const handing: Handing = { requestOf: (text) => requestOf(text, headers), outcomeOf: outcomeOfAnswer };
    return {
      ...{ capability: 'C', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtSimpleTexting(asking, text),
      // The secret in the address has been checked; SimpleTexting signs nothing.
      verify: () => ({ ok: true }),
      readCallback: (request) => readSimpleTextingCallback(request, number),
      testConnection: () => testSimpleTexting(asking, warningsOfPlace('SimpleTexting', place.publicOrigin)),
      listNumbers: () => listSimpleTextingNumbers(asking),
      pointCallbacks: () => pointSimpleTexting(asking, callbackUrlOf(place)),
      close: () => line.close(),
    };
  },
};
