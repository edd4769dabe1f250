import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { noisePicture, plainPicture } from '../../test/pictures.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { mediaJobs } from '../templates/index.ts';
import { workOperation } from './work-operation.ts';

const origin = 'https://texts.example.org';
const [ada, grace, london] = ['+13125550142', '+14165550143', '+447700900123'];

let database: TestDatabase;
let desk: SendingDesk;
let member: Ask;
let cat: string;

beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database, 'transactional', origin);
  await desk.agree(ada, grace, london);
  member = await desk.app.signedIn(desk.on.fixture.workspaceId);
  await desk.on.in((tx) =>
    tx.query(`update workspace set countries = array['US', 'CA', 'GB'] where id = current_workspace()`),
  );
  cat = (await upload('cat', await picture(60, 40))).json().id;
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const picture = (width: number, height: number): Promise<Buffer> =>
  plainPicture(width, height).png().toBuffer();

const upload = (name: string, content: Buffer) =>
  member({
    method: 'POST',
    url: `/v1/media?name=${name}`,
    payload: content,
    headers: { 'content-type': 'application/octet-stream' },
  });

/** As a carrier or a person without a name. */
const open = (url: string) => desk.app.http.inject({ url: url.replace(origin, '') });
const accepted = (to: string) => desk.on.carrier.accepted.filter((one) => one.to === to);
const rowOf = async (id: string) => (await desk.get(`/v1/messages/${id}`)).json();

describe('an upload', () => {
  test('may come as a form with one file, and is called what the form calls it', async () => {
    const content = await picture(50, 30);
    const send = (payload: Buffer, url = '/v1/media') =>
      member({
        ...{ method: 'POST', url, payload },
        headers: { 'content-type': 'multipart/form-data; boundary=xyz' },
      });
    const head = 'Content-Disposition: form-data; name="file"; filename="loaf.png"\r\n\r\n';
    const part = Buffer.concat([Buffer.from(`--xyz\r\n${head}`), content, Buffer.from('\r\n')]);
    const end = Buffer.from('--xyz--\r\n');
    const made = await send(Buffer.concat([part, end]));
    expect([made.statusCode, made.json().name]).toEqual([201, 'loaf.png']);
    const removed = await member({ method: 'DELETE', url: `/v1/media/${made.json().id}` });
    expect(removed.statusCode).toBe(204);
    const two = await send(Buffer.concat([part, part, end]));
    expect([two.statusCode, two.json().code]).toEqual([422, 'form.unreadable']);
    const nameless = await member({
      ...{ method: 'POST', url: '/v1/media', payload: content },
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect([nameless.statusCode, nameless.json().code]).toEqual([422, 'media.no_name']);
  });

  test('is known by its bytes, once for the same file, listed and handed out as it is kept', async () => {
    const again = await upload('again', await picture(60, 40));
    expect([again.statusCode, again.json().id]).toEqual([200, cat]);
    expect(again.json()).toMatchObject({
      object: 'media',
      name: 'cat',
      content_type: 'image/png',
      width: 60,
      height: 40,
    });
    expect((await member({ url: '/v1/media' })).json().data).toMatchObject([{ id: cat }]);
    const file = await member({ url: `/v1/media/${cat}/content` });
    expect([file.headers['content-type'], file.headers['x-content-type-options']]).toEqual([
      'image/png',
      'nosniff',
    ]);
  });

  test('of what is no picture, film, sound or card is refused, and so is a name of nothing', async () => {
    expect((await upload('page', Buffer.from('<script>'))).json().code).toBe('media.type');
    expect((await upload('%20', await picture(3, 3))).json().code).toBe('media.bad_name');
  });
});

describe('a text with media', () => {
  test('goes as an MMS that its carrier can fetch, and counts as one', async () => {
    const answer = await desk.post({ to: ada, body: 'Bakery: look!', media: [cat], mms_subject: 'Fresh' });
    expect(answer.json()).toMatchObject({
      status: 'queued',
      parts: 1,
      mms_id: expect.stringMatching(/^mms_/),
    });
    await desk.work();
    const [sent] = accepted(ada);
    expect(sent).toMatchObject({
      body: 'Bakery: look!',
      subject: 'Fresh',
      media: [expect.stringMatching(/\/1\.png$/)],
    });
    const fetched = await open(sent?.media?.[0] ?? '');
    expect([fetched.statusCode, fetched.headers['content-type']]).toEqual([200, 'image/png']);
    expect(fetched.headers['x-content-type-options']).toBe('nosniff');
    expect((await open(`${sent?.media?.[0]?.replace('/media/1.', '/media/1.A')}`)).statusCode).toBe(404);
    expect(await rowOf(answer.json().id)).toMatchObject({
      status: 'accepted',
      parts: 1,
      mms_id: answer.json().mms_id,
    });
    const whole = (await member({ url: `/v1/mms/${answer.json().mms_id}` })).json();
    expect(whole).toMatchObject({ subject: 'Fresh', media: [{ id: cat }] });
  });

  test('goes with a link to a page where the country takes none', async () => {
    const answer = await desk.post({ to: london, body: 'Bakery: look!', media: [cat], mms_subject: 'Fresh' });
    await desk.work();
    const [sent] = accepted(london);
    expect(sent?.media).toBeUndefined();
    const [words, link = ''] = sent?.body.split('\n') ?? [];
    expect([words, link]).toEqual([
      'Bakery: look!',
      expect.stringMatching(/^https:\/\/texts\.example\.org\/m\/[a-z0-9]{10}$/),
    ]);
    expect(await rowOf(answer.json().id)).toMatchObject({ body: sent?.body, mms_id: null });
    const page = await open(link);
    expect(page.body).toContain('<h1>Fresh</h1>');
    const address = /src="([^"]+)"/.exec(page.body)?.[1] ?? '';
    expect((await open(address)).headers['content-type']).toBe('image/png');
    expect((await open(`${link}/2.png`)).statusCode).toBe(404);
    expect((await open('/m/aaaaaaaaaa')).statusCode).toBe(404);
  });

  test('is tried without being sent: what it would be, why, and what it costs', async () => {
    await member({
      method: 'PUT',
      url: '/v1/workspace/spending',
      payload: {
        currency: 'USD',
        caps: { day: null, month: null, campaign: null },
        prices: [{ per_part: '0.01' }, { per_part: '0.02', kind: 'mms' }],
      },
    });
    await desk.on.in((tx) => tx.query(`update gateway set kind = 'rehearsal'`));
    const tryOut = async (to: string) =>
      (await desk.post({ to, body: 'Hi', media: [cat], dry_run: true })).json();
    expect(await tryOut(ada)).toMatchObject({
      kind: 'mms',
      parts: 1,
      cost: { amount: '0.02' },
      link_reason: null,
    });
    expect(await tryOut(london)).toMatchObject({
      kind: 'sms',
      cost: { amount: '0.01' },
      link_reason: 'The carrier account sends no pictures to this country.',
    });
    await desk.on.in((tx) => tx.query(`update gateway set kind = 'rehearsal_fake'`));
  });

  test.each([
    ['media that are not there', { media: ['mda_00000000000070008000000000000000'] }, 'media.not_found'],
    ['what is no id', { media: ['cat'] }, 'media.not_found'],
    ['a subject without media', { mms_subject: 'Alone' }, 'media.subject_alone'],
  ])('is refused for %s', async (_what, change, code) => {
    const answer = await desk.post({ to: ada, body: 'Hi', ...change });
    expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  });

  test('is refused where nobody outside could fetch them', async () => {
    const hidden = await sendingDesk(database);
    await hidden.agree(ada);
    const asker = await hidden.app.signedIn(hidden.on.fixture.workspaceId);
    const own = await asker({
      method: 'POST',
      url: '/v1/media?name=x',
      payload: await picture(5, 5),
      headers: { 'content-type': 'image/png' },
    });
    const answer = await hidden.post({ to: ada, body: 'Hi', media: [own.json().id] });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'media.no_public_address']);
    await hidden.close();
  });
});

describe('media of others', () => {
  test('go with a template, and with a request for many', async () => {
    const template = await member({
      method: 'POST',
      url: '/v1/templates',
      payload: { name: 'Loaf', body: 'Bakery: loaf', media: [cat] },
    });
    expect(template.json()).toMatchObject({ media: [cat], mms_subject: null, version: 1 });
    const id = template.json().id;
    const changed = await member({
      method: 'PATCH',
      url: `/v1/templates/${id}`,
      payload: { mms_subject: 'Bread', media: [cat] },
    });
    expect(changed.json()).toMatchObject({ version: 2, body: 'Bakery: loaf', mms_subject: 'Bread' });
    const { program_id: _, ...bulk } = { program_id: desk.programId, template_id: id };
    const asked = await desk.ask({
      method: 'POST',
      url: '/v1/messages/bulk',
      payload: { program_id: desk.programId, ...bulk, recipients: [{ to: grace }] },
    });
    expect(asked.statusCode).toBe(202);
    const operationId = asked
      .json()
      .id.slice(4)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    await workOperation(desk.app.ctx, desk.on.fixture.workspaceId, operationId, new AbortController().signal);
    await desk.work();
    expect(accepted(grace)).toMatchObject([
      { body: 'Bakery: loaf', subject: 'Bread', media: [expect.any(String)] },
    ]);
  });

  test('go with every text of a campaign, whose check counts who gets a link', async () => {
    const list = (await member({ method: 'POST', url: '/v1/lists', payload: { name: 'All' } })).json().id;
    await desk.on.in((tx) =>
      tx.query(
        `insert into list_member (workspace_id, list_id, contact_id)
        select current_workspace(), (select id from contact_list where name = 'All'), id from contact where number = any($1)`,
        [[ada, london]],
      ),
    );
    const sender = desk.senderId;
    const campaign = await member({
      method: 'POST',
      url: '/v1/campaigns',
      payload: {
        name: 'Loaf',
        program_id: desk.programId,
        sender_id: sender,
        body: 'Bakery: order ready',
        include: { lists: [list] },
        media: [cat],
      },
    });
    expect(campaign.json()).toMatchObject({ mms_id: expect.stringMatching(/^mms_/) });
    const id = campaign.json().id;
    await desk.on.in((tx) => tx.query(`update gateway set kind = 'rehearsal'`));
    const [media] = campaign.json().media;
    const change = async (payload: object) =>
      (await member({ method: 'PATCH', url: `/v1/campaigns/${id}`, payload })).json();
    expect(await change({ media: [] })).toMatchObject({ media: [], mms_id: null });
    expect(await change({ media: [media] })).toMatchObject({ media: [media], mms_subject: null });
    const listed = async (stage: string) =>
      (await member({ url: `/v1/campaigns?stage=${stage}` }))
        .json()
        .data.map((one: { id: string }) => one.id);
    expect([await listed('drafts'), await listed('over')]).toEqual([[id], []]);
    const preview = (await member({ method: 'POST', url: `/v1/campaigns/${id}/preview` })).json();
    expect(preview.mms).toEqual({
      people: 1,
      with_link: 1,
      reasons: [{ reason: 'The carrier account sends no pictures to this country.', people: 1 }],
    });
    const check = await member({ method: 'POST', url: `/v1/campaigns/${id}/check` });
    expect([check.statusCode, check.json().estimate?.mms ?? check.json()]).toMatchObject([200, {}]);
    await desk.on.in((tx) => tx.query(`update gateway set kind = 'rehearsal_fake'`));
    const before = [accepted(ada).length, accepted(london).length];
    const launched = await member({ method: 'POST', url: `/v1/campaigns/${id}/launch`, payload: {} });
    expect([launched.statusCode, launched.json().status]).toEqual([200, 'sending']);
    await desk.work();
    expect(accepted(ada).slice(before[0])).toMatchObject([
      { body: 'Bakery: order ready', media: [expect.any(String)] },
    ]);
    expect(accepted(london).slice(before[1])[0]?.body).toMatch(/^Bakery: order ready\nhttps:.*\/m\//);
    const { rows } = await desk.on.in((tx) =>
      tx.query(
        `select number, mms_id is not null as is_mms from message where campaign_id is not null order by number`,
      ),
    );
    expect(rows).toEqual([
      { number: ada, is_mms: true },
      { number: london, is_mms: false },
    ]);
    const { rows: spent } = await desk.on.in((tx) =>
      tx.query('select sum(amount)::text as amount from spend_move where campaign_id is not null'),
    );
    expect(spent).toEqual([{ amount: '0.030000' }]);
  });

  test('are made to fit what their carrier takes when it fetches them', async () => {
    const large: Buffer = await noisePicture(900, 700).png().toBuffer();
    expect(large.length).toBeGreaterThan(1_048_576);
    const media = (await upload('large', large)).json().id;
    await desk.post({ to: ada, body: 'Large', media: [media] });
    await desk.work();
    const url = accepted(ada).at(-1)?.media?.[0] ?? '';
    expect(url).toMatch(/\.jpg$/);
    const fetched = await open(url);
    expect(fetched.headers['content-type']).toBe('image/jpeg');
    expect(fetched.rawPayload.length).toBeLessThan(1_048_576);
    expect((await open(url)).rawPayload).toEqual(fetched.rawPayload);
  });

  test('are kept while anything holds them, and go when nothing does', async () => {
    const held = await member({ method: 'DELETE', url: `/v1/media/${cat}` });
    expect([held.statusCode, held.json().code]).toEqual([409, 'media.in_use']);
    const unused = (await upload('unused', await picture(7, 7))).json().id;
    const later = {
      ...desk.app.ctx,
      clock: { ...desk.app.ctx.clock, now: () => new Date('2027-01-24T17:00:00Z') },
    };
    await mediaJobs['media.sweep'](later);
    const left = (await member({ url: '/v1/media' })).json().data.map(({ id }: { id: string }) => id);
    expect(left).toContain(cat);
    expect(left).not.toContain(unused);
    const mine = (await upload('mine', await picture(8, 8))).json().id;
    expect((await member({ method: 'DELETE', url: `/v1/media/${mine}` })).statusCode).toBe(204);
  });
});
