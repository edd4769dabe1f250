/**
 * Sinch, the SMS interface (XMS) of a service plan. Each text is a batch of its own.
 *
 *   POST https://us.sms.api.sinch.com/xms/v1/plan/batches      authorization: Bearer token
 *   {"from":"12025550100","to":["13035550146"],"body":"Hello","type":"mt_text","delivery_report":"per_recipient",
 *    "callback_url":"https://…/receipts","client_reference":"x7k2.1a2b3c"}
 *   → 201 {"id":"01FC…","client_reference":"x7k2.1a2b3c",…}
 *   → 400 {"code":"syntax_invalid_parameter_format","text":"…"}     nothing was accepted
 *
 *   POST …/receipts    {"type":"recipient_delivery_report_sms","batch_id":"01FC…","recipient":"13035550146","status":"Delivered","code":0,…}
 *   POST …/inbound     {"type":"mo_text","id":"01FD…","from":"13035550146","to":"12025550100","body":"STOP","received_at":"…"}
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import { readSinchText, reconcileAtSinch, testSinch } from './account.ts';
import { readSinchCallback, verifySinch } from './callbacks.ts';
import { codes } from './codes.ts';
import { outcomeOfAnswer, readRefusal, requestOf } from './wire.ts';

const listingLagMs = 30_000;

export const sinch: GatewayAdapter = {
  kind: 'sinch',
  name: 'Sinch',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const secrets = readSecrets(secret, ['api_token', 'webhook_secret']);
    const plan = needed(textSetting(settings, 'service_plan_id'), 'The service plan ID');
    const headers = {
      authorization: `Bearer ${needed(secrets.api_token, 'The API token of the service plan')}`,
    };
    const region = textSetting(settings, 'region') || 'us';
    const connections = connectionsOf(settings, defaultConnections);
    const asking = { origin: place.at(`https://${region}.sms.api.sinch.com`), headers, codes, readRefusal };
    const path = `/xms/v1/${plan}`;
    const line = openHttpLine(asking.origin, connections);
    const receiptsUrl = callbackUrlOf(place, '/receipts');
    const handing: Handing = {
      requestOf: (text) => requestOf({ path, headers }, text, receiptsUrl),
      outcomeOf: outcomeOfAnswer,
    };
    return {
      ...{ capability: 'B', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtSinch(asking, path, text),
      verify: (request) => verifySinch(request, secrets.webhook_secret),
      readCallback: readSinchCallback,
      testConnection: () => testSinch(asking, path, warningsOfPlace('Sinch', place.publicOrigin)),
      readText: (id) => readSinchText(asking, path, id),
      close: () => line.close(),
    };
  },
};
