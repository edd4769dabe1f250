/**
 * Tatango, API v2: single texts ("transactional"), one call in three seconds.
 *
 *   POST https://app.tatango.com/api/v2/transactional_messages      authorization: Basic email:key
 *   {"transactional_message":{"number":"3035550146","content":"Hello","webhook_callback_url":"https://…"}}
 *   → 200 {"status":"Message successfully sent.","transactional_message":{"id":123,"status":"pending",…}}
 *   → 422 {"status":"error","error":"Bad phone number: landline or unreachable carrier"}       nothing was accepted
 *
 *   POST …/callbacks/<gateway id>/<secret>
 *   {"type":"transactional_message_reply","transactional_message_id":123,"phone_number":"3035550146","content":"STOP","received_at":"…"}
 */
import { needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import { cannotSay } from '../find-listed.ts';
import type { GatewayAdapter, GatewaySettings } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach, withoutMedia } from '../http/send-each.ts';
import { callsPerHour, capabilities, form } from './about.ts';
import { pointTatango, testTatango } from './account.ts';
import { readTatangoCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { paced } from './paced-line.ts';
import { outcomeOfAnswer, readRefusal, requestOf } from './wire.ts';

const everyMs = ({ calls_per_hour: calls }: GatewaySettings) =>
  3_600_000 / (typeof calls === 'number' && calls > 0 ? calls : callsPerHour);

export const tatango: GatewayAdapter = {
  kind: 'tatango',
  name: 'Tatango',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const email = needed(textSetting(settings, 'email'), 'The email of the Tatango account');
    const key = needed(readSecrets(secret, ['api_key']).api_key, 'The API key of the Tatango account');
    const shortCode = needed(textSetting(settings, 'short_code'), 'The short code of the Tatango account');
    const headers = { authorization: basicAuth(email, key), accept: 'application/json' };
    const asking = { origin: place.at('https://app.tatango.com'), headers, codes, readRefusal };
    const line = paced(openHttpLine(asking.origin, 1), everyMs(settings));
    const url = callbackUrlOf(place);
    const listId = typeof settings.list_id === 'number' ? String(settings.list_id) : null;
    const handing: Handing = {
      requestOf: (text) => withoutMedia('Tatango', text) ?? requestOf(text, headers, url),
      outcomeOf: outcomeOfAnswer,
    };
    return {
      // One that waits behind the one on the wire is as much as three seconds a text bear.
      ...{ capability: 'E', listingLagMs: 0, window: 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: async () => cannotSay('Tatango cannot be asked what became of a text.'),
      // The secret in the address has been checked; Tatango signs nothing.
      verify: () => ({ ok: true }),
      readCallback: (request) => readTatangoCallback(request, shortCode),
      testConnection: () => testTatango(asking, warningsOfPlace('Tatango', place.publicOrigin)),
      pointCallbacks: () => pointTatango(asking, listId, url),
      close: () => line.close(),
    };
  },
};
