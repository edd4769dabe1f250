/**
 * Bird, the Channels interface: a channel is one sender.
 *
 *   POST https://api.bird.com/workspaces/2b1…/channels/7c0…/messages      authorization: AccessKey key
 *   {"receiver":{"contacts":[{"identifierKey":"phonenumber","identifierValue":"+13035550146"}]},
 *    "body":{"type":"text","text":{"text":"Hello"}},"reference":"x7k2.1a2b3c"}
 *   → 202 {"id":"a1b2…","status":"accepted","reference":"x7k2.1a2b3c",…}
 *   → 422 {"code":"InvalidPayload","message":"…"}          nothing was accepted, as with 429
 *
 *   POST …/callbacks/<gateway id>    messagebird-signature: base64    messagebird-request-timestamp: 1700000000
 *   {"service":"channels","event":"sms.outbound","payload":{"id":"a1b2…","status":"delivered","reference":"x7k2.1a2b3c"}}
 */
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { GatewayAdapter } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { openHttpLine } from '../http/http-line.ts';
import { isKeptAt } from '../http/kept-at.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, form } from './about.ts';
import { openChannelHistory, pointBirdChannel, readBirdText, testBirdChannel } from './account.ts';
import { outcomeOfAnswer } from './answer.ts';
import { readBirdChannelsCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';
import { readBirdChannel } from './settings.ts';
import { verifyBirdChannels } from './signature.ts';

// The list of a channel is right within seconds.
const listingLagMs = 30_000;

export const birdChannels: GatewayAdapter = {
  kind: 'bird_channels',
  name: 'Bird (Channels)',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  mediaHeaders(url, settings, secret, place) {
    const { asking, workspacePath } = readBirdChannel(settings, secret, place);
    // The second is where MessageBird kept them before it was called Bird.
    const hosts = ['https://media.api.bird.com', 'https://media.nest.messagebird.com'];
    const origins = hosts.map((host) => place.at(host));
    return isKeptAt(url, origins, `${workspacePath}/`) ? asking.headers : null;
  },
  open(settings, secret, place = nowhere()) {
    const channel = readBirdChannel(settings, secret, place);
    const line = openHttpLine(channel.asking.origin, channel.connections);
    const handing: Handing = { requestOf: (text) => requestOf(channel, text), outcomeOf: outcomeOfAnswer };
    return {
      ...{ capability: 'B', listingLagMs, window: channel.connections * 2 },
      submit: (texts, limits) => sendEach(line, handing, texts, limits),
      reconcile: openChannelHistory(channel),
      verify: (request) => verifyBirdChannels(request, channel.signingKey),
      readCallback: (request) => readBirdChannelsCallback(request, channel.number),
      testConnection: () => testBirdChannel(channel, warningsOfPlace('Bird', place.publicOrigin)),
      readText: (id) => readBirdText(channel, id),
      pointCallbacks: () => pointBirdChannel(channel, callbackUrlOf(place)),
      close: () => line.close(),
    };
  },
};
