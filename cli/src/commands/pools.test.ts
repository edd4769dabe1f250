import { expect, test } from 'vitest';
import { ids, runCli } from '../../test/run-cli.ts';

const pool = ids.list.replace('lst', 'pol');
const sender = (number: string, blocked = false) => ({ id: ids.sender, number, blocked });
const shop = {
  ...{ object: 'sender_pool', id: pool, name: 'Shop', near: true },
  senders: [sender('+12025550100'), sender('+12025550101', true)],
};
const routes = {
  'GET /v1/senders': () => ({ data: [{ id: ids.sender, number: '+12025550100' }] }),
  'GET /v1/sender-pools': () => ({ data: [shop] }),
  'POST /v1/sender-pools': () => shop,
  [`DELETE /v1/sender-pools/${pool}`]: () => new Response(null, { status: 204 }),
};

test('pools are listed with their numbers, and which of them are blocked', async () => {
  const ran = await runCli(['pools', 'list'], { routes });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/Shop +yes +\+12025550100, \+12025550101 \(blocked\)/);
});

test('a pool is made of numbers that are senders already', async () => {
  const ran = await runCli(['pools', 'create', 'Shop', '--sender', '+12025550100', '--near'], { routes });
  expect(ran.asked.at(-1)?.body).toEqual({ name: 'Shop', sender_ids: [ids.sender], near: true });
  expect(ran.out).toContain('of 2 numbers');
});

test('a pool of nothing is refused before anybody is asked', async () => {
  const ran = await runCli(['pools', 'create', 'Shop'], { routes });
  expect([ran.code, ran.asked]).toEqual([2, []]);
  expect(ran.err).toContain('--sender once for each');
});

test('a pool is removed by its name', async () => {
  const ran = await runCli(['pools', 'remove', 'shop'], { routes });
  expect(ran.asked.at(-1)).toMatchObject({ method: 'DELETE', path: `/v1/sender-pools/${pool}` });
  expect(ran.out).toContain('senders as before');
});
