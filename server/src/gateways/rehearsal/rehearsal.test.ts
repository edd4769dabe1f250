import { createHmac } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { CallbackRequest } from '../callback.ts';
import type { Gateway, LostText } from '../gateway.ts';
import { rehearsal } from './rehearsal.ts';

const secret = JSON.stringify({ key: 'k', callback_secret: 's' });
const submission = {
  reference: 'x.1',
  tag: 'cmp_1',
  from: '+12025550100',
  to: '+12025550101',
  body: 'Hello',
  validForMs: null,
};

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** A carrier at the level of the socket: it counts whole requests, then does what the script says. */
async function scripted(script: (socket: Socket, request: string) => void) {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data.includes('POST /v1/messages')) requests += 1;
      script(socket, data.toString());
    });
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const gateway = rehearsal.open(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: 1 },
    secret,
  );
  return {
    gateway,
    requests: () => requests,
    end: async () => {
      await gateway.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const answer =
  (status: string, body: string, headers = '') =>
  (socket: Socket) =>
    socket.write(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );

describe('handing a text over', () => {
  test.each([
    ['an acceptance', answer('202 Accepted', '{"id":"rc_1","parts":1,"status":"accepted"}'), 'accepted'],
    [
      'a refusal with the carrier’s code',
      answer('400 Bad Request', '{"code":"invalid_number","message":"No."}'),
      'refused',
    ],
    ['a carrier-side opt-out', answer('403 Forbidden', '{"code":"opted_out","message":"No."}'), 'opted_out'],
    ['a wrong key', answer('401 Unauthorized', '{"code":"bad_key","message":"No."}'), 'misconfigured'],
    ['an unknown sender', answer('404 Not Found', '{"code":"unknown_sender","message":"No."}'), 'bad_sender'],
    ['an empty account', answer('402 Payment Required', '{"code":"no_funds","message":"No."}'), 'no_funds'],
    [
      'a request to go slower',
      answer('429 Too Many Requests', '{"code":"throttled"}', 'retry-after: 2\r\n'),
      'throttled',
    ],
    ['a 4xx that is not the carrier’s own', answer('400 Bad Request', '<html>proxy</html>'), 'unknown'],
    ['a 500', answer('500 Internal Server Error', '{"code":"oops"}'), 'unknown'],
    ['a 503 that is not the carrier’s own', answer('503 Service Unavailable', '{}'), 'unknown'],
    [
      'the carrier’s word that it is down',
      answer('503 Service Unavailable', '{"code":"down"}'),
      'unreachable',
    ],
    [
      'the carrier’s word that it has too much to do',
      answer('503 Service Unavailable', '{"code":"unavailable"}'),
      'throttled',
    ],
    ['a success without an id', answer('202 Accepted', '{}'), 'unknown'],
    ['a success with broken JSON', answer('202 Accepted', '{"id":'), 'unknown'],
    ['a redirect', answer('302 Found', '', 'location: http://127.0.0.1:1/\r\n'), 'unknown'],
    ['an endless answer', answer('202 Accepted', 'x'.repeat(100_000)), 'unknown'],
    ['a reset after the request', (socket: Socket) => socket.resetAndDestroy(), 'unknown'],
    ['an end in the middle of the headers', (socket: Socket) => socket.end('HTTP/1.1 202 Acc'), 'unknown'],
    [
      'an end in the middle of the body',
      (socket: Socket) => socket.end('HTTP/1.1 202 Accepted\r\ncontent-length: 50\r\n\r\n{"id"'),
      'unknown',
    ],
    ['silence', () => {}, 'unknown'],
  ])('%s is read rightly, after exactly one request', async (_what, script, kind) => {
    const carrier = await scripted(script);
    expect(await submitOne(carrier.gateway, 300)).toBe(kind);
    expect(carrier.requests()).toBe(1);
    await carrier.end();
  });

  test('a carrier that is not there is unreachable: nothing has left', async () => {
    const carrier = await scripted(() => {});
    await carrier.end();
    await new Promise((done) => open.pop()?.close(done));
    expect(await submitOne(carrier.gateway, 300)).toBe('unreachable');
    const gone = rehearsal.open({ url: 'http://127.0.0.1:1' }, secret);
    expect(await submitOne(gone, 300)).toBe('unreachable');
    await gone.close();
  });
});

const mayLeave = (answerWithinMs: number, mayStillLeave = () => true) => ({ mayStillLeave, answerWithinMs });
const submitOne = async (gateway: Gateway, answerWithinMs: number) =>
  (await gateway.submit([submission], mayLeave(answerWithinMs))[0])?.kind;

test('a text that waits behind a carrier that hangs never leaves once its time has passed', async () => {
  const held: Socket[] = [];
  const carrier = await scripted((socket) => held.push(socket));
  let isTimely = true;
  const first = carrier.gateway.submit([submission], mayLeave(200));
  const second = carrier.gateway.submit(
    [{ ...submission, reference: 'x.2' }],
    mayLeave(200, () => isTimely),
  );
  isTimely = false;
  expect(await Promise.all([...first, ...second])).toMatchObject([{ kind: 'unknown' }, { kind: 'not_sent' }]);
  expect(carrier.requests()).toBe(1);
  await carrier.end();
});

test('each text of a batch gets the answer to its own request', async () => {
  const carrier = await scripted((socket, request) =>
    answer(
      '202 Accepted',
      JSON.stringify({ id: `rc_${/"reference":"([^"]+)"/.exec(request)?.[1]}` }),
    )(socket),
  );
  const texts = ['x.1', 'x.2', 'x.3'].map((reference) => ({ ...submission, reference }));
  expect(await Promise.all(carrier.gateway.submit(texts, mayLeave(1_000)))).toEqual(
    texts.map(({ reference }) => ({ kind: 'accepted', providerId: `rc_${reference}` })),
  );
  await carrier.end();
});

const lost: LostText = {
  ...{ reference: 'x.1', from: submission.from, to: submission.to, body: submission.body },
  leftAt: new Date(),
  whichAreOthers: async () => new Set(),
};

describe('a look-up', () => {
  test.each([
    ['{"data":[{"id":"rc_1","reference":"x.1"}]}', 'found'],
    ['{"data":[]}', 'absent'],
    ['{"data":[{"id":"rc_9","reference":"x.9"}]}', 'cannot_say'],
    ['{"data":{}}', 'cannot_say'],
    ['{}', 'cannot_say'],
    ['<html>', 'cannot_say'],
  ])('answered with %s is read as %s', async (body, kind) => {
    const carrier = await scripted(answer('200 OK', body));
    expect((await carrier.gateway.reconcile(lost)).kind).toBe(kind);
    await carrier.end();
  });
});

describe('a callback', () => {
  test('is never believed where there is no secret to check it with', () => {
    const open = (callbackSecret: string) =>
      rehearsal.open(
        { url: 'http://127.0.0.1:1' },
        JSON.stringify({ key: 'k', callback_secret: callbackSecret }),
      );
    expect(() => open('')).toThrow('no secret');
  });

  const gateway = rehearsal.open({ url: 'http://127.0.0.1:1' }, secret);
  const sign = (body: string, seconds = Math.floor(Date.now() / 1000), key = 's') =>
    `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
  const called = (rawBody: string, header: string | string[] | undefined): CallbackRequest => ({
    ...{ method: 'POST', urls: [], path: '', query: new URLSearchParams() },
    headers: { 'carrier-signature': header },
    rawBody: Buffer.from(rawBody),
  });
  const body = JSON.stringify({
    events: [
      {
        type: 'receipt',
        event_id: 'e1',
        id: 'rc_1',
        reference: 'x.1',
        status: 'failed',
        error_code: 'unknown_handset',
        error_message: 'Nobody has it.',
        at: 'now',
      },
      {
        type: 'inbound',
        event_id: 'e2',
        id: 'in_1',
        from: '+12025550101',
        to: '+12025550100',
        body: 'STOP',
        at: 'now',
      },
      { type: 'news', id: 'n' },
    ],
  });

  test('with a good signature is read; what we do not know is passed over', () => {
    expect(gateway.verify(called(body, sign(body)))).toEqual({ ok: true });
    expect(gateway.readCallback(called(body, undefined))).toEqual({
      receipts: [
        {
          reference: 'x.1',
          providerId: 'rc_1',
          status: 'failed',
          code: 'unknown_handset',
          sentence: 'Nobody has it.',
        },
      ],
      inbound: [{ providerId: 'in_1', from: '+12025550101', to: '+12025550100', body: 'STOP', ageMs: 0 }],
    });
  });

  test.each([
    ['no signature', undefined],
    ['another key', sign(body, undefined, 'other')],
    ['an old signature', sign(body, Math.floor(Date.now() / 1000) - 400)],
    ['a signature from the future', sign(body, Math.floor(Date.now() / 1000) + 400)],
    ['a signature of other words', sign(`${body} `)],
    ['a truncated signature', sign(body).slice(0, -1)],
    ['two headers', [sign(body), sign(body)]],
  ])('with %s is refused', (_what, header) => {
    expect(gateway.verify(called(body, header))).toMatchObject({ ok: false });
  });

  test('that is signed but no JSON is refused with a sentence', () => {
    expect(gateway.verify(called('hello', sign('hello')))).toEqual({ ok: true });
    expect(() => gateway.readCallback(called('hello', undefined))).toThrow('not JSON');
  });
});

test.each([
  'https://api.example.com',
  'http://10.0.0.1:80',
  'http://127.0.0.1.example.com:80',
  'http://127.0.0.1',
])('a rehearsal cannot be pointed at %s', (url) => {
  expect(() => rehearsal.open({ url }, secret)).toThrow('on this machine');
});
