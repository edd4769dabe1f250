import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { inboxStage } from '../../test/inbox.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const word = 'Quetzalcoatl';
const tables = [
  ...[
    'conversation',
    'conversation_state',
    'conversation_event',
    'conversation_mention',
    'conversation_answer',
  ],
  ...['conversation_wait', 'inbox_call', 'inbound_message', 'message', 'contact'],
];

test('a person who is erased is in no conversation, no note and no call, and can be answered by nobody', async () => {
  const on = await inboxStage(database);
  const [owner, ana] = [await on.colleague({ role: 'owner' }), await on.colleague()];
  const post = (url: string, payload: object = {}) => owner.ask({ method: 'POST', url, payload });
  await post('/v1/inbox-rules', { name: 'All', wants: {}, does: { forward_to: ['boss@example.com'] } });
  const { number } = on.person();
  await on.write(`I am ${word}`);
  const talk = await on.talk();
  await post(`/v1/conversations/${talk}/notes`, { body: `${word} called`, mentions: [ana.memberId] });
  await post(`/v1/conversations/${talk}/answers`, { body: `Hello ${word}` });
  const request = (await post('/v1/data-requests', { kind: 'access', number, channel: 'email' })).json();
  await post(`/v1/data-requests/${request.id}/verify`, { attested: 'Came with a passport.' });
  const file = (await owner.ask({ method: 'GET', url: `/v1/data-requests/${request.id}/export` })).json();
  expect(file.sections.conversations_with_you).toMatchObject([
    { notes_about_you: [{ note: `${word} called` }] },
  ]);

  const asked = (await post('/v1/data-requests', { kind: 'erasure', number, channel: 'email' })).json();
  await post(`/v1/data-requests/${asked.id}/verify`, { attested: 'Came with a passport.' });
  expect((await post(`/v1/data-requests/${asked.id}/done`, { answer: 'Erased.' })).statusCode).toBeLessThan(
    300,
  );
  for (const table of tables) {
    const rows = await on.rows(
      `select t::text as row from ${table} t where t::text like $1 or t::text like $2`,
      [`%${word}%`, `%${number}%`],
    );
    expect([table, rows]).toEqual([table, []]);
  }
  const one = (await ana.ask({ method: 'GET', url: `/v1/conversations/${talk}` })).json();
  expect(one).toMatchObject({ state: 'closed', contact_id: null, answering: { is_allowed: false } });
  expect(one.answering.code).toBe('conversation.no_number');
  expect((await ana.ask({ method: 'GET', url: '/v1/inbox/mentions' })).json().data).toEqual([]);
});
