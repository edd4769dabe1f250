import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../test/http.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { campaignRoutes } from '../campaigns/index.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { analyticsRoutes } from './index.ts';

let database: TestDatabase;
let shop: Shop;
let door: Http;
let http: TestHttp;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await door.close();
  await database.drop();
});
beforeEach(async () => {
  await door?.close();
  shop = await openShop(database.db);
  http = await openTestHttp((hung) => {
    door = hung;
    campaignRoutes(hung, shop.ctx);
    analyticsRoutes(hung, shop.ctx, () => null);
  });
  http.comeAs(shop.scope);
});

async function written(): Promise<string> {
  await database.db.tx(shop.workspaceId, async (tx) => {
    for (const n of [1, 2, 3])
      await addPerson(tx, shop, { n, firstName: `P${n}`, consent: n === 3 ? 'none' : 'given' });
  });
  const { status, json } = await http.send('POST', '/v1/campaigns', {
    name: 'Spring',
    program_id: publicId('prg', shop.programId),
    sender_id: publicId('snd', shop.senderId),
    body: 'Harbor Coffee: hi {{ first_name }}. Reply STOP to end',
    include: { lists: [publicId('lst', shop.listId)] },
  });
  expect([status, json.status]).toEqual([201, 'draft']);
  return json.id;
}

describe('a campaign over HTTP', () => {
  test('shows nobody’s name, number or words to whoever may look at campaigns alone', async () => {
    const id = await written();
    const url = `/v1/campaigns/${id}`;
    http.comeAs({ ...shop.scope, permissions: new Set(['campaigns.read']) });
    const preview = await http.send('POST', `${url}/preview`);
    expect(preview.json).toMatchObject({ samples: [], parts: { total: 2 } });
    expect((await http.send('GET', `${url}/check`)).json).toMatchObject({ samples: [], will_receive: 2 });
    const asked = ['people?line=will_receive', 'replies'].map((rest) => http.send('GET', `${url}/${rest}`));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 403]);
    http.comeAs(shop.scope);
    expect((await http.send('POST', `${url}/preview`)).json.samples).toHaveLength(2);
  });

  test('goes from a draft to a report', async () => {
    const id = await written();
    const preview = await http.send('POST', `/v1/campaigns/${id}/preview`, { count: 1 });
    expect(preview.json).toMatchObject({
      problems: [],
      parts: { min: 1, max: 1, total: 2 },
      worst: { parts: 1 },
    });
    expect((await http.send('POST', `/v1/campaigns/${id}/check`)).json).toMatchObject({
      object: 'flight_check',
      ...{ campaign: { status: 'checked' }, is_kept: true },
      will_receive: 2,
    });
    const refused = await http.send('POST', `/v1/campaigns/${id}/launch`, { confirm_count: 3 });
    expect([refused.status, refused.json.code]).toEqual([409, 'campaign.count_changed']);
    expect((await http.send('POST', `/v1/campaigns/${id}/launch`, { confirm_count: 2 })).json.status).toBe(
      'sending',
    );
    const report = await http.send('GET', `/v1/campaigns/${id}/report`);
    expect(report.json).toMatchObject({
      campaign: { id, status: 'sending' },
      progress: { recipients: 2, will_receive: 2, queued: 2, texts_per_second: 0 },
      gateway: { state: 'ok' },
    });
    const people = await http.send('GET', `/v1/campaigns/${id}/people?line=no_consent`);
    expect(people.json.data).toMatchObject([
      { object: 'person', contact: { name: 'P3' }, sentence: 'Not texted: no recorded consent for Offers.' },
    ]);
    const [first] = people.json.data as unknown as { contact: { id: string } }[];
    const timeline = await http.send('GET', `/v1/contacts/${first?.contact.id}/timeline`);
    expect(timeline.json.data).toMatchObject([{ kind: 'left_out', campaign: { id, name: 'Spring' } }]);
  });

  test('pages through campaigns and people by cursor, and refuses one that is none of ours', async () => {
    for (let n = 0; n < 3; n += 1) {
      const first = n === 0 ? await written() : null;
      if (first) continue;
      await http.send('POST', '/v1/campaigns', {
        name: `No ${n}`,
        program_id: publicId('prg', shop.programId),
        sender_id: publicId('snd', shop.senderId),
        body: 'Hi',
        include: { lists: [publicId('lst', shop.listId)] },
      });
    }
    const page = await http.send('GET', '/v1/campaigns?limit=2');
    expect(page.json.data).toHaveLength(2);
    const rest = await http.send('GET', `/v1/campaigns?limit=2&cursor=${page.json.next_cursor}`);
    expect(rest.json).toMatchObject({ has_more: false });
    expect(rest.json.data).toHaveLength(1);
    for (const url of [
      '/v1/campaigns?cursor=eyJhIjoxfQ',
      `/v1/campaigns/${rest.json.data[0]?.id}/people?line=audience&cursor=eyJhIjoxfQ`,
    ]) {
      expect((await http.send('GET', url)).json.code).toBe('page.bad_cursor');
    }
  });

  test.each(['report', 'people?line=audience', 'stream'])(
    '%s of a campaign that is not there is 404',
    async (what) => {
      const strange = publicId('cmp', '00000000-0000-7000-8000-000000000000');
      for (const id of [strange, 'cmp_1', 'nonsense']) {
        expect((await http.send('GET', `/v1/campaigns/${id}/${what}`)).status).toBe(404);
      }
    },
  );

  test('an edit over HTTP takes the check back', async () => {
    const id = await written();
    await http.send('POST', `/v1/campaigns/${id}/check`);
    const edited = await http.send('PATCH', `/v1/campaigns/${id}`, {
      body: 'Harbor Coffee: hello. STOP to end',
    });
    expect(edited.json).toMatchObject({
      status: 'draft',
      estimate: null,
      body: 'Harbor Coffee: hello. STOP to end',
    });
  });
});

test('the stream tells the report at once, and again when something has changed', {
  timeout: 15_000,
}, async () => {
  const id = await written();
  const address = await door.listen({ host: '127.0.0.1', port: 0 });
  const leaving = new AbortController();
  const answer = await fetch(`${address}/v1/campaigns/${id}/stream`, { signal: leaving.signal });
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const statuses: string[] = [];
  let heard = '';
  for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    heard += piece;
    const events = heard.split('\n\n').filter((one) => one.startsWith('event: report'));
    if (events.length > statuses.length) {
      const report = JSON.parse(events.at(-1)?.split('\ndata: ')[1] ?? '{}');
      statuses.push(report.campaign.status);
      if (statuses.length === 1) await http.send('POST', `/v1/campaigns/${id}/check`);
    }
    if (statuses.length === 2) break;
  }
  leaving.abort();
  expect(statuses).toEqual(['draft', 'checked']);
});
