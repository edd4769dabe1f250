import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import { isJudgedAnew, judgeClicks } from './judge-clicks.ts';
import { openRedirector } from './redirector.ts';
import { findShortOrigin } from './short-origin.ts';
import { tokensOf } from './tokens-of.ts';

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';
const clock = fixedClock('2026-11-24T15:00:00Z');
let database: TestDatabase;
let app: TestApp;
let ask: Ask;
let workspaceId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  const ctx = { ...testContext(database.db, clock as Clock), origin: 'https://texts.example.com' };
  app = await testApp(database, { publicOrigin: 'https://texts.example.com' }, ctx);
  workspaceId = await newWorkspace(database.db);
  ask = await app.withKey(workspaceId, [
    'campaigns.read',
    'campaigns.write',
    'workspace.read',
    'workspace.admin',
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const create = (payload: object) => ask({ method: 'POST', url: '/v1/links', payload });
const change = (id: string, payload: object) => ask({ method: 'PATCH', url: `/v1/links/${id}`, payload });
const read = async (id: string) => (await ask({ url: `/v1/links/${id}` })).json();
const open = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.http.inject({
    method,
    url: url.replace('https://texts.example.com', ''),
    headers: { host: 'texts.example.com', 'user-agent': phone, ...headers },
  });
/** A link is believed for a second. */
const untilStale = () => clock.forward(1_001);
let made = 0;
const newLink = async (more: object = {}) => {
  made += 1;
  return (await create({ url: `https://shop.example/sale/${made}`, ...more })).json() as {
    id: string;
    short_url: string;
  };
};

test('short links begin at this machine while all phones are pretended, and nowhere once one could be real', async () => {
  const own = await newWorkspace(database.db);
  const near = { nearOrigin: 'http://127.0.0.1:8434' };
  const begins = (origins: { origin?: string; nearOrigin?: string }, domain: string | null = null) =>
    database.db.tx(own, (tx) => findShortOrigin(origins, tx, domain));
  const addGateway = (kind: string) =>
    database.db.tx(own, (tx) =>
      tx.query(
        'insert into gateway (workspace_id, id, kind, name) values (current_workspace(), gen_random_uuid(), $1, $1)',
        [kind],
      ),
    );
  expect(await begins(near)).toBe(null);
  await addGateway('rehearsal');
  expect(await begins(near)).toBe('http://127.0.0.1:8434/l/');
  expect(await begins({})).toBe(null);
  expect(await begins({ ...near, origin: 'https://texts.example.com' })).toBe('https://texts.example.com/l/');
  expect(await begins(near, 'https://go.example.com')).toBe('https://go.example.com/');
  await addGateway('twilio');
  expect(await begins(near)).toBe(null);
});

describe('a short link', () => {
  test('leads where it was told to, and keeps nobody’s memory of it', async () => {
    const answer = await create({
      url: 'https://shop.example/sale?a=1',
      utm: { source: 'sms', campaign: 'Black Friday' },
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      url: 'https://shop.example/sale?a=1&utm_source=sms&utm_campaign=Black+Friday',
      state: 'on',
      clicks: { opened: 0, human: 0, people: 0, robots: {} },
    });
    expect(answer.json().short_url).toMatch(/^https:\/\/texts\.example\.com\/l\/[1-9A-HJ-NP-Za-km-z]{7}$/);
    const opened = await open(answer.json().short_url);
    expect(opened.statusCode).toBe(302);
    expect(opened.headers).toMatchObject({
      location: answer.json().url,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'tidings-click': 'stored',
    });
    expect((await read(answer.json().id)).clicks).toMatchObject({ opened: 1, human: 1, people: 0 });
  });

  test('opened on a phone of the rehearsal was opened by a person, whatever browser shows the phone', async () => {
    const { id, short_url } = await newLink();
    const browser = { 'user-agent': 'HeadlessChrome/140.0', host: 'texts.example.com' };
    const from = (referer: string) => open(short_url, { ...browser, referer });
    await from('https://texts.example.com/handsets/%2B12025550142');
    await from('https://texts.example.com/people/con_1');
    await from('https://other.example/handsets/%2B12025550142');
    expect((await read(id)).clicks).toMatchObject({ opened: 3, human: 1, robots: { agent: 2 } });
  });

  test('stands straight behind the slash on a domain of its own', async () => {
    const put = await ask({
      method: 'PUT',
      url: '/v1/workspace/links',
      payload: { domain: 'https://go.shop.example', tracking: 'person' },
    });
    expect(put.json()).toMatchObject({
      domain: 'https://go.shop.example',
      begins: 'https://go.shop.example/',
    });
    const { short_url } = await newLink();
    const token = /^https:\/\/go\.shop\.example\/(\w{7})$/.exec(short_url)?.[1];
    expect((await open(`/${token}`, { host: 'go.shop.example' })).statusCode).toBe(302);
    expect((await open(`/${token}`)).statusCode).toBe(404);
    expect((await create({ url: 'https://go.shop.example/abc' })).json().code).toBe('link.loop');
    await ask({ method: 'PUT', url: '/v1/workspace/links', payload: { domain: null, tracking: 'person' } });
  });

  test('can lead somewhere else, end, or be switched off, within a second and in every text that has it', async () => {
    const { id, short_url } = await newLink();
    await open(short_url);
    await change(id, { url: 'https://shop.example/other' });
    untilStale();
    expect((await open(short_url)).headers.location).toBe('https://shop.example/other');
    await change(id, { state: 'off' });
    untilStale();
    const off = await open(short_url, { 'accept-language': 'de' });
    expect([off.statusCode, off.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(off.body).toContain('Dieser Link wird nicht mehr verwendet');
    await change(id, { state: 'on', expires_at: '2026-11-24T16:00:00Z' });
    untilStale();
    expect((await open(short_url)).statusCode).toBe(302);
    clock.forward(3_600_000);
    expect((await open(short_url)).statusCode).toBe(410);
    expect((await change(id, { expires_at: '2026-11-24T15:00:00Z' })).json().code).toBe(
      'link.ends_in_the_past',
    );
  });

  test('is read again for those who come next while it is still believed', async () => {
    const { id, short_url } = await newLink();
    const before = (await open(short_url)).headers.location;
    await change(id, { url: 'https://shop.example/next' });
    clock.forward(600);
    expect((await open(short_url)).headers.location).toBe(before);
    await expect.poll(async () => (await open(short_url)).headers.location).toBe('https://shop.example/next');
  });

  test('that nobody made leads nowhere, and says no more than that', async () => {
    expect((await open('/l/1111111')).statusCode).toBe(404);
    expect((await open('/l/abc')).statusCode).toBe(404);
    expect((await open('/l/0000000')).statusCode).toBe(404);
  });

  test.each([
    ['not an address', 'link.malformed'],
    ['https://shop.example/a b', 'link.malformed'],
    ['javascript:alert(1)', 'link.forbidden_scheme'],
    ['data:text/html,hello', 'link.forbidden_scheme'],
    ['https://me:secret@shop.example/', 'link.with_password'],
    ['https://bit.ly/abc', 'link.shortener'],
    [`https://shop.example/${'a'.repeat(2_000)}`, 'link.too_long'],
  ])('does not lead to %s', async (url, code) => {
    const answer = await create({ url });
    expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  });

  test('may open an app, and can be printed', async () => {
    const { id } = (await create({ url: 'kestrel://offers/7' })).json();
    expect((await read(id)).url).toBe('kestrel://offers/7');
    const svg = await ask({ url: `/v1/links/${id}/qr` });
    expect(svg.headers['content-type']).toContain('image/svg+xml');
    const png = await ask({ url: `/v1/links/${id}/qr?format=png` });
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  });

  test('is not another workspace’s', async () => {
    const { id } = await newLink();
    const stranger = await app.withKey(await newWorkspace(database.db), [
      'campaigns.read',
      'campaigns.write',
    ]);
    expect((await stranger({ url: `/v1/links/${id}` })).statusCode).toBe(404);
    expect(
      (await stranger({ method: 'PATCH', url: `/v1/links/${id}`, payload: { state: 'off' } })).statusCode,
    ).toBe(404);
    expect((await stranger({ url: '/v1/links' })).json().data).toEqual([]);
  });

  test('lists page by page, latest first', async () => {
    await newLink();
    const last = await newLink();
    const page = (await ask({ url: '/v1/links?limit=1' })).json();
    expect(page.data[0].id).toBe(last.id);
    const next = (await ask({ url: `/v1/links?limit=1&cursor=${page.next_cursor}` })).json();
    expect(next.data[0].id).not.toBe(last.id);
  });
});

describe('who opens a link', () => {
  /** Tokens of one link in the texts of a chunk, as dispatch writes them. */
  const tokensFor = (linkId: string, baseId: number, positions: number[]) =>
    app.ctx.db.tx(workspaceId, async (tx) => {
      const id = linkId.replace(/^lnk_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return (await tokensOf(tx, app.ctx, [id], baseId, positions)).get(id) ?? [];
    });
  const clicksOf = async (id: string) => (await ask({ url: `/v1/links/${id}/clicks` })).json().data;

  test('is known by the text, whose tokens are the same however often they are written', async () => {
    const { id } = await newLink();
    const tokens = await tokensFor(id, 4_096, [0, 3, 499]);
    expect(await tokensFor(id, 4_096, [0, 3, 499])).toEqual(tokens);
    await open(`/l/${tokens[1]}`);
    await open(`/l/${tokens[1]}`);
    await open(`/l/${tokens[2]}`);
    expect((await clicksOf(id)).map((click: { message_id: string }) => click.message_id)).toEqual([
      'msg_4595',
      'msg_4099',
      'msg_4099',
    ]);
    expect((await read(id)).clicks).toMatchObject({ opened: 3, human: 3, people: 2 });
  });

  test('is known in the second half of a long chunk too, in whatever order its tokens were asked for', async () => {
    const { id } = await newLink();
    const tokens = await tokensFor(id, 8_192, [999, 3, 512, 511]);
    expect(await tokensFor(id, 8_192, [511, 999])).toEqual([tokens[3], tokens[0]]);
    for (const token of tokens) await open(`/l/${token}`);
    expect((await clicksOf(id)).map((click: { message_id: string }) => click.message_id)).toEqual([
      'msg_8703',
      'msg_8704',
      'msg_8195',
      'msg_9191',
    ]);
  });

  test('is not kept where the person’s browser or the workspace does not want it', async () => {
    const { id } = await newLink();
    const [token] = await tokensFor(id, 8_192, [0]);
    await open(`/l/${token}`, { 'sec-gpc': '1' });
    await ask({ method: 'PUT', url: '/v1/workspace/links', payload: { domain: null, tracking: 'link' } });
    untilStale();
    await open(`/l/${token}`);
    await ask({ method: 'PUT', url: '/v1/workspace/links', payload: { domain: null, tracking: 'person' } });
    untilStale();
    expect((await clicksOf(id)).map((click: { message_id: null }) => click.message_id)).toEqual([null, null]);
    const { rows } = await app.ctx.db.tx(workspaceId, (tx) =>
      tx.query(
        `select from click where workspace_id = current_workspace() and network is not null and message_id = 8192`,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('counts as a program when the request says so, and what says nothing is judged by what came with it', async () => {
    const { id } = await newLink();
    const positions = Array.from({ length: 20 }, (_, index) => index);
    const tokens = await tokensFor(id, 12_288, positions);
    await open(`/l/${tokens[0]}`, {}, 'HEAD');
    await open(`/l/${tokens[0]}`, { 'user-agent': 'WhatsApp/2.23.20.0' });
    for (const token of tokens) await open(`/l/${token}`);
    expect((await read(id)).clicks).toMatchObject({ opened: 22, human: 20, robots: { head: 1, agent: 1 } });
    // Before a minute and a half is over, nobody can know what else comes.
    await judgeClicks(app.ctx, workspaceId);
    expect((await read(id)).clicks).toMatchObject({ human: 20 });
    clock.forward(91_000);
    expect(await judgeClicks(app.ctx, workspaceId)).toBeGreaterThanOrEqual(22);
    expect((await read(id)).clicks).toMatchObject({
      opened: 22,
      human: 0,
      robots: { head: 1, agent: 1, burst: 20 },
    });
    const [click] = await clicksOf(id);
    expect(click).toMatchObject({ robot_reason: 'burst', final: true });
    expect(click.why).toContain('within a minute');
    const recount = await ask({
      method: 'POST',
      url: '/v1/links/recount',
      payload: { since: '2026-11-24T00:00:00Z' },
    });
    expect(recount.statusCode).toBe(202);
    // Whoever counted by the old judgements is told once all of the new ones are there, and not before.
    const asked = { since: '2026-11-24T00:00:00.000Z', until: clock.now().toISOString() };
    const isDone = () => database.db.tx(workspaceId, (tx) => isJudgedAnew(tx, asked));
    expect(await isDone()).toBe(false);
    expect(await judgeClicks(app.ctx, workspaceId)).toBe(recount.json().clicks);
    expect(await isDone()).toBe(true);
    const { rows: news } = await database.worker.system((tx) =>
      tx.query<{ payload: object }>(
        `select payload from graphile_worker._private_jobs where payload::text like '%clicks.judged_anew%'`,
      ),
    );
    expect(news[0]?.payload).toMatchObject({ type: 'clicks.judged_anew', workspaceId, data: asked });
    expect((await read(id)).clicks.robots).toEqual({ head: 1, agent: 1, burst: 20 });
  });

  test('is sent on although the database takes no clicks, and told apart from what is stored', async () => {
    const { id, short_url } = await newLink();
    let isBroken = true;
    const redirector = openRedirector(app.ctx, {
      store: async (tx, clicks) => {
        if (isBroken) throw Object.assign(new Error('gone'), { code: '57P01' });
        const { insertClicks } = await import('./click.queries.ts');
        await insertClicks(tx, clicks);
      },
    });
    const visitor = { method: 'GET', agent: phone, purpose: '', address: '192.0.2.7', wantsPrivacy: false };
    const token = short_url.slice(-7);
    expect(await redirector.follow(token, visitor)).toMatchObject({ kind: 'open', isStored: false });
    isBroken = false;
    await redirector.close();
    // What was put off was not forgotten.
    expect((await read(id)).clicks.opened).toBe(1);
  });

  test('is remembered among so many others and no more', async () => {
    const tokens = [await newLink(), await newLink()].map(({ short_url }) => short_url.slice(-7));
    const visitor = { method: 'GET', agent: phone, purpose: '', address: '192.0.2.8', wantsPrivacy: false };
    const transactionsWith = async (mostKept: number): Promise<number> => {
      let made = 0;
      const tx: typeof app.ctx.db.tx = (workspaceId, work) => {
        made += 1;
        return app.ctx.db.tx(workspaceId, work);
      };
      const redirector = openRedirector({ ...app.ctx, db: { ...app.ctx.db, tx } }, { mostKept });
      for (const token of [...tokens, tokens[0] ?? '']) await redirector.follow(token, visitor);
      await redirector.close();
      return made;
    };
    // The first link is read once more where another one has taken its place.
    expect(await transactionsWith(1)).toBe((await transactionsWith(2)) + 1);
  });
});
