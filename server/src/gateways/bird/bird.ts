/**
 * Bird, the platform of 2026.
 *
 *   POST https://eu1.platform.bird.com/v1/sms/messages     authorization: Bearer bk_eu1_…    idempotency-key: x7k2.1a2b3c
 *   {"to":"+13035550146","from":"+12025550100","text":"Hello","category":"marketing","metadata":{"reference":"x7k2.1a2b3c"}}
 *   → 202 {"id":"sms_…","status":"accepted","segments":{"count":1,…},…}
 *   → 422 {"type":"…","code":"E…","name":"SMSUnsupportedFeature","message":"…"}     nothing was accepted
 *
 *   POST …/callbacks/<gateway id>     webhook-id: msg_…   webhook-timestamp: 1614265330   webhook-signature: v1,base64
 *   {"type":"sms.delivered","timestamp":"…","data":{"sms_id":"sms_…","to":"+1…","from":"+1…","metadata":{"reference":"…"}}}
 */
import { nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach, withoutMedia } from '../http/send-each.ts';
import { capabilities, form } from './about.ts';
import { listBirdNumbers, lookUpAtBird, readBirdText, reconcileAtBird, testBird } from './account.ts';
import { outcomeOfAnswer } from './answer.ts';
import { readBirdCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';
import { readBirdWorkspace } from './settings.ts';
import { verifyStandardWebhook } from './signature.ts';

const listingLagMs = 30_000;

export const bird: GatewayAdapter = {
  kind: 'bird',
  name: 'Bird',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    const workspace = readBirdWorkspace(settings, secret, place);
    const { asking, connections, webhookKey } = workspace;
    const line = openHttpLine(asking.origin, connections);
    const handing: Handing = {
      requestOf: (text) => withoutMedia('Bird', text) ?? requestOf(workspace, text),
      outcomeOf: outcomeOfAnswer,
    };
    return {
      ...{ capability: 'B', listingLagMs, window: connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: (text) => reconcileAtBird(asking, text),
      verify: (request) => verifyStandardWebhook('Bird', request, webhookKey),
      readCallback: readBirdCallback,
      testConnection: () => testBird(asking, warningsOfPlace('Bird', place.publicOrigin)),
      listNumbers: () => listBirdNumbers(asking),
      lookUpNumber: (number) => lookUpAtBird(asking, number),
      readText: (id) => readBirdText(asking, id),
      close: () => line.close(),
    };
  },
};
