import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallbackRequest, Gateway, OpenGateways } from '../gateways/index.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { Unauthenticated } from '../platform/errors.ts';
import { type Http, openHttp } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { callbackRoutes } from './callbacks.routes.ts';

const id = '0b5b6a52-3a4f-4f4b-9d7a-0f6a3c1d2e4f';
let http: Http;
let called: CallbackRequest[];
let isAuthentic: boolean;
let wasRead: boolean;

const gateway = {
  verify: (request) => {
    called.push(request);
    return isAuthentic ? { ok: true } : { ok: false, sentence: 'The signature is another.' };
  },
  readCallback: ({ path }) => {
    wasRead = true;
    const nothing = { receipts: [], inbound: [] };
    return path === '/words'
      ? { ...nothing, answer: { contentType: 'text/xml', body: '<Response/>' } }
      : nothing;
  },
} as Pick<Gateway, 'verify' | 'readCallback'> as Gateway;

const gateways: Pick<OpenGateways, 'receive'> = {
  async receive(_id, path) {
    if (path.startsWith('/wrong')) throw new Unauthenticated('callback.bad_address', 'Another address.');
    return { workspaceId: 'workspace', gateway, path };
  },
};

beforeAll(async () => {
  http = await openHttp({
    log: silentLog,
    version: '0',
    authorize: async () => {},
    isPermission: () => true,
  });
  const db = {
    tx: async (_id: string, work: (tx: unknown) => unknown) => work({ query: async () => ({ rows: [] }) }),
  };
  const clock = fixedClock('2026-08-01T09:30:00Z');
  const ctx = { db, clock, log: silentLog, origin: 'https://sms.example.org' } as unknown as Context;
  callbackRoutes(http, ctx, gateways as OpenGateways, 'test');
});
beforeEach(() => {
  called = [];
  isAuthentic = true;
  wasRead = false;
});
afterAll(() => http.close());

test.each([
  ['POST', 'application/json', '{"a":1}'],
  ['POST', 'application/x-www-form-urlencoded', 'A=%2B1&B=x+y'],
  ['POST', 'text/plain', 'OK'],
  ['POST', 'multipart/form-data; boundary=x', '--x--'],
  ['POST', 'application/json', ''],
] as const)('a %s of %s reaches the adapter byte for byte', async (method, type, body) => {
  const headers = { 'content-type': type, host: 'inside:3000' };
  const answer = await http.inject({
    method,
    url: `/callbacks/${id}/receipts?ref=a.1&b=%20`,
    headers,
    payload: body,
  });
  expect(answer.statusCode).toBe(204);
  const [request] = called;
  expect(request).toMatchObject({ method, path: '/receipts' });
  expect(request?.urls).toEqual([
    `https://sms.example.org/callbacks/${id}/receipts?ref=a.1&b=%20`,
    `http://inside:3000/callbacks/${id}/receipts?ref=a.1&b=%20`,
  ]);
  expect(request?.query.get('ref')).toBe('a.1');
  expect(request?.rawBody.toString()).toBe(body);
});

test('a GET reaches it too, and the address of the gateway alone', async () => {
  const answer = await http.inject({ method: 'GET', url: `/callbacks/${id}?status=delivered` });
  expect(answer.statusCode).toBe(204);
  expect(called[0]).toMatchObject({ method: 'GET', path: '' });
  expect(called[0]?.rawBody).toHaveLength(0);
});

test('a carrier that wants words back gets them', async () => {
  const answer = await http.inject({ method: 'POST', url: `/callbacks/${id}/words`, payload: 'x' });
  expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
    ...[200, 'text/xml', '<Response/>'],
  ]);
});

test('what is not the carrier’s is refused before it is read', async () => {
  isAuthentic = false;
  const forged = await http.inject({ method: 'POST', url: `/callbacks/${id}`, payload: '{}' });
  expect([forged.statusCode, wasRead]).toEqual([401, false]);
  expect(forged.json()).toMatchObject({
    code: 'callback.bad_signature',
    detail: 'The signature is another.',
  });
  const lost = await http.inject({ method: 'POST', url: `/callbacks/${id}/wrong`, payload: '{}' });
  expect([lost.statusCode, called.length]).toEqual([401, 1]);
});
