import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ids, makeFolder, page, refusal, runCli } from '../../test/run-cli.ts';

const me = {
  account: null,
  workspace: { id: 'wsp_1', name: 'Bluebird', country: 'US', time_zone: 'America/New_York' },
  permissions: ['senders.read'],
  is_rehearsal: true,
};
const well = {
  'GET /readyz': () => ({ status: 'ready', checks: [{ name: 'database', status: 'ok' }] }),
  'GET /v1/setup': () => ({ is_set_up: true, checks: [] }),
  'GET /v1/me': () => me,
  'GET /v1/gateways': () => ({ data: [{ name: 'Rehearsal', state: 'ok', state_detail: null }] }),
};
const noKey = { TIDINGS_KEY: '' };

describe('tidings doctor', () => {
  test('finds everything well, one sentence each', async () => {
    const { code, out } = await runCli(['doctor'], { routes: well });
    expect(code).toBe(0);
    expect(out).toContain('Tidings answers at http://tidings.test.');
    expect(out).toContain('opens “Bluebird” with 1 permissions; everything is a rehearsal');
  });

  test('answers with a list of checks', async () => {
    const ran = await runCli(['doctor', '--json'], { routes: well });
    expect(ran.json()).toMatchObject({
      is_well: true,
      checks: expect.arrayContaining([{ name: 'gateway', status: 'ok', sentence: 'Rehearsal is well.' }]),
    });
  });

  const notReady = { status: 'not_ready', checks: [{ name: 'migrations', status: 'failed' }] };
  const away = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  const down = { name: 'Rehearsal', state: 'unreachable', state_detail: 'It does not answer.' };
  test.each([
    ['nothing answers', { 'GET /readyz': () => away }, 1, 'ECONNREFUSED'],
    ['something else answers', { 'GET /readyz': () => new Response('<html>') }, 1, 'is not Tidings'],
    ['it is not ready', { 'GET /readyz': () => Response.json(notReady, { status: 503 }) }, 1, 'migrations'],
    [
      'the key is unknown',
      { 'GET /v1/me': () => refusal(401, 'api_key.unknown', 'Not known.') },
      3,
      'Not known.',
    ],
    ['a carrier is away', { 'GET /v1/gateways': () => ({ data: [down] }) }, 1, 'It does not answer.'],
  ])('says what to do when %s', async (_what, routes, code, words) => {
    const ran = await runCli(['doctor'], { routes: { ...well, ...routes } });
    expect(ran.code).toBe(code);
    expect(ran.out).toContain(words);
  });

  test('looks at the rest without a key, and says how to store one', async () => {
    const ran = await runCli(['doctor'], { routes: well, env: noKey });
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('tidings login');
    expect(ran.out).toContain('The service is ready.');
  });

  test('passes on what an installation says that is not set up yet', async () => {
    const checks = [{ name: 'disk', status: 'warning', sentence: 'Only 1 GB is free.' }];
    const routes = { ...well, 'GET /v1/setup': () => ({ is_set_up: false, checks }) };
    expect((await runCli(['doctor'], { routes })).out).toContain('Only 1 GB is free.');
  });
});

describe('tidings login', () => {
  const read = (folder: string) => join(folder, 'tidings/config.json');

  test('keeps address and key for the owner alone, after trying them', async () => {
    const folder = makeFolder();
    const given = { routes: well, stdin: 'tk_live_abc\n', env: { XDG_CONFIG_HOME: folder } };
    const ran = await runCli(['login', 'http://tidings.test/', '--json'], given);
    expect(ran.json()).toMatchObject({ url: 'http://tidings.test', workspace: { name: 'Bluebird' } });
    expect(ran.asked[0]?.key).toBe('Bearer tk_live_abc');
    expect(JSON.parse(readFileSync(read(folder), 'utf8'))).toEqual({
      url: 'http://tidings.test',
      key: 'tk_live_abc',
    });
    expect(statSync(read(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(read(folder))).mode & 0o777).toBe(0o700);
    expect(ran.out).not.toContain('tk_live_abc');
  });

  test('closes a file that was open to others before', async () => {
    const folder = makeFolder();
    mkdirSync(dirname(read(folder)));
    writeFileSync(read(folder), '{}');
    chmodSync(read(folder), 0o644);
    await runCli(['login'], { routes: well, stdin: 'tk_live_abc', env: { XDG_CONFIG_HOME: folder } });
    expect(statSync(read(folder)).mode & 0o777).toBe(0o600);
  });

  test('keeps nothing when the key is refused', async () => {
    const folder = makeFolder();
    const routes = { 'GET /v1/me': () => refusal(401, 'api_key.unknown', 'Not known.') };
    const ran = await runCli(['login'], { routes, stdin: 'tk_live_no', env: { XDG_CONFIG_HOME: folder } });
    expect(ran.code).toBe(3);
    expect(() => statSync(read(folder))).toThrow('ENOENT');
  });

  test('takes no key from the command line', async () => {
    const ran = await runCli(['login', 'tk_live_abc'], { routes: well });
    expect([ran.code, ran.requests]).toEqual([2, []]);
  });
});

describe('listings', () => {
  test('programs, lists and senders answer with data', async () => {
    const program = {
      id: ids.program,
      name: 'News',
      brand_name: 'Bluebird',
      purpose: 'marketing',
      texts_per_month: 8,
    };
    const list = { id: ids.list, name: 'Guests', people: 12 };
    const sender = {
      id: ids.sender,
      number: '+12025550100',
      kind: 'long_code',
      parts_per_second: 2000,
      gateway_id: 'g',
    };
    const routes = {
      'GET /v1/programs': () => page([program]),
      'GET /v1/lists': () => page([list]),
      'GET /v1/senders': () => ({ data: [sender] }),
      'GET /v1/gateways': () => ({ data: [{ id: 'g', name: 'Rehearsal', state: 'ok', state_detail: null }] }),
    };
    expect((await runCli(['programs', '--json'], { routes })).json()).toEqual({
      data: [program],
      has_more: false,
    });
    expect((await runCli(['lists', '--json'], { routes })).json()).toEqual({ data: [list], has_more: false });
    expect((await runCli(['senders'], { routes })).out).toMatch(
      /\+12025550100 +long_code +2,000 +Rehearsal +ok/,
    );
  });
});
