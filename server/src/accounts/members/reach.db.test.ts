import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addList, addPerson, addSender, openShop, type Shop } from '../../../test/shop.ts';

/** Two lists with a person each, two numbers with a text each, and somebody who is kept to one of both. */
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let mine: { list: string; sender: string; contact: number };
let foreign: typeof mine;
let agent: Colleague;
let owner: Colleague;

beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await openShop(database.db);
  const { ctx } = app;
  const place = async (n: number) => {
    const [list, sender] = [ctx.ids.uuid(), ctx.ids.uuid()];
    const contact = await database.db.tx(shop.workspaceId, async (tx) => {
      await addList(tx, list, `List ${n}`);
      await addSender(tx, { senderId: sender, gatewayId: shop.gatewayId, number: `+1202555011${n}` });
      const id = await addPerson(tx, shop, { n, firstName: `Person ${n}`, lists: [list] });
      await tx.query(
        `insert into message (id, workspace_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at)
         values (next_message_block() + $1, $2, $3, $4, '+12025550150', 'marketing', 'direct', $5, 1, 'accepted', now())`,
        [n, shop.workspaceId, id, sender, `A text to person ${n}`],
      );
      await tx.query(
        `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, received_at)
         values ($1, $2, $3, $4, $5, '+12025550150', $6, 'other', now())`,
        [shop.workspaceId, shop.gatewayId, `reply-${n}`, sender, id, `A reply of person ${n}`],
      );
      return id;
    });
    return { list, sender, contact };
  };
  mine = await place(1);
  foreign = await place(2);
  const reach = { senderIds: [mine.sender], listIds: [mine.list] };
  agent = await newColleague(app, shop.workspaceId, { role: 'agent', reach });
  owner = await newColleague(app, shop.workspaceId, { role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const listsOf = async (who: Colleague) => {
  const read = async (url: string) => (await who.ask({ url })).body;
  return `${await read('/v1/contacts')} ${await read('/v1/messages')} ${await read('/v1/lists')} ${await read('/v1/senders')}`;
};

test('an agent who is kept to a list and a number sees their people and texts and no others', async () => {
  const seen = await listsOf(agent);
  expect(seen).toContain('Person 1');
  expect(seen).toContain('A text to person 1');
  expect(seen).not.toContain('erson 2');
  expect(seen).not.toContain('List 2');
  expect(seen).not.toContain('+12025550112');
  const everything = await listsOf(owner);
  expect(everything).toContain('A text to person 2');
  expect(everything).toContain('+12025550112');
});

test('a person outside of their reach is not there, in the words of one who does not exist', async () => {
  const ask = async (id: number) => {
    const answer = await agent.ask({ url: `/v1/contacts/con_${id}` });
    const words = answer.body.replaceAll(`con_${id}`, 'con_ID');
    return { status: answer.statusCode, ...JSON.parse(words), request_id: '' };
  };
  expect(await ask(foreign.contact)).toEqual(await ask(999_999));
  expect((await ask(mine.contact)).status).toBe(200);
});

test('what is about everybody at once is not theirs, whatever their role allows', async () => {
  const { permissions } = (await agent.ask({ url: '/v1/me' })).json();
  expect(permissions.sort()).toEqual([
    'contacts.read',
    'contacts.write',
    'inbox.answer',
    'messages.read',
    'senders.read',
    'workspace.read',
  ]);
  expect((await agent.ask({ url: '/v1/campaigns' })).statusCode).toBe(403);
});

test('a reach of nothing reaches nothing, and one that is lifted everything again', async () => {
  const patch = (payload: object) =>
    owner.ask({ method: 'PATCH', url: `/v1/members/${agent.memberId}`, payload });
  expect((await patch({ list_ids: [], sender_ids: [] })).statusCode).toBe(200);
  expect(await listsOf(agent)).not.toMatch(/erson \d/);
  await patch({ list_ids: null, sender_ids: null });
  expect(await listsOf(agent)).toContain('A text to person 2');
  const id = (prefix: string, uuid: string) => `${prefix}_${uuid.replaceAll('-', '')}`;
  const again = await patch({ list_ids: [id('lst', mine.list)], sender_ids: [id('snd', mine.sender)] });
  expect(again.json().list_ids).toEqual([id('lst', mine.list)]);
});

test('an owner reaches everything, and what is no id is refused', async () => {
  const patch = (payload: object) =>
    owner.ask({ method: 'PATCH', url: `/v1/members/${owner.memberId}`, payload });
  expect((await patch({ list_ids: [] })).json().code).toBe('member.owner_reaches_all');
  expect((await patch({ list_ids: ['lst_1'] })).json().code).toBe('id.malformed');
});

test('replies are narrowed by the database itself, whatever asks for them', async () => {
  const settings = { 'app.reach_senders': `{${mine.sender}}` };
  const bodies = await database.db.within(settings, () =>
    database.db.tx(shop.workspaceId, (tx) =>
      tx.query('select body from inbound_message where workspace_id = current_workspace()'),
    ),
  );
  expect(bodies.rows).toEqual([{ body: 'A reply of person 1' }]);
  const all = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query('select body from inbound_message where workspace_id = current_workspace()'),
  );
  expect(all.rows).toHaveLength(2);
});
