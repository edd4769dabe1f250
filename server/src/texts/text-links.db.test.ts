import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { findTextOfToken } from '../links/index.ts';
import { readNumberId } from '../platform/ids.ts';

const ada = '+13125550142';
const grace = '+13125550143';

let database: TestDatabase;
let desk: SendingDesk;
beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database, 'transactional', 'https://texts.example.com');
  await desk.agree(ada, grace);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const body = 'Bakery: your order: https://bakery.example/orders/a-long-way-to-go?number=17 and thank you.';
const linkIn = (text: string) => /https:\/\/texts\.example\.com\/l\/(\w{7})/.exec(text)?.[1] ?? '';

test('addresses become links of the person’s own, which are counted and lead back to the text', async () => {
  const [one, other] = await Promise.all(
    [ada, grace].map(async (to) => (await desk.post({ to, body, shorten_links: true })).json()),
  );
  expect(one.body).toMatch(/^Bakery: your order: https:\/\/texts\.example\.com\/l\/\w{7} and thank you\.$/);
  expect(linkIn(one.body)).not.toBe(linkIn(other.body));
  expect(one.parts).toBe(1);
  for (const text of [one, other]) {
    const found = await findTextOfToken({ ...desk.on.ctx, db: database.db }, linkIn(text.body));
    expect(found?.messageId).toBe(readNumberId('msg', text.id));
  }
});

test('the same address has one link, however many texts lead there', async () => {
  await desk.post({ to: ada, body, shorten_links: true });
  const { rows } = await desk.on.in((tx) =>
    tx.query<{ links: number }>(`select count(*)::int as links from link where made_by = 'texts'`),
  );
  // The two requests of before came at the same moment, and each may have made one.
  expect(rows[0]?.links).toBeLessThanOrEqual(2);
});

test('what is not asked for stays as it is written, and parts are those of the words', async () => {
  const text = (await desk.post({ to: ada, body })).json();
  expect(text.body).toBe(body);
});

test('is refused while nobody knows where short links would be reached', async () => {
  const nowhere = await sendingDesk(database);
  await nowhere.agree('+13125550144');
  const answer = await nowhere.post({ to: '+13125550144', body, shorten_links: true });
  await nowhere.close();
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'link.no_address']);
});
