import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringIn, untilFinished } from './stage/campaigns.ts';
import { plainList } from './stage/people.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

let service: Running;
let owner: Owner;
beforeAll(async () => {
  // Twenty times as fast, so that what needs minutes to settle has settled within the story.
  service = await startTidings({
    env: { TIDINGS_PUBLIC_URL: 'https://texts.example.com', TIDINGS_CLOCK: '2026-11-24T17:00:00Z@20' },
  });
  owner = await service.setUp();
});
afterAll(() => service.stop());

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';

/** Opens a short link as a phone does, and comes back with where it leads. */
async function open(link: string, agent = phone): Promise<string> {
  const { pathname } = new URL(link);
  const answer = await request(service.url + pathname, {
    headers: { host: 'go.bakery.example', 'user-agent': agent },
  });
  await answer.body.dump();
  return String(answer.headers.location);
}

test('people buy what a text led them to, one through the shop’s own page, and the report says so and no more', async () => {
  const { tidings } = owner;
  const list = plainList(12, 3_000);
  await bringIn(tidings, list, { list: 'Guests' });
  await tidings.call('put', '/v1/workspace/links', {
    body: { domain: 'https://go.bakery.example', tracking: 'person', passes_token: true },
  });
  const before = await tidings.call('get', '/v1/workspace/attribution');
  const { object: _, counted_until: __, recounting_from: ___, ...setting } = before;
  await tidings.call('put', '/v1/workspace/attribution', { body: { ...setting, accepts_script: true } });

  const { data: lists } = await tidings.call('get', '/v1/lists');
  const [program] = (await tidings.call('get', '/v1/programs')).data;
  const [sender] = (await tidings.call('get', '/v1/senders')).data;
  const { id } = await tidings.call('post', '/v1/campaigns', {
    body: {
      ...{ name: 'Rolls', program_id: program?.id ?? '', sender_id: sender?.id ?? '', shorten_links: true },
      body: 'Corner Bakery: a dozen for ten, https://bakery.example/rolls Reply STOP to opt out',
      include: { lists: lists.map((one) => one.id) },
    },
  });
  await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
  await tidings.call('post', '/v1/campaigns/{id}/launch', { path: { id } });
  await untilFinished(tidings, id);
  const texts = await acceptedTexts(service.ledger(), id);
  expect(texts).toHaveLength(12);
  const linkIn = (at: number) =>
    /https:\/\/go\.bakery\.example\/\w{7}/.exec(texts[at]?.body ?? '')?.[0] ?? '';
  await until('carriers have told of all', async () => {
    const { progress } = await tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
    return progress.delivered === 12;
  });

  // A click within two seconds of the text would be a program's.
  const opened = await until('a person has had time to read', () => open(linkIn(0)));
  expect(opened).toMatch(/^https:\/\/bakery\.example\/rolls\?tid=\w{7}$/);
  await open(linkIn(1));
  await open(linkIn(2));
  await open(linkIn(3), 'Googlebot/2.1 (+http://www.google.com/bot.html)');
  const order = (n: number, at: number, more: object = {}) => ({
    ...{ id: `order-${n}`, name: 'order.placed', number: texts[at]?.to, value: 20 },
    ...more,
  });
  const events = [order(1, 0), order(2, 1, { value: 12.5 }), order(3, 3), order(4, 9)];
  const taken = await tidings.call('post', '/v1/events', { body: { events } });
  expect(taken).toMatchObject({ accepted: 4, rejected: [] });
  // The third person buys at a page that has no server behind it.
  const tid = new URL(await open(linkIn(2))).searchParams.get('tid') ?? '';
  const told = await request(`${service.url}/t.gif?t=${tid}&e=order.placed&id=web-1&v=10`, {
    headers: { host: 'texts.example.com', 'user-agent': phone },
  });
  expect([told.statusCode, told.headers['content-type']]).toEqual([200, 'image/gif']);
  await told.body.dump();
  const back = order(5, 1, { name: 'order.returned', value: 2.5, properties: { reverses: 'order-2' } });
  await tidings.call('post', '/v1/events', { body: { events: [back] } });

  const results = await until(
    'purchases are put down',
    async () => {
      const found = await tidings.call('get', '/v1/campaigns/{id}/results', { path: { id } });
      return found.figures.conversions >= 3 && found.figures.returned !== '0' ? found : null;
    },
    110_000,
  );
  expect(results.figures).toMatchObject({
    ...{ texts: 12, delivered: 12, conversions: 3, buyers: 3, revenue: '40.0000', returned: '2.5000' },
    clicks: { human: 4, robots: 1, people: 3 },
    rates: { clicked: { hits: 3, of: 12, too_few: true } },
  });
  const exported = await tidings.download('/v1/exports/conversions', { query: { format: 'ndjson' } });
  expect((await new Response(exported).text()).trimEnd().split('\n')).toHaveLength(4);
});
