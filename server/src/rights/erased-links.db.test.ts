import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';

const ada = '+13125550142';
const grace = '+13125550143';
const emil = '+13125550144';
const frida = '+13125550145';

let database: TestDatabase;
let desk: SendingDesk;
beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database, 'transactional', 'https://texts.example.com');
  await desk.agree(ada, grace, emil, frida);
  // Both live where agreement comes first, so they get the token of everybody.
  await desk.on.in((tx) =>
    tx.query(`update contact set country = 'DE' where number = any($1)`, [[emil, frida]]),
  );
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const own = 'https://bakery.example/orders/17?mail=adalina@quillfeather.example';
const everybodys = 'https://bakery.example/opening-hours-of-all-our-shops';

const destinations = () =>
  desk.on.in(async (tx) => {
    const { rows } = await tx.query<{ url: string; state: string }>(
      `select url, state from link where made_by = 'texts' order by url`,
    );
    return rows;
  });

const hello = (to: string, body: string, key: string = randomUUID()) =>
  desk.post({ to, body, shorten_links: true }, key);

async function erase(number: string): Promise<void> {
  const ask = await desk.app.withKey(desk.on.fixture.workspaceId, ['requests.open', 'requests.write']);
  const post = async (url: string, payload: object = {}) =>
    (await ask({ method: 'POST', url, payload })).json();
  const { id } = await post('/v1/data-requests', { kind: 'erasure', channel: 'email', number });
  await post(`/v1/data-requests/${id}/verify`, { attested: 'Came with a passport.' });
  await post(`/v1/data-requests/${id}/done`);
}

test('an erasure takes away where a person’s own links led, and leaves what others were sent as well', async () => {
  await hello(ada, `Bakery: ready: ${own} and hours: ${everybodys}`, 'order-17-13125550142');
  // The same key but for the plus: both lose the number, and neither is in the other's way.
  await hello(ada, 'Bakery: ready.', 'order-17-+13125550142');
  await hello(grace, `Bakery: our hours: ${everybodys}`);
  await desk.work();
  expect(await destinations()).toEqual(
    expect.arrayContaining([
      { url: own, state: 'on' },
      { url: everybodys, state: 'on' },
    ]),
  );

  await erase(ada);

  const left = await destinations();
  expect(left.filter(({ url }) => url === '')).toEqual([{ url: '', state: 'off' }]);
  expect(left.some(({ url }) => url === own)).toBe(false);
  expect(left).toContainEqual({ url: everybodys, state: 'on' });
  // Programs like to make the key of a request of the number.
  const { rows } = await desk.on.in((tx) => tx.query<{ key: string }>('select key from idempotency_key'));
  expect(rows.filter(({ key }) => key.includes('3125550142'))).toEqual([]);
  expect(rows.filter(({ key }) => key.startsWith('order-17-#'))).toHaveLength(2);
});

test('whoever got the token of everybody has their links taken away as well, once nobody else holds them', async () => {
  const [emils, both] = ['https://bakery.example/orders/18?mail=emil', 'https://bakery.example/orders/19'];
  await hello(emil, `Bakery: ready: ${emils} and ${both}`);
  // By a token of her own, so that neither finds the other by what they hold.
  await hello(grace, `Bakery: ready: ${both}`);
  await hello(frida, `Bakery: ready: ${both}`);
  await desk.work();
  const urls = async () => (await destinations()).filter(({ state }) => state === 'on').map(({ url }) => url);
  expect(await urls()).toEqual(expect.arrayContaining([emils, both]));

  await erase(grace);
  expect(await urls()).toEqual(expect.arrayContaining([emils, both]));
  await erase(emil);
  expect(await urls()).toContain(both);
  expect(await urls()).not.toContain(emils);
  await erase(frida);
  expect(await urls()).not.toContain(both);
});
