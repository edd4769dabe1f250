import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import { addCodes, createPool } from '../coupons/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { checkCampaign, createCampaign, previewCampaign } from './index.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
  await inShop(async (tx) => {
    for (let n = 0; n < 3; n += 1) await addPerson(tx, shop, { n, firstName: `P${n}` });
  });
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const preview = async (words: string) => {
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId },
    body: `Harbor Coffee: ${words} Reply STOP to opt out`,
    include: { lists: [shop.listId], tags: [] },
    exclude: nobody,
  });
  return { id, ...(await previewCampaign(shop.ctx, shop.scope, id)) };
};
const newPool = async (codes: readonly string[]) => {
  const pool = await createPool(shop.ctx, shop.scope, { name: 'spring' });
  if (codes.length > 0) await addCodes(shop.ctx, shop.scope, pool.id, { codes });
};

test('a text with a place for a code is counted with a code, and shows none', async () => {
  await newPool(['SPRING-2026-A', 'S-1', 'S-2']);
  const { id, samples, problems, warnings } = await preview('a cake with code {{ coupon.spring }}.');
  expect([problems, warnings]).toEqual([[], []]);
  expect(samples[0]?.text).toContain('code XXXXXX-0000-X.');
  expect((await checkCampaign(shop.ctx, shop.scope, id)).campaign.status).toBe('checked');
});

test('fewer codes than people is said beforehand', async () => {
  await newPool(['S-1']);
  const { warnings } = await preview('a cake with code {{ coupon.spring }}.');
  expect(warnings).toMatchObject([{ code: 'coupon.too_few_codes', people: 2 }]);
});

test.each([
  ['a cake with code {{ coupon.summer }}.', 'coupon.unknown_pool', 32],
  ['a cake with code {{ coupon.spring | upcase }}.', 'coupon.not_plain', 32],
  ['a cake with code {{ coupon.spring }}.', 'coupon.no_codes', 32],
])('“%s” cannot be launched (%s)', async (words, code, position) => {
  await newPool([]);
  const { id, problems } = await preview(words);
  expect(problems).toContainEqual(expect.objectContaining({ code, position, pointer: '/body' }));
  await expect(checkCampaign(shop.ctx, shop.scope, id)).rejects.toThrow();
});
