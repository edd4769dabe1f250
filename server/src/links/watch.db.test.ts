import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { createLink, getLink, setLinkSetting } from './save-link.ts';
import { watchDestinations } from './watch-destinations.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let shop: Shop;
let status = 200;
const asked: string[] = [];
const outside: Outside = async ({ url }) => {
  asked.push(url);
  return { kind: 'answer', status, url, contentType: 'text/html', body: Buffer.alloc(0) };
};
beforeAll(async () => {
  database = await cloneDatabase();
  shop = await openShop(database.db, clock);
});
afterAll(() => database.drop());

const set = (watch: 'off' | 'tell' | 'switch_off') =>
  setLinkSetting(shop.ctx, shop.scope, { domain: 'https://go.harbor.example', tracking: 'person', watch });
const stateOf = async (id: string) => (await database.db.tx(shop.workspaceId, (tx) => getLink(tx, id))).state;
const look = async (hours: number) => {
  clock.forward(hours * 3_600_000);
  asked.length = 0;
  // As the role that jobs run as.
  await watchDestinations({ ...shop.ctx, db: database.worker }, outside);
  return asked.length;
};

test('links are looked at once a day where somebody wants it, and a link to what is gone is switched off for sure only', async () => {
  const { link } = await createLink(shop.ctx, shop.scope, { url: 'https://harbor.example/menu' });
  await createLink(shop.ctx, shop.scope, { url: 'kestrel://menu' });
  expect(await look(0)).toBe(0);
  await set('tell');
  expect(await look(0)).toBe(1);
  expect(await look(2)).toBe(0);
  status = 404;
  expect(await look(23)).toBe(1);
  // Found once: looked at again within the hour, told of and no more.
  expect(await look(2)).toBe(1);
  expect(await stateOf(link.id)).toBe('on');
  await set('switch_off');
  expect(await look(25)).toBe(1);
  expect(await stateOf(link.id)).toBe('off');
  expect(await look(25)).toBe(0);
});
