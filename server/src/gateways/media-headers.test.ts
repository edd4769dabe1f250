import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { bandwidth, birdChannels, type GatewayAdapter, rehearsalTwin, vonage } from './index.ts';

/** Pictures that people send lie behind the account's password at these; nobody else gets to see it. */

const place = { publicOrigin: null, callbackPath: '', at: (origin: string) => origin };
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
const id = '2b1f4a52-3a4f-4f4b-9d7a-0f6a3c1d2e41';

type Kept = {
  readonly adapter: GatewayAdapter;
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, string>;
  readonly own: readonly string[];
  readonly others: readonly string[];
  readonly shown: Record<string, string>;
};

const bandwidthSettings = { account_id: '1234567', username: 'api', callback_user: 'tidings' };
const bandwidthSecrets = { password: 'secret', callback_password: 'of-callbacks' };

const keepers: Readonly<Record<string, Kept>> = {
  Bandwidth: {
    ...{ adapter: bandwidth, settings: bandwidthSettings, secrets: bandwidthSecrets },
    own: ['https://messaging.bandwidth.com/api/v2/users/1234567/media/a/b/cat.jpg'],
    others: [
      'https://messaging.bandwidth.com/api/v2/users/7654321/media/a/b/cat.jpg',
      'https://messaging.bandwidth.com/api/v2/users/1234567/media/../messages',
      'https://messaging.bandwidth.com.example.org/api/v2/users/1234567/media/cat.jpg',
      'http://messaging.bandwidth.com/api/v2/users/1234567/media/cat.jpg',
    ],
    shown: basic('api:secret'),
  },
  Vonage: {
    adapter: vonage,
    settings: { api_key: 'abcd1234' },
    secrets: { api_secret: 'secret', signature_secret: 'signature' },
    own: ['https://api.nexmo.com/v3/media/cat', 'https://api-eu.nexmo.com/v3/media/cat'],
    others: [
      'https://api.nexmo.com/v1/messages',
      'https://api-eu.nexmo.com.example.org/v3/media/cat',
      'https://cats.example.org/v3/media/cat',
    ],
    shown: basic('abcd1234:secret'),
  },
  'Bird (Channels)': {
    adapter: birdChannels,
    settings: { workspace_id: id, channel_id: id, number: '+12025550100' },
    secrets: { access_key: 'key', signing_key: 'signing' },
    own: [
      `https://media.api.bird.com/workspaces/${id}/messages/1/media/2`,
      `https://media.nest.messagebird.com/workspaces/${id}/media/2`,
    ],
    others: [
      'https://media.api.bird.com/workspaces/another/messages/1/media/2',
      `https://media.api.bird.com.example.org/workspaces/${id}/messages/1/media/2`,
    ],
    shown: { authorization: 'AccessKey key' },
  },
};

describe.each(Object.entries(keepers))('a picture that %s keeps', (_, { adapter, settings, ...kept }) => {
  const secret = JSON.stringify(kept.secrets);
  const headersFor = async (url: string, one = adapter, more: object = {}) =>
    one.mediaHeaders?.(url, { ...settings, ...more }, secret, place);

  test('is asked for with the account', async () => {
    for (const url of kept.own) expect(await headersFor(url)).toEqual(kept.shown);
  });

  test('what lies elsewhere is asked for without', async () => {
    for (const url of [...kept.others, 'nonsense', '']) expect(await headersFor(url)).toBeNull();
  });

  test('of a rehearsal is asked for on this machine alone', async () => {
    const origin = 'http://127.0.0.1:4000';
    const near = (kept.own[0] ?? '').replace(/^https:\/\/[^/]+/, origin);
    const twin = rehearsalTwin(adapter);
    expect(await headersFor(near, twin, { origin })).toEqual(kept.shown);
    expect(await headersFor(kept.own[0] ?? '', twin, { origin })).toBeNull();
  });
});

describe('a picture that Bandwidth keeps, of an account that signs in by OAuth', () => {
  async function withCarrier(status: number, body: object, work: (origin: string) => Promise<void>) {
    const carrier = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(carrier.address() as AddressInfo).port}`);
    } finally {
      carrier.closeAllConnections();
      carrier.close();
    }
  }

  const headersAt = async (origin: string) =>
    bandwidth.mediaHeaders?.(
      `${origin}/api/v2/users/1234567/media/cat.jpg`,
      { ...bandwidthSettings, sign_in: 'oauth' },
      JSON.stringify(bandwidthSecrets),
      { ...place, at: () => origin },
    );

  test('is asked for with a pass', () =>
    withCarrier(200, { access_token: 'pass', expires_in: 3_600 }, async (origin) => {
      expect(await headersAt(origin)).toEqual({ authorization: 'Bearer pass' });
    }));

  test('is not asked for while there is none', () =>
    withCarrier(503, {}, async (origin) => {
      await expect(headersAt(origin)).rejects.toThrow('gives no pass');
    }));
});
