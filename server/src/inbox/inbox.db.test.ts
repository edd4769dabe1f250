import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { inboxStage } from '../../test/inbox.ts';
import { takeReplies } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stranger = '+12125550188';
const get = (url: string) => ({ method: 'GET' as const, url });
const post = (url: string, payload: object = {}) => ({ method: 'POST' as const, url, payload });

describe('a reply that asks for a person', () => {
  test('opens its conversation, and an agent answers it', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Do you have gluten free bread?');
    const [listed] = (await ana.ask(get('/v1/conversations?state=open'))).json().data;
    expect(listed).toMatchObject({
      ...{ number: on.person().number, name: 'Person 0', state: 'open', turn: 1, is_unread: true },
      last_body: 'Do you have gluten free bread?',
    });
    const one = (await ana.ask(get(`/v1/conversations/${listed.id}`))).json();
    expect(one.answering).toMatchObject({ is_allowed: true, from: on.fixture.sender.number });
    const answer = await ana.ask(
      post(`/v1/conversations/${listed.id}/answers`, { body: 'Yes, {{ first_name }}!', turn: one.turn }),
    );
    expect([answer.statusCode, answer.json().body]).toEqual([201, 'Yes, Person 0!']);
    expect(answer.json().conversation).toMatchObject({ state: 'pending', turn: 2 });
    await on.send();
    expect(on.bodies()).toEqual(['Yes, Person 0!']);
    const lines = (await ana.ask(get(`/v1/conversations/${listed.id}/messages`))).json().data;
    expect(lines[0]).toMatchObject({ direction: 'out', kind: 'answer', status: 'accepted' });
    expect(lines[0].author).toEqual({ id: ana.memberId, name: 'A colleague' });
    expect(await on.rows('select how, ended_by from conversation_wait')).toMatchObject([
      { how: 'answered', ended_by: `member:${ana.id}` },
    ]);
  });

  test('is shown beside our texts, which stand where they left and not where they were made', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Hello?');
    const url = `/v1/conversations/${await on.talk()}`;
    await ana.ask(post(`${url}/answers`, { body: 'Hi' }));
    await on.send();
    // As of a campaign that waited for its hour.
    await on.rows(`update message set submitted_at = queued_at + interval '5 hours' returning id`);
    const [ours, theirs] = (await ana.ask(get(`${url}/messages`))).json().data;
    expect(Date.parse(ours.at) - Date.parse(theirs.at)).toBe(5 * 3_600_000);
  });

  test('of somebody who has joined nothing is answered all the same', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Hello?', { from: stranger });
    const answer = await ana.ask(
      post(`/v1/conversations/${await on.talk(stranger)}/answers`, { body: 'Hi' }),
    );
    expect(answer.statusCode).toBe(201);
    await on.send();
    expect(on.bodies()).toEqual(['Hi']);
  });

  test('is taken once, however often the house is told of it', async () => {
    const on = await inboxStage(database);
    await on.write('Hello?');
    const [reply] = await on.rows<{ id: number }>('select id from inbound_message');
    const again = [{ reply_id: reply?.id ?? 0, asks_for_person: true }];
    await Promise.all([
      takeReplies(on.ctx, on.fixture.workspaceId, again),
      takeReplies(on.ctx, on.fixture.workspaceId, again),
    ]);
    expect(await on.rows('select turn, state from conversation_state')).toEqual([{ turn: 1, state: 'open' }]);
  });

  test('is taken by whoever comes next where a worker dies over it, and half of it by nobody', async () => {
    const on = await inboxStage(database);
    const owner = await on.colleague({ role: 'owner' });
    const rule = { name: 'All', wants: {}, does: { forward_to: ['boss@example.com'] } };
    await owner.ask(post('/v1/inbox-rules', rule));
    await on.write('Hello?');
    const before = await on.rows('select turn, state from conversation_state');
    const { rows } = await on.in((tx) =>
      tx.query<{ id: number }>(
        `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, number, body, intent, received_at, is_settled, conversation_id)
         select workspace_id, gateway_id, 'again', sender_id, number, 'Again', 'other', received_at, true, conversation_id from inbound_message returning id`,
      ),
    );
    const told = [{ reply_id: rows[0]?.id ?? 0, asks_for_person: true }];
    const dying = {
      ...on.ctx,
      ids: {
        ...on.ctx.ids,
        uuid: (): string => {
          throw new Error('The worker died.');
        },
      },
    };
    await expect(takeReplies(dying, on.fixture.workspaceId, told)).rejects.toThrow('died');
    expect(await on.rows('select turn, state from conversation_state')).toEqual(before);
    await takeReplies(on.ctx, on.fixture.workspaceId, told);
    expect(await on.rows('select turn from conversation_state')).toEqual([{ turn: 2 }]);
    expect(await on.rows('select count(*)::int as n from inbox_call')).toEqual([{ n: 2 }]);
  });

  test('opens what was closed or snoozed again, and a second one waits since the first', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Hello?');
    const id = await on.talk();
    expect((await ana.ask(post(`/v1/conversations/${id}/close`))).json().state).toBe('closed');
    expect((await ana.ask(post(`/v1/conversations/${id}/close`))).json().code).toBe(
      'conversation.closed_already',
    );
    await on.write('Anybody?');
    const first = (await ana.ask(get(`/v1/conversations/${id}`))).json();
    on.ctx.clock.forward(60_000);
    await on.write('Well?');
    const second = (await ana.ask(get(`/v1/conversations/${id}`))).json();
    expect([first.state, second.state]).toEqual(['open', 'open']);
    expect(second.waits_since).toBe(first.waits_since);
    const acts = (await ana.ask(get(`/v1/conversations/${id}/events`))).json().data;
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['reopened', 'closed']);
  });
});

describe('whoever has left', () => {
  test('is not answered, and the reason is said before and after', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Hello?');
    const id = await on.talk();
    await on.write('STOP');
    await on.send();
    const one = (await ana.ask(get(`/v1/conversations/${id}`))).json();
    expect(one).toMatchObject({ state: 'closed', waits_since: null });
    expect(one.answering).toMatchObject({ is_allowed: false, code: 'contact.opted_out' });
    const [last] = (await ana.ask(get(`/v1/conversations/${id}/events`))).json().data;
    expect(last).toMatchObject({ act: 'opted_out', by: { name: null } });
    const refused = await ana.ask(post(`/v1/conversations/${id}/answers`, { body: 'But wait' }));
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'contact.opted_out']);
    expect(refused.json().detail).toContain('opted out of Bakery');
    expect(on.bodies()).toHaveLength(1);
  });

  test.each([
    ['a contact', undefined],
    ['a stranger', stranger],
  ])('does not get what was answered a moment before: %s', async (_who, from) => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    const number = from ?? on.person().number;
    await on.write('Hello?', { from: number });
    const id = await on.talk(number);
    expect((await ana.ask(post(`/v1/conversations/${id}/answers`, { body: 'Hi there' }))).statusCode).toBe(
      201,
    );
    await on.write('STOP', { from: number });
    await on.send();
    expect(on.bodies().filter((body) => body === 'Hi there')).toEqual([]);
    expect(await on.rows(`select status, reason from message where kind = 'answer'`)).toEqual([
      { status: 'suppressed', reason: 'contact.opted_out' },
    ]);
  });

  test('and whoever has asked to be kept and not used, and whoever has been silent for long', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Hello?');
    const id = await on.talk();
    on.ctx.clock.forward(31 * 86_400_000);
    const old = (await ana.ask(get(`/v1/conversations/${id}`))).json();
    expect(old.answering.code).toBe('conversation.too_old');
    await on.in((tx) =>
      tx.query(
        `insert into restriction (workspace_id, number, request_id, since, set_by) values (current_workspace(), $1, gen_random_uuid(), now(), 'test')`,
        [on.person().number],
      ),
    );
    const kept = (await ana.ask(post(`/v1/conversations/${id}/answers`, { body: 'Hi' }))).json();
    expect(kept.code).toBe('contact.restricted');
  });
});

describe('two colleagues', () => {
  test('who answer at the same moment send one answer, and the second is told', async () => {
    const on = await inboxStage(database);
    const [ana, ben] = [await on.colleague(), await on.colleague()];
    await on.write('Hello?');
    const id = await on.talk();
    const answers = await Promise.all(
      [ana, ben].map((who, at) =>
        who.ask(post(`/v1/conversations/${id}/answers`, { body: `Answer ${at}`, turn: 1 })),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json().code).toBe('conversation.moved_on');
    await on.send();
    expect(on.bodies()).toHaveLength(1);
  });

  test('an answer is refused where the person has written since it was read', async () => {
    const on = await inboxStage(database);
    const ana = await on.colleague();
    await on.write('Two loaves please');
    await on.write('No, three');
    const late = await ana.ask(
      post(`/v1/conversations/${await on.talk()}/answers`, { body: 'Two it is', turn: 1 }),
    );
    expect(late.json().code).toBe('conversation.moved_on');
  });

  test('who write at the same moment see each other, and for as long as they write', async () => {
    const on = await inboxStage(database);
    const [ana, ben] = [await on.colleague(), await on.colleague()];
    await on.write('Hello?');
    const url = `/v1/conversations/${await on.talk()}/typing`;
    expect((await ana.ask(post(url, { is_typing: true }))).json().writing).toEqual([]);
    expect((await ben.ask(post(url, { is_typing: true }))).json().writing).toMatchObject([
      { id: ana.memberId },
    ]);
    await ana.ask(post(url, { is_typing: false }));
    expect((await ben.ask(post(url, { is_typing: true }))).json().writing).toEqual([]);
  });

  test('a colleague who is kept to one number sees and answers its conversations alone', async () => {
    const on = await inboxStage(database);
    const other = on.ctx.ids.uuid();
    const kept = await on.colleague({ role: 'agent', reach: { senderIds: [other], listIds: null } });
    const mine = await on.colleague({
      role: 'agent',
      reach: { senderIds: [on.fixture.sender.id], listIds: null },
    });
    await on.write('Hello?');
    const id = await on.talk();
    expect((await kept.ask(get('/v1/conversations'))).json().data).toEqual([]);
    for (const url of [
      `/v1/conversations/${id}`,
      `/v1/conversations/${id}/messages`,
      `/v1/conversations/${id}/events`,
    ])
      expect((await kept.ask(get(url))).statusCode).toBe(404);
    expect((await kept.ask(post(`/v1/conversations/${id}/answers`, { body: 'Hi' }))).statusCode).toBe(404);
    expect((await mine.ask(get('/v1/conversations'))).json().data).toHaveLength(1);
    expect((await mine.ask(post(`/v1/conversations/${id}/answers`, { body: 'Hi' }))).statusCode).toBe(201);
    const refused = await mine.ask(post(`/v1/conversations/${id}/assign`, { to: kept.memberId }));
    expect(refused.json().code).toBe('conversation.assignee_cannot_see');
  });
});

test('an answer that may not be said, or has nothing in it, is refused with its place', async () => {
  const on = await inboxStage(database);
  const ana = await on.colleague();
  await on.write('Hello?');
  const url = `/v1/conversations/${await on.talk()}/answers`;
  const codes = [];
  for (const body of ['  ', 'Hi {{ nickname }}', 'Hi {{', 'See bit.ly/2abcdef'])
    codes.push((await ana.ask(post(url, { body }))).json().code);
  expect(codes.slice(0, 2)).toEqual(['text.empty', 'merge.missing_value']);
  expect(codes[3]).toBe('link.shortener');
  expect((await ana.ask(post(url, { body: 'Hi', sender_id: 'snd_1' }))).json().code).toBe('sender.not_found');
  expect((await ana.ask(post(url, { body: 'Hi', send_at: '2020-01-01T00:00:00Z' }))).json().code).toBe(
    'text.send_at_past',
  );
});
