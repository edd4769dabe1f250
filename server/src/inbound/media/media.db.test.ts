import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { furnishVictim } from '../../../test/route-samples.ts';
import { findMediaOrigin } from '../../gateways/index.ts';
import { openOutside } from '../../platform/outside/outside.ts';
import { openReplyDesk } from '../index.ts';
import { eraseReplies } from '../replies-of-person.queries.ts';
import { fetchMedia } from './fetch-media.ts';

const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
let database: TestDatabase;
let app: TestApp;
let shop: Awaited<ReturnType<typeof furnishVictim>>;
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/cat.png') return response.writeHead(200, { 'content-type': 'text/html' }).end(png);
    if (request.url === '/page') return response.end('<script>alert(1)</script>');
    if (request.url === '/huge') return response.end(Buffer.alloc(6 << 20, 'x'));
    if (request.url === '/inside')
      return response.writeHead(302, { location: 'https://169.254.169.254/latest' }).end();
    return response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await furnishVictim(app);
  await database.db.tx(shop.workspaceId, (tx) =>
    tx.query(`update gateway set settings = settings || $1`, [{ url: origin }]),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
  server.closeAllConnections();
  server.close();
});

const number = '+12025550199';
const inShop = <T>(work: Parameters<typeof database.db.tx<T>>[1]) => database.db.tx(shop.workspaceId, work);
const rowsOf = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await inShop((tx) => tx.query<T>(sql, values))).rows;

async function bring(providerId: string, ...paths: string[]) {
  const [gateway] = await rowsOf<{ id: string }>('select id from gateway limit 1');
  const [sender] = await rowsOf<{ number: string }>('select number from sender limit 1');
  const media = paths.map((path) => (path.startsWith('http') ? path : origin + path));
  const reply = {
    providerId,
    from: number,
    to: sender?.number ?? '',
    body: 'Look',
    ageMs: 0,
    subject: 'My cat',
    media,
  };
  await openReplyDesk(app.ctx).receive(shop.workspaceId, gateway?.id ?? '', [reply]);
  return rowsOf<{ id: string }>(
    `select m.id from inbound_media m join inbound_message i on i.id = m.inbound_id where i.provider_id = $1 order by position`,
    [providerId],
  );
}

/** Makes one try at each. The links of tests lie on this machine, as those of a rehearsal do. */
async function fetched(...ids: readonly { id: string }[]) {
  for (const { id } of ids) await fetchMedia(app.ctx, openOutside(), shop.workspaceId, id);
  return rowsOf<{ state: string; reason: string | null; link: Buffer | null; content_type: string | null }>(
    'select state, reason, link, content_type from inbound_media where id = any($1::uuid[]) order by position',
    [ids.map(({ id }) => id)],
  );
}

describe('a picture that came with a reply', () => {
  test('is fetched, known by its bytes, listed with the reply and handed out as a file and nothing else', async () => {
    const [picture] = await bring('m-1', '/cat.png');
    await bring('m-1', '/cat.png');
    expect(
      await rowsOf(
        `select 1 from inbound_media m join inbound_message i on i.id = m.inbound_id where provider_id = 'm-1'`,
      ),
    ).toHaveLength(1);
    const id = `med_${picture?.id.replaceAll('-', '')}`;
    const address = `/v1/inbound-media/${id}`;
    expect((await shop.ask({ url: address })).statusCode).toBe(503);
    expect(await fetched(picture ?? { id: '' })).toMatchObject([
      { state: 'kept', link: null, content_type: 'image/png' },
    ]);
    const listed = await shop.ask({ url: `/v1/inbound-messages?number=${encodeURIComponent(number)}` });
    expect(listed.json().data[0]).toMatchObject({
      subject: 'My cat',
      media: [{ id, status: 'kept', content_type: 'image/png', bytes: png.length }],
    });
    const file = await shop.ask({ url: address });
    expect(file.rawPayload).toEqual(png);
    expect(file.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="${id}.png"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const blind = await app.withKey(shop.workspaceId, ['contacts.read']);
    expect((await blind({ url: address })).statusCode).toBe(403);
  });

  test.each([
    ['a page', '/page', 'not_media'],
    ['more than carriers take', '/huge', 'too_large'],
    ['what leads to the inside', '/inside', 'private_address'],
    ['a service of this machine that is not the carrier', 'https://127.0.0.1:1/x', 'private_address'],
    ['what is no address', 'file:///etc/passwd', 'bad_address'],
  ])('is not kept where it is %s, and says why', async (_name, path, reason) => {
    const media = await bring(`m-${reason}-${path.length}`, path);
    expect(await fetched(...media)).toMatchObject([{ state: 'refused', reason, link: null }]);
  });

  test('that is not there yet is tried again, and given up in the end', async () => {
    const media = await bring('m-later', '/later');
    expect(await fetched(...media)).toMatchObject([{ state: 'waiting', reason: 'answer_503' }]);
    for (let at = 0; at < 4; at += 1) await fetched(...media);
    expect(await fetched(...media)).toMatchObject([{ state: 'refused', reason: 'answer_503', link: null }]);
  });

  test('goes with the person who is erased', async () => {
    await bring('m-gone', '/cat.png');
    await inShop((tx) => eraseReplies(tx, number, 'nobody'));
    expect(await rowsOf('select 1 from inbound_media')).toEqual([]);
    expect(await rowsOf('select 1 from inbound_message where subject is not null')).toEqual([]);
  });
});

test('only a rehearsal names an origin of its own', async () => {
  const [gateway] = await rowsOf<{ id: string }>('select id from gateway limit 1');
  expect(await inShop((tx) => findMediaOrigin(tx, gateway?.id ?? ''))).toBe(origin);
  await inShop((tx) => tx.query(`update gateway set kind = 'smpp'`));
  expect(await inShop((tx) => findMediaOrigin(tx, gateway?.id ?? ''))).toBeNull();
});
