import { afterEach, describe, expect, test } from 'vitest';
import { openHttp } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { type HealthOptions, healthRoutes } from './health.routes.ts';
import { metricsRoute } from './metrics.routes.ts';
import { type OperatorPortOptions, openOperatorPort } from './operator-port.ts';

const healthy: HealthOptions = {
  version: '1.2.3',
  runVitalChecks: async () => [{ name: 'database', status: 'ok', sentence: 'It answers.' }],
  isHeld: async () => false,
  isDraining: () => false,
};
const page = { print: async () => 'letters_total 5\n' };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const openToAll = () =>
  openHttp({ log: silentLog, version: '1', authorize: async () => {}, isPermission: () => false });

const openPort = async (change: Partial<OperatorPortOptions> = {}) => {
  const opened = await openOperatorPort({
    ...healthy,
    host: '127.0.0.1',
    port: 0,
    token: null,
    page,
    log: silentLog,
    ...change,
  });
  closing.push(opened.close);
  return opened.url;
};

describe('readiness', () => {
  const ask = async (change: Partial<HealthOptions> = {}) => {
    const http = await openToAll();
    healthRoutes(http, { ...healthy, ...change });
    const { statusCode, json } = await http.inject('/readyz');
    return [statusCode, json()];
  };
  const withStatus = (status: 'ok' | 'warning' | 'failed') => ({
    runVitalChecks: async () => [{ name: 'database', status, sentence: 'postgres://user:password@host' }],
  });

  test('is told by status, and strangers learn no more than names', async () => {
    const checks = [{ name: 'database', status: 'warning' }];
    expect(await ask(withStatus('warning'))).toEqual([200, { status: 'ready', is_held: false, checks }]);
    const failed = [{ name: 'database', status: 'failed' }];
    expect(await ask(withStatus('failed'))).toEqual([
      503,
      { status: 'not_ready', is_held: null, checks: failed },
    ]);
  });

  test('ends with the word to stop, so that nothing new is sent here', async () => {
    expect(await ask({ isDraining: () => true })).toMatchObject([503, { status: 'draining' }]);
  });

  test('stands while the installation is on hold, and says that it is', async () => {
    expect(await ask({ isHeld: async () => true })).toMatchObject([200, { status: 'ready', is_held: true }]);
  });
});

describe('the metrics at an address that people use', () => {
  const ask = async (authorization?: string) => {
    const http = await openToAll();
    metricsRoute(http, page, 'the token of tests, long');
    return http.inject({ url: '/metrics', headers: authorization ? { authorization } : {} });
  };

  test('are for whoever has the token', async () => {
    const answer = await ask('Bearer the token of tests, long');
    expect([answer.statusCode, answer.body]).toEqual([200, 'letters_total 5\n']);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  test.each([undefined, 'Bearer ', 'Bearer the token of tests', 'the token of tests, long'])(
    'are refused to others: %s',
    async (authorization) => {
      const answer = await ask(authorization);
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'metrics.token_wrong']);
      expect(answer.body).not.toContain('letters');
    },
  );
});

describe('the operators’ port', () => {
  test('answers health, version and metrics, and nothing else', async () => {
    const url = await openPort();
    const get = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      return [answer.status, await answer.text()];
    };
    expect(await get('/healthz')).toEqual([200, '{"status":"ok","version":"1.2.3"}']);
    expect(await get('/version')).toEqual([200, '{"version":"1.2.3"}']);
    expect((await get('/readyz'))[0]).toBe(200);
    expect(await get('/metrics')).toEqual([200, 'letters_total 5\n']);
    expect((await get('/v1/setup'))[0]).toBe(404);
  });

  test('asks for the token as well, where there is one', async () => {
    const url = await openPort({ token: 'the token of tests, long' });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('that is taken says which setting to change', async () => {
    const port = Number(new URL(await openPort()).port);
    await expect(openPort({ port })).rejects.toThrow(/TIDINGS_METRICS_PORT/);
  });
});
