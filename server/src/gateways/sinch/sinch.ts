/**
 * Sinch, the SMS interface (XMS), of a service plan with a token or of a project whose key fetches a pass. Each text is a batch of its own.
 *
 *   POST https://us.sms.api.sinch.com/xms/v1/plan/batches      authorization: Bearer token
 *   POST https://zt.us.sms.api.sinch.com/xms/v1/project/batches  authorization: Bearer, from POST https://auth.sinch.com/oauth2/token
 *   {"from":"12025550100","to":["13035550146"],"body":"Hello","type":"mt_text","delivery_report":"per_recipient",
 *    "callback_url":"https://…/receipts","client_reference":"x7k2.1a2b3c"}
 *   → 201 {"id":"01FC…","client_reference":"x7k2.1a2b3c",…}
 *   → 400 {"code":"syntax_invalid_parameter_format","text":"…"}     nothing was accepted
 *
 *   POST …/receipts    {"type":"recipient_delivery_report_sms","batch_id":"01FC…","recipient":"13035550146","status":"Delivered","code":0,…}
 *   POST …/inbound     {"type":"mo_text","id":"01FD…","from":"13035550146","to":"12025550100","body":"STOP","received_at":"…"}
 */
import { connectionsOf } from '../account-fields.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import { listSinchNumbers, readSinchText, reconcileAtSinch, testSinch } from './account.ts';
import { readSinchCallback, verifySinch } from './callbacks.ts';
import { codes } from './codes.ts';
import { readSinchAccount } from './settings.ts';
import { outcomeOfAnswer, requestOf } from './wire.ts';

const listingLagMs = 30_000;

export const sinch: GatewayAdapter = {
  kind: 'sinch',
  name: 'Sinch',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const { path, asking, webhookSecret, numbers } = readSinchAccount(settings, secret, place);
    const { headers, pass } = asking;
    const connections = connectionsOf(settings, defaultConnections);
    const line = openHttpLine(asking.origin, connections);
    const receiptsUrl = callbackUrlOf(place, '/receipts');
    const handing: Handing = {
      requestOf: (text) => requestOf({ path, headers }, text, receiptsUrl),
      outcomeOf: outcomeOfAnswer,
      ...(pass && { pass }),
    };
    return {
      ...{ capability: 'B', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtSinch(asking, path, text),
      verify: (request) => verifySinch(request, webhookSecret),
      readCallback: readSinchCallback,
      testConnection: () => testSinch(asking, path, warningsOfPlace('Sinch', place.publicOrigin)),
      readText: (id) => readSinchText(asking, path, id),
      ...(numbers && { listNumbers: () => listSinchNumbers(numbers.asking, numbers.path) }),
      close: () => line.close(),
    };
  },
};
