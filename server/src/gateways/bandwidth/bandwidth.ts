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
import { isSameSecret } from '../../platform/secrets.ts';
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { askJson, connectionReport, warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { headerOf } from '../http/hmac.ts';
import { openHttpLine } from '../http/http-line.ts';
import { openPass } from '../http/pass.ts';
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
import { outcomeOfAnswer, readRefusal } from './answer.ts';
import { readBandwidthCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';

// The list of texts is right within a minute.
const listingLagMs = 2 * 60_000;

export const bandwidth: GatewayAdapter = {
  kind: 'bandwidth',
  name: 'Bandwidth',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const secrets = readSecrets(secret, ['password', 'callback_password']);
    const id = needed(textSetting(settings, 'account_id'), 'The Account ID of the Bandwidth account');
    const user = needed(textSetting(settings, 'username'), 'The API user of the Bandwidth account');
    const password = needed(secrets.password, 'The password of the Bandwidth account’s API user');
    const caller = basicAuth(
      needed(textSetting(settings, 'callback_user'), 'The user of callbacks'),
      needed(secrets.callback_password, 'The password of callbacks'),
    );
    const isByPass = textSetting(settings, 'sign_in') === 'oauth';
    const headers: Record<string, string> = isByPass ? {} : { authorization: basicAuth(user, password) };
    const pass = isByPass && {
      pass: openPass({
        ...{
          carrier: 'Bandwidth',
          origin: place.at('https://api.bandwidth.com'),
          path: '/api/v1/oauth2/token',
        },
        ...{ key: user, secret: password },
      }),
    };
    const asking = { headers, codes, readRefusal, ...pass };
    const messaging = { ...asking, origin: place.at('https://messaging.bandwidth.com') };
    const lookup = { ...asking, origin: place.at('https://api.bandwidth.com') };
    const account = {
      id,
      messaging,
      lookup,
      dashboard: { ...asking, origin: place.at('https://dashboard.bandwidth.com') },
    };
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(messaging.origin, connections);
    const applicationId = needed(textSetting(settings, 'application_id'), 'The Application ID');
    const sending = { path: messagesPath(id), headers, applicationId };
    const handing: Handing = {
      requestOf: (text) => requestOf(text, sending),
      outcomeOf: outcomeOfAnswer,
      ...pass,
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
