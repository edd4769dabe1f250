import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'cpn');
const pool = {
  ...{
    object: 'coupon_pool',
    id,
    name: 'spring',
    merge_field: '{{ coupon.spring }}',
    label: null,
    state: 'on',
  },
  ...{ ends_at: null, codes: { all: 9, given: 7, left: 2, redeemed: 3 }, made_by: 'key:1' },
  ...{ created_at: '2026-11-24T17:00:00.000Z', changed_at: '2026-11-24T17:00:00.000Z' },
};
const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-coupons-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('tells what to write in a text, and how many codes are left', async () => {
  const ran = await runCli(['coupons', 'list'], { routes: { 'GET /v1/coupon-pools': () => page([pool]) } });
  expect(ran.out).toContain('{{ coupon.spring }}');
  expect(ran.out).toMatch(/9\s+7\s+2\s+3/);
});

test('brings the codes of a file in lots that the service takes', async () => {
  const file = join(folder, 'codes.txt');
  writeFileSync(file, Array.from({ length: 10_001 }, (_, index) => `CODE-${index}`).join('\r\n'));
  const ran = await runCli(['coupons', 'add', id, '--file', file], {
    routes: {
      [`POST /v1/coupon-pools/${id}/codes`]: ({ body }) => ({
        added: (body as { codes: string[] }).codes.length,
        pool,
      }),
      [`GET /v1/coupon-pools/${id}`]: () => pool,
    },
  });
  expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Added 10,001 codes.')]);
  expect(ran.asked.slice(0, 2).map(({ body }) => (body as { codes: string[] }).codes.length)).toEqual([
    10_000, 1,
  ]);
});

test('finds a pool by the name that texts ask for it by', async () => {
  const routes = {
    'GET /v1/coupon-pools': () => page([pool]),
    [`GET /v1/coupon-pools/${id}`]: () => pool,
  };
  expect((await runCli(['coupons', 'show', 'spring'], { routes })).out).toContain('9 codes: 7 given');
  expect((await runCli(['coupons', 'show', 'autumn'], { routes })).err).toContain('The only pool of codes');
});

test('asks for one way of adding codes, and how drawn ones look', async () => {
  for (const wish of [[], ['--draw', '5'], ['--draw', '5', '--file', 'codes.txt']])
    expect((await runCli(['coupons', 'add', id, ...wish], { routes: {} })).code).toBe(2);
});

test('says why a code is not redeemed', async () => {
  const ran = await runCli(['coupons', 'redeem', 'SPRING-1'], {
    routes: {
      'POST /v1/coupons/redeem': () =>
        refusal(409, 'coupon.redeemed_already', 'This code was redeemed on 2026-11-24 at 17:00 UTC.'),
    },
  });
  expect([ran.code === 0, ran.err]).toEqual([false, expect.stringContaining('was redeemed on 2026-11-24')]);
});

test('tells of a code whose it is, and why it would not be redeemed', async () => {
  const found = {
    ...{ object: 'coupon_code', code: 'SPRING-1', given_at: '2026-11-24T17:00:00.000Z', contact_id: 'con_7' },
    ...{ message_id: 'msg_9', redeemed_at: null, pool_id: id, pool: 'spring', pool_label: null },
    ...{ is_open: false, sentence: 'The coupons are switched off.' },
  };
  const ran = await runCli(['coupons', 'find', 'spring-1'], {
    routes: { 'GET /v1/coupons/look-up': () => found },
  });
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('con_7');
  expect(ran.out).toContain('The coupons are switched off.');
});

test('opens a page for a till, and closes it by its name', async () => {
  const till = { id: id.replace('cpn', 'til'), name: 'Harbor Street', pools: [id], page: '/r/abcdefghjk' };
  const routes = {
    'GET /v1/coupon-pools': () => page([pool]),
    'POST /v1/coupon-tills': () => till,
    'GET /v1/coupon-tills': () => page([till]),
    [`DELETE /v1/coupon-tills/${till.id}`]: () => new Response(null, { status: 204 }),
  };
  const opened = await runCli(['coupons', 'tills', 'open', 'Harbor Street', '--pool', 'spring'], { routes });
  expect(opened.asked.at(-1)?.body).toEqual({ name: 'Harbor Street', pools: [id] });
  expect(opened.out).toMatch(/^\/r\/abcdefghjk\n/);
  const closed = await runCli(['coupons', 'tills', 'close', 'harbor street'], { routes });
  expect(closed.requests).toContain(`DELETE /v1/coupon-tills/${till.id}`);
});
