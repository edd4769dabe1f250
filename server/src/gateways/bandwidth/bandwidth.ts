/**
 * Bandwidth, Messaging v2.
 *
 *   POST messaging.bandwidth.com/api/v2/users/1234567/messages     authorization: Basic user:password, or Bearer from …/oauth2/token
 *   {"applicationId":"93de…","to":["+13035550146"],"from":"+12025550100","text":"Hello","tag":"x7k2.1a2b3c"}
 *   → 202 {"id":"1589228074636lm4k2je7j7jklbn2","segmentCount":1,"direction":"out","tag":"x7k2.1a2b3c",…}
 *   → 400 {"type":"request-validation","description":"…","fieldErrors":[{"fieldName":"from","description":"…"}]}   nothing was accepted
 *
 *   POST …       authorization: Basic, as entered at the application; all events come to its one address
 *   [{"type":"message-failed","errorCode":4720,"description":"…","to":"+1303…","message":{"id":"1589…","tag":"x7k2.1a2b3c",…}}]
 *   [{"type":"message-received","to":"+1202…","message":{"id":"…","owner":"+1202…","from":"+1303…","text":"Stop","media":[],…}}]
 */
import { NotNow } from '../../platform/errors.ts';
import { isSameSecret } from '../../platform/secrets.ts';
import { connectionsOf, needed } from '../account-fields.ts';
import { textSetting } from '../account-form.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { askJson, connectionReport, headersOf, warningsOfPlace } from '../http/ask-json.ts';
import { headerOf } from '../http/hmac.ts';
import { openHttpLine } from '../http/http-line.ts';
import { isKeptAt } from '../http/kept-at.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  listBandwidthNumbers,
  lookUpAtBandwidth,
  messagesPath,
  readBandwidthText,
  reconcileAtBandwidth,
  testPath,
} from './account.ts';
import { outcomeOfAnswer } from './answer.ts';
import { readBandwidthCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';
import { readBandwidthAccount } from './settings.ts';

// The list of texts is right within a minute.
const listingLagMs = 2 * 60_000;

export const bandwidth: GatewayAdapter = {
  kind: 'bandwidth',
  name: 'Bandwidth',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  async mediaHeaders(url, settings, secret, place) {
    const { messaging, id } = readBandwidthAccount(settings, secret, place);
    if (!isKeptAt(url, [messaging.origin], `/api/v2/users/${id}/media/`)) return null;
    const known = await headersOf(messaging);
    if (known.kind === 'failed') throw new NotNow('gateway.no_pass', known.sentence);
    return known.value;
  },
  open(settings, secret, place = nowhere()) {
    const account = readBandwidthAccount(settings, secret, place);
    const { id, messaging, caller } = account;
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(messaging.origin, connections);
    const applicationId = needed(textSetting(settings, 'application_id'), 'The Application ID');
    const sending = { path: messagesPath(id), headers: messaging.headers, applicationId };
    const handing: Handing = {
      requestOf: (text) => requestOf(text, sending),
      outcomeOf: outcomeOfAnswer,
      ...(messaging.pass && { pass: messaging.pass }),
    };
    return {
      ...{ capability: 'C', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtBandwidth(account, text),
      verify: (request) => verifyBandwidth(request, caller),
      readCallback: ({ rawBody }) => readBandwidthCallback(rawBody),
      testConnection: async () =>
        connectionReport(
          'Bandwidth',
          await askJson(messaging, testPath(id)),
          () => `Bandwidth knows the account ${id}.`,
          warningsOfPlace('Bandwidth', place.publicOrigin),
        ),
      listNumbers: () => listBandwidthNumbers(account),
      lookUpNumber: (number) => lookUpAtBandwidth(account, number),
      readText: (providerId) => readBandwidthText(account, providerId),
      close: () => line.close(),
    };
  },
};

function verifyBandwidth(request: CallbackRequest, caller: string): Verification {
  return isSameSecret(caller, headerOf(request, 'authorization') ?? '')
    ? { ok: true }
    : {
        ok: false,
        sentence:
          'The user and password are not those that were entered here. Compare them with the callback’s at the application in the Bandwidth dashboard.',
      };
}
