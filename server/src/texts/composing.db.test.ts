import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { takeEvents } from '../events/index.ts';

const ada = '+13125550142';
const eva = '+13125550143';

let database: TestDatabase;
let desk: SendingDesk;
let member: SendingDesk['ask'];
beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database);
  await desk.agree(ada, eva);
  member = await desk.app.signedIn(desk.on.fixture.workspaceId);
  await desk.on.in((tx) => tx.query(`update contact set language = 'es-MX' where number = $1`, [eva]));
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const make = async (url: string, payload: object) => (await member({ method: 'POST', url, payload })).json();
const textTo = async (to: string, words: object) => (await desk.post({ to, ...words })).json();

describe('a single text of a template', () => {
  test('is in the language of its person, with the snippet of that language', async () => {
    await make('/v1/snippets', { name: 'place', body: 'at the pier', texts: { es: 'en el muelle' } });
    const { id } = await make('/v1/templates', {
      name: 'Left',
      body: 'Bakery: order {{ order }} is {{ snippet.place }}.',
      texts: { es: 'Bakery: el pedido {{ order }} está {{ snippet.place }}.' },
    });
    const words = { template_id: id, variables: { order: 'A-17' } };
    expect((await textTo(ada, words)).body).toBe('Bakery: order A-17 is at the pier.');
    expect((await textTo(eva, words)).body).toBe('Bakery: el pedido A-17 está en el muelle.');
    const asked = { ...words, variables: { order: 'A-17', language: 'es' } };
    expect((await textTo(ada, asked)).body).toBe('Bakery: el pedido A-17 está en el muelle.');
  });

  test('is of an approved version alone, where the workspace asks for it', async () => {
    const officer = await desk.app.signedIn(desk.on.fixture.workspaceId);
    const { id } = await make('/v1/templates', { name: 'Judged', body: 'Bakery: one' });
    const judge = (version: number) =>
      officer({
        method: 'POST',
        url: `/v1/templates/${id}/approvals`,
        payload: { verdict: 'approved', version },
      });
    const need = (needs_approval: boolean) =>
      officer({ method: 'PUT', url: '/v1/policy/templates', payload: { needs_approval } });
    await need(true);
    expect((await textTo(ada, { template_id: id })).code).toBe('template.not_approved');
    await judge(1);
    await member({ method: 'PATCH', url: `/v1/templates/${id}`, payload: { body: 'Bakery: two' } });
    expect(await textTo(ada, { template_id: id })).toMatchObject({
      body: 'Bakery: one',
      template_version: 1,
    });
    expect((await textTo(ada, { template_id: id, template_version: 2 })).code).toBe('template.not_approved');
    const campaign = await make('/v1/campaigns', {
      ...{ name: 'Of it', program_id: desk.programId, sender_id: desk.senderId, include: { tags: ['x'] } },
      template_id: id,
    });
    expect(campaign.code ?? campaign.body).toMatch(/Bakery: one|audience/);
    await need(false);
  });
});

describe('an approval of a template', () => {
  test('is of the snippets that were seen: whoever writes one anew changes nothing of it', async () => {
    const officer = await desk.app.signedIn(desk.on.fixture.workspaceId);
    const need = (needs_approval: boolean) =>
      officer({ method: 'PUT', url: '/v1/policy/templates', payload: { needs_approval } });
    const till = await make('/v1/snippets', { name: 'till', body: 'Sunday' });
    const { id } = await make('/v1/templates', { name: 'Until', body: 'Bakery: open on {{ snippet.till }}' });
    const approve = () =>
      officer({
        method: 'POST',
        url: `/v1/templates/${id}/approvals`,
        payload: { verdict: 'approved', version: 1 },
      });
    await need(true);
    await approve();
    await member({ method: 'PATCH', url: `/v1/snippets/${till.id}`, payload: { body: 'Monday' } });
    expect((await textTo(ada, { template_id: id })).body).toBe('Bakery: open on Sunday');
    const again = (await approve()).json();
    expect(again.data.map((one: { snippets: object }) => one.snippets)).toEqual([{ till: 1 }, { till: 2 }]);
    expect((await textTo(ada, { template_id: id })).body).toBe('Bakery: open on Monday');
    await need(false);
    await member({ method: 'PATCH', url: `/v1/snippets/${till.id}`, payload: { body: 'Tuesday' } });
    expect((await textTo(ada, { template_id: id })).body).toBe('Bakery: open on Tuesday');
  });
});

describe('a single text of words', () => {
  test('names what its person did, and what the business is called', async () => {
    const { rows } = await desk.on.in((tx) =>
      tx.query<{ id: number }>('select id from contact where number = $1', [ada]),
    );
    await takeEvents(
      { ...desk.on.ctx, db: database.db },
      { workspaceId: desk.on.fixture.workspaceId, actor: 'test' } as never,
      [{ id: 'o1', name: 'order.placed', contact_id: `con_${rows[0]?.id}`, value: 12.5 }],
      { unknownPeople: 'reject' },
    );
    const body =
      '{{ brand.name }}: {{ event.order.placed.count }} orders, the last {{ event.order.placed.value | money | default: "none" }}.';
    expect((await textTo(ada, { body })).body).toBe('Bakery: 1 orders, the last $12.50.');
    expect((await textTo(eva, { body })).body).toBe('Bakery: 0 orders, the last none.');
    const missing = await textTo(eva, { body: 'Bakery: {{ event.order.placed.value }}' });
    expect([missing.code, missing.errors[0].pointer]).toEqual(['merge.missing_value', '/variables']);
  });

  test('is refused where a snippet is not there, and so is a request for many', async () => {
    const body = 'Bakery: {{ snippet.nobody }}';
    expect(await textTo(ada, { body })).toMatchObject({
      code: 'snippet.unknown',
      errors: [{ pointer: '/body', position: 8 }],
    });
    const many = await desk.ask({
      method: 'POST',
      url: '/v1/messages/bulk',
      payload: { program_id: desk.programId, body, recipients: [{ to: ada }] },
    });
    expect(many.json().code).toBe('snippet.unknown');
  });
});
