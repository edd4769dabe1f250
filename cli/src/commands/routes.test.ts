import { describe, expect, test } from 'vitest';
import { ids, runCli } from '../../test/run-cli.ts';

const gateway = ids.list.replace('lst', 'gtw');
const sender = ids.list.replace('lst', 'snd');
const route = ids.list.replace('lst', 'rte');
const known = {
  'GET /v1/gateways': () => ({ data: [{ id: gateway, kind: 'plivo', name: 'Abroad', state: 'ok' }] }),
  'GET /v1/senders': () => ({ data: [{ id: sender, number: '+12025550100', kind: 'long_code' }] }),
};
const made = {
  ...{ object: 'route', id: route, gateway_id: gateway, sender_id: sender, sender_kind: null },
  ...{ countries: ['GB'], lanes: null, rank: 50 },
};

describe('tidings routes', () => {
  test('adds one for a number, and lists them by names', async () => {
    const routes = { ...known, 'POST /v1/routes': () => made, 'GET /v1/routes': () => ({ data: [made] }) };
    const argv = ['routes', 'add', 'abroad', '--sender', '202-555-0100', '--country', 'gb', '--rank', '50'];
    // Without its country code the number is not spelled out, so it is not taken for another.
    expect((await runCli(argv, { routes })).code).not.toBe(0);
    argv[4] = '+1 202 555 0100';
    const ran = await runCli(argv, { routes });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([
      0,
      {
        ...{ gateway_id: gateway, sender_id: sender, sender_kind: null, countries: ['GB'] },
        ...{ lanes: null, rank: 50 },
      },
    ]);
    const { out } = await runCli(['routes', 'list'], { routes });
    expect(out.trim().split('\n').at(-1)).toMatch(/50 +\+12025550100 +Abroad +GB +all/);
  });

  test.each([
    [['routes', 'add', 'Abroad'], '--sender NUMBER'],
    [['routes', 'add', 'Abroad', '--kind', 'pigeon'], 'long_code, toll_free'],
    [['routes', 'add', 'Abroad', '--kind', 'alphanumeric', '--rank', '0'], 'from 1 to 999'],
    [['routes', 'test', '+447700900123', '--parts', '11'], 'from 1 to 10'],
  ])('refuses %j', async (argv, told) => {
    const ran = await runCli(argv, { routes: known });
    expect([ran.code, ran.asked.some(({ method }) => method === 'POST')]).toEqual([2, false]);
    expect(ran.err).toContain(told);
  });

  const trial = {
    ...{ object: 'route_test', number: '+447700900123', country: 'GB', lane: 'marketing' },
    ...{ sender_id: sender, sender: 'ACME', gateway_id: gateway, gateway: 'Abroad', route_id: null },
    ...{ cost: '0.031', currency: 'GBP', because: 'Its rank 50 comes first.' },
    candidates: [
      {
        ...{ sender_id: sender, sender: 'ACME', gateway_id: gateway, gateway: 'Main', route_id: null },
        ...{
          rank: 100,
          price_per_part: '0.04',
          why_not: { code: 'rank', sentence: 'Its rank 100 comes after 50.' },
        },
      },
    ],
  };

  test('says how a text would leave in one line, and why not otherwise', async () => {
    const routes = { 'POST /v1/routes/test': () => trial };
    const ran = await runCli(['routes', 'test', '+44 7700 900123', '--lane', 'otp'], { routes });
    expect(ran.code).toBe(0);
    expect(ran.asked[0]?.body).toEqual({ number: '+447700900123', parts: 1, lane: 'otp' });
    expect(ran.out).toContain(
      '+447700900123 → gateway Abroad, sender ACME, 0.031 GBP, because: Its rank 50 comes first.',
    );
    expect(ran.out).toContain('Its rank 100 comes after 50.');
  });

  test('ends with 6 where nothing would leave', async () => {
    const none = { ...trial, gateway_id: null, gateway: null, because: 'No route takes such a text.' };
    const ran = await runCli(['routes', 'test', '+447700900123'], {
      routes: { 'POST /v1/routes/test': () => none },
    });
    expect([ran.code, ran.out.split('\n')[0]]).toEqual([
      6,
      '+447700900123 → nothing leaves: No route takes such a text.',
    ]);
  });
});

test('tidings gateways drain says what is on its way, and ends', async () => {
  const drain = { object: 'gateway_drain', draining_since: null, announced: 3, asked: 2, is_empty: false };
  const path = `/v1/gateways/${gateway}/drain`;
  const routes = { ...known, [`PUT ${path}`]: () => drain, [`DELETE ${path}`]: () => drain };
  expect((await runCli(['gateways', 'drain', 'Abroad'], { routes })).out).toContain(
    'at most 3. To be asked for: 2',
  );
  expect((await runCli(['gateways', 'drain', 'Abroad', '--end'], { routes })).out).toContain(
    'leave by it again',
  );
});
