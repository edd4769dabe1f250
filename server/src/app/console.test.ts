import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Http, openHttp } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { consoleRoutes } from './console.routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-console-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function open(dist: string): Promise<Http> {
  const http = await openHttp({
    log: silentLog,
    version: '1.0.0',
    authorize: async () => {},
    isPermission: () => false,
  });
  await consoleRoutes(http, dist);
  return http;
}

describe('the console', () => {
  let http: Http;
  beforeAll(async () => {
    const dist = join(folder, 'dist');
    mkdirSync(join(dist, 'assets'), { recursive: true });
    writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Tidings</title>');
    writeFileSync(join(dist, 'tidings.svg'), '<svg/>');
    writeFileSync(join(dist, 'assets', 'index-abc.js'), 'export {};');
    mkdirSync(join(dist, 'guides', 'gateways'), { recursive: true });
    writeFileSync(join(dist, 'guides', 'consent.md'), '# Consent');
    writeFileSync(join(dist, 'guides', 'gateways', 'twilio.md'), '# Twilio');
    writeFileSync(join(folder, 'secret.txt'), 'the crown jewels');
    http = await open(dist);
  });

  test.each(['/', '/campaigns/cmp_1', '/setup', '/index.html'])(
    'answers %s with its one page',
    async (url) => {
      const { statusCode, body, headers } = await http.inject({ url, headers: { accept: 'text/html,*/*' } });
      expect([statusCode, body, headers['content-type']]).toEqual([
        200,
        '<!doctype html><title>Tidings</title>',
        'text/html; charset=utf-8',
      ]);
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  test('tells a program that asks for a page of nothing that there is none', async () => {
    expect((await http.inject({ url: '/metrics', headers: { accept: '*/*' } })).statusCode).toBe(404);
  });

  test('allows the page scripts and connections of its own origin only, and no frame around it', async () => {
    const policy = String((await http.inject('/')).headers['content-security-policy']);
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
    expect(policy).not.toContain('unsafe-eval');
  });

  test('lets browsers keep what is named by its content', async () => {
    const { body, headers } = await http.inject('/assets/index-abc.js');
    expect([body, headers['cache-control']]).toEqual(['export {};', 'public, max-age=31536000, immutable']);
    expect((await http.inject('/tidings.svg')).headers['content-type']).toContain('image/svg+xml');
  });

  test.each([
    ['/guides/consent.md', '# Consent'],
    ['/guides/gateways/twilio.md', '# Twilio'],
  ])('hands out the guide %s of this version', async (url, text) => {
    const { statusCode, body, headers } = await http.inject(url);
    expect([statusCode, body, headers['content-type']]).toEqual([200, text, 'text/markdown; charset=utf-8']);
  });

  test.each([
    '/guides/gone.md',
    '/guides/index.html',
    '/guides/a/b/c.md',
    '/assets/gone.js',
    '/v1/nothing',
    '/v1',
    '/callbacks/x/y',
  ])('has no page for %s', async (url) => {
    const answer = await http.inject(url);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'route.not_found']);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/guides/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  ])('gives nothing away at %s', async (url) =>
    expect((await http.inject(url)).body).not.toContain('jewels'),
  );
});

test('a console that is not built says so, and what to do', async () => {
  const { statusCode, body } = await (await open(join(folder, 'nothing'))).inject('/');
  expect([statusCode, body.includes('npm run build')]).toEqual([200, true]);
});
