import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOutside } from './outside.ts';
import { isPublicAddress } from './public-address.ts';

let server: Server;
let origin: string;
let asked = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    const path = request.url ?? '';
    if (path === '/away')
      return response.writeHead(302, { location: 'https://169.254.169.254/latest' }).end();
    if (path === '/round') return response.writeHead(302, { location: '/round' }).end();
    if (path === '/seen')
      return response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(request.headers.authorization ?? 'nothing');
    if (path === '/led')
      return response.writeHead(302, { location: `http://localhost:${request.socket.localPort}/seen` }).end();
    if (path === '/stays') return response.writeHead(302, { location: '/seen' }).end();
    if (path === '/moved') return response.writeHead(302, { location: '/small' }).end();
    if (path === '/slow') return undefined;
    if (path === '/long')
      return response.writeHead(200, { 'content-length': String(10 * 2 ** 30) }).write('x');
    if (path === '/endless') return void writeOn();
    return response.writeHead(200, { 'content-type': 'text/plain' }).end('hello');

    function writeOn(): void {
      if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(writeOn));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (url: string, more: object = {}) => ({
  ...{ method: 'GET' as const, url, mostBytes: 100_000, withinMs: 5_000, redirects: 3 },
  ...more,
});
const trusting = () => openOutside({ trusted: new Set([origin]) });

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'nonsense',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a request is refused before a byte leaves', () => {
  test.each([
    ['http://example.com/', 'bad_address'],
    ['ftp://example.com/', 'bad_address'],
    ['https://user:word@example.com/', 'bad_address'],
    ['not an address', 'bad_address'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:127.0.0.1]/', 'private_address'],
  ])('%s', async (url, code) => {
    expect(await openOutside()(get(url))).toEqual({ kind: 'failed', code });
  });

  test('where a name leads to a private address, or to one among others', async () => {
    const lookup = ((_host, _options, answer) =>
      answer(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.8', family: 4 },
      ])) as LookupFunction;
    expect(await openOutside({ lookup })(get('https://innocent.example/'))).toEqual({
      kind: 'failed',
      code: 'private_address',
    });
  });

  test('where a name leads nowhere it is only unreachable', async () => {
    const lookup = ((_host, _options, answer) => answer(new Error('ENOTFOUND'), [])) as LookupFunction;
    expect(await openOutside({ lookup })(get('https://nowhere.example/'))).toEqual({
      kind: 'failed',
      code: 'unreachable',
    });
  });

  test('plain and near, unless its origin is trusted', async () => {
    const before = asked;
    expect(await openOutside()(get(`${origin}/small`))).toMatchObject({ kind: 'failed' });
    expect(asked).toBe(before);
    expect(await trusting()(get(`${origin}/small`))).toMatchObject({
      status: 200,
      contentType: 'text/plain',
    });
  });
});

test('credentials go to the origin that was meant, and not to where it leads', async () => {
  const elsewhere = origin.replace('127.0.0.1', 'localhost');
  const outside = openOutside({ trusted: new Set([origin, elsewhere]) });
  const headers = { Authorization: 'Basic x' };
  const seen = async (path: string) => {
    const answer = await outside(get(origin + path, { headers }));
    return answer.kind === 'answer' ? answer.body.toString() : answer.code;
  };
  expect([await seen('/seen'), await seen('/stays'), await seen('/led')]).toEqual([
    'Basic x',
    'Basic x',
    'nothing',
  ]);
});

describe('an answer', () => {
  test('that moves is followed, and not to where it must not lead', async () => {
    expect(await trusting()(get(`${origin}/moved`))).toMatchObject({ status: 200 });
    expect(await trusting()(get(`${origin}/away`))).toEqual({ kind: 'failed', code: 'private_address' });
    expect(await trusting()(get(`${origin}/round`))).toEqual({ kind: 'failed', code: 'too_many_redirects' });
  });

  test.each(['/long', '/endless'])('%s of ten gigabytes is given up at its limit', async (path) => {
    expect(await trusting()(get(origin + path))).toEqual({ kind: 'failed', code: 'too_large' });
  });

  test('that does not come is not waited for', async () => {
    expect(await trusting()(get(`${origin}/slow`, { withinMs: 200 }))).toEqual({
      kind: 'failed',
      code: 'timed_out',
    });
  });
});
