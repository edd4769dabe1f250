import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { createDice } from './random.ts';
import { planErrand, type Shoppers } from './shoppers.ts';
import { createVisits } from './visits.ts';

const shoppers: Shoppers = {
  habits: [
    { says: 'cake', clicks: 0.3, buys: 0.4, replies: 0.08, leaves: 0.03 },
    { says: 'rolls', clicks: 0.1, buys: 0.2, replies: 0, leaves: 0 },
  ],
  previews: 0.1,
  previews_look_like: 'programs',
  tap_delay_ms: { min: 10, max: 20 },
  buy_delay_ms: { min: 10, max: 20 },
  spends: { min: 5, max: 9 },
};
const dice = createDice(7);
const count = 20_000;
const errands = (body: string) =>
  Array.from({ length: count }, (_, at) => planErrand(dice, shoppers, { to: phone(at), tag: 'cmp_1', body }));

test('people do as often as their habit says what it says', () => {
  const found = errands('Free cake: https://shop.example/cake. Reply STOP to end');
  const share = (is: (one: (typeof found)[number]) => boolean, of = found) =>
    of.filter(is).length / of.length;
  const tapped = found.filter((one) => one?.tapsAfterMs !== null);
  // Four deviations of twenty thousand people, and of six thousand.
  expect(Math.abs(tapped.length / count - 0.3)).toBeLessThan(0.013);
  expect(Math.abs(share((one) => one?.buysAfterMs !== null, tapped) - 0.4)).toBeLessThan(0.026);
  expect(Math.abs(share((one) => one?.reply?.kind === 'yes') - 0.08)).toBeLessThan(0.008);
  expect(Math.abs(share((one) => one?.reply?.kind === 'stop') - 0.03)).toBeLessThan(0.005);
  expect(Math.abs(share((one) => one?.isPreviewed === true) - 0.1)).toBeLessThan(0.009);
  expect(found.every((one) => one?.link === 'https://shop.example/cake')).toBe(true);
  expect(
    tapped.every((one) => one && (one.buysAfterMs === null || (one.spends >= 5 && one.spends <= 9))),
  ).toBe(true);
});

test('the first habit whose words stand in the text holds, and of other texts nothing is known', () => {
  const other = errands('Fresh rolls: https://shop.example/rolls');
  expect(other.some((one) => one?.reply)).toBe(false);
  expect(errands('Bread').every((one) => one === null)).toBe(true);
});

test('nobody opens or buys where there is no link', () => {
  expect(errands('cake').every((one) => one?.tapsAfterMs === null && !one.isPreviewed)).toBe(true);
});

test('what somebody does is the same each time it is asked', () => {
  const text = { to: phone(3), tag: 'cmp_1', body: 'cake https://shop.example/a' };
  expect(planErrand(dice, shoppers, text)).toEqual(planErrand(dice, shoppers, text));
});

test('a visit goes to this machine under the name of the link, each phone from an address of its own', async () => {
  const seen: (string | undefined)[][] = [];
  const server = createServer(({ url, headers }, response) => {
    seen.push([url, headers.host, headers['user-agent'], String(headers['x-forwarded-for'])]);
    response.writeHead(302, { location: 'https://shop.example/?tid=abc' }).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const visits = createVisits(`http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`);
  const visit = { path: '/2abcdef', host: 'go.shop.example', agent: 'a phone' };
  const answers = await Promise.all(
    [phone(1), phone(1), phone(2)].map((visitor) => visits.open({ ...visit, visitor })),
  );
  expect(answers[0]).toEqual({ status: 302, location: 'https://shop.example/?tid=abc' });
  expect(seen.map(([path, host]) => [path, host])).toEqual(Array(3).fill(['/2abcdef', 'go.shop.example']));
  expect(new Set(seen.map(([, , , network]) => network)).size).toBe(2);
  server.close();
  server.closeAllConnections();
  await vi.waitUntil(() => visits.waiting === 0);
  expect(await visits.open({ ...visit, visitor: phone(1) })).toEqual({ status: 0, location: null });
  await visits.stop();
});
