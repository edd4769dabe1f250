import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { inboxStage } from '../../test/inbox.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const get = (url: string) => ({ method: 'GET' as const, url });
const post = (url: string, payload: object = {}) => ({ method: 'POST' as const, url, payload });
const put = (url: string, payload: object = {}) => ({ method: 'PUT' as const, url, payload });
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

async function started() {
  const on = await inboxStage(database);
  const [owner, ana, ben] = [
    await on.colleague({ role: 'owner' }),
    await on.colleague(),
    await on.colleague(),
  ];
  const url = async (rest = '', number?: string) => `/v1/conversations/${await on.talk(number)}${rest}`;
  const acts = async (number?: string) =>
    (await owner.ask(get(await url('/events', number)))).json().data.map(({ act }: { act: string }) => act);
  return { ...on, owner, ana, ben, url, acts };
}

describe('whose a conversation is', () => {
  test('in turn: two who write at the same moment go to two colleagues', async () => {
    const on = await started();
    await on.owner.ask(put('/v1/workspace/inbox', { assigns: 'round_robin' }));
    for (const who of [on.ana, on.ben]) await who.ask(put('/v1/inbox/agents/me', {}));
    await Promise.all([0, 1].map((at) => on.write('Hello?', { from: on.person(at).number })));
    const { data } = (await on.owner.ask(get('/v1/conversations'))).json();
    expect(data.map(({ assignee }: { assignee: { id: string } }) => assignee.id).sort()).toEqual(
      [on.ana.memberId, on.ben.memberId].sort(),
    );
    expect((await on.ana.ask(get('/v1/conversations?assignee=me'))).json().data).toHaveLength(1);
    expect((await on.ana.ask(get('/v1/inbox/counts'))).json()).toMatchObject({
      open: 2,
      mine: 1,
      unassigned: 0,
    });
  });

  test('whoever is away is passed over, and what somebody has stays theirs', async () => {
    const on = await started();
    await on.owner.ask(put('/v1/workspace/inbox', { assigns: 'least_busy' }));
    await on.ana.ask(put('/v1/inbox/agents/me', { is_away: true }));
    await on.ben.ask(put('/v1/inbox/agents/me', { most_open: 1 }));
    for (const at of [0, 1]) await on.write('Hello?', { from: on.person(at).number });
    const of = async (at: number) =>
      (await on.owner.ask(get(await on.url('', on.person(at).number)))).json().assignee?.id ?? null;
    expect([await of(0), await of(1)]).toEqual([on.ben.memberId, null]);
    await on.write('Still there?');
    expect(await of(0)).toBe(on.ben.memberId);
    const taken = await on.ana.ask(post(await on.url('/assign'), { to: 'me' }));
    expect(taken.json().assignee).toEqual({ id: on.ana.memberId, name: 'A colleague' });
  });

  test('nobody’s who may not answer, and an agent manages nobody else', async () => {
    const on = await started();
    const analyst = await on.colleague({ role: 'analyst' });
    await on.write('Hello?');
    const given = await on.ana.ask(post(await on.url('/assign'), { to: analyst.memberId }));
    expect(given.json().code).toBe('conversation.assignee_cannot_answer');
    expect((await on.ana.ask(put(`/v1/inbox/agents/${on.ben.memberId}`, {}))).statusCode).toBe(403);
    expect((await on.ana.ask(put('/v1/workspace/inbox', { assigns: 'by_hand' }))).statusCode).toBe(403);
    expect((await analyst.ask(post(await on.url('/answers'), { body: 'Hi' }))).statusCode).toBe(403);
  });
});

test('a note names a colleague, who finds it once; the person never gets it', async () => {
  const on = await started();
  await on.write('My order is late');
  const note = { body: 'Ben, is this one yours?', mentions: [on.ben.memberId] };
  expect((await on.ana.ask(post(await on.url('/notes'), note))).statusCode).toBe(201);
  expect((await on.ben.ask(get('/v1/inbox/counts'))).json().mentions).toBe(1);
  const [mention] = (await on.ben.ask(get('/v1/inbox/mentions'))).json().data;
  expect(mention).toMatchObject({ body: note.body, by: { id: on.ana.memberId }, seen_at: null });
  expect((await on.ben.ask(get('/v1/conversations?mentioned=true'))).json().data).toHaveLength(1);
  expect((await on.ben.ask(get('/v1/conversations?unread=true'))).json().data).toHaveLength(1);
  await on.ben.ask(post(await on.url('/seen')));
  expect((await on.ben.ask(get('/v1/inbox/counts'))).json().mentions).toBe(0);
  expect((await on.ben.ask(get('/v1/conversations?unread=true'))).json().data).toEqual([]);
  await on.send();
  expect(on.bodies()).toEqual([]);
  const nobody = { body: 'x', mentions: ['mem_00000000000070008000000000000001'] };
  expect((await on.ana.ask(post(await on.url('/notes'), nobody))).json().code).toBe('member.not_found');
});

describe('the clock', () => {
  test('what is snoozed wakes at its hour, and an answer that is late is called so once', async () => {
    const on = await started();
    await on.owner.ask(put('/v1/workspace/inbox', { answer_within_minutes: 30 }));
    await on.write('Hello?');
    const until = new Date(on.ctx.clock.now().getTime() + 2 * hourMs).toISOString();
    expect((await on.ana.ask(post(await on.url('/snooze'), { until }))).json().state).toBe('snoozed');
    const past = await on.ana.ask(post(await on.url('/snooze'), { until: '2020-01-01T00:00:00Z' }));
    expect(past.json().code).toBe('conversation.snooze_past');
    on.ctx.clock.forward(hourMs);
    await on.tend();
    await on.tend();
    expect((await on.ana.ask(get('/v1/conversations?overdue=true'))).json().data).toMatchObject([
      { state: 'snoozed', is_overdue: true },
    ]);
    on.ctx.clock.forward(2 * hourMs);
    await on.tend();
    expect((await on.ana.ask(get(await on.url()))).json().state).toBe('open');
    expect(await on.acts()).toEqual(['woken', 'overdue', 'snoozed']);
    await on.ana.ask(post(await on.url('/answers'), { body: 'Sorry!' }));
    await on.ben.ask(post(await on.url('/close')));
    const from = '2026-11-01T00:00:00Z';
    const report = (await on.owner.ask(get(`/v1/inbox/report?from=${from}&to=2027-01-01T00:00:00Z`))).json();
    expect(report).toMatchObject({ answered: 1, promised: 1, in_time: 0, median_seconds: 3 * 3_600 });
    expect(report).toMatchObject({ p95_seconds: 3 * 3_600, closed: 1 });
    expect(report.colleagues).toMatchObject([
      { by: { id: on.ana.memberId, name: 'A colleague' }, answered: 1, closed: 0 },
      { by: { id: on.ben.memberId }, answered: 0, closed: 1, median_seconds: null },
    ]);
  });

  test('what waits for the person closes when it has been quiet for so many days', async () => {
    const on = await started();
    await on.owner.ask(put('/v1/workspace/inbox', { closes_after_days: 3 }));
    await on.write('Hello?');
    await on.ana.ask(post(await on.url('/answers'), { body: 'Hi!' }));
    on.ctx.clock.forward(2 * dayMs);
    await on.tend();
    expect((await on.ana.ask(get(await on.url()))).json().state).toBe('pending');
    on.ctx.clock.forward(2 * dayMs);
    await on.tend();
    expect((await on.ana.ask(get(await on.url()))).json().state).toBe('closed');
  });

  test('outside of the hours it says so once a day, and never after a keyword or to a machine', async () => {
    const on = await started();
    const setting = {
      hours: { sat: [['09:00', '10:00']] },
      away_body: '{{ brand }}: We are back on Saturday.',
    };
    expect((await on.owner.ask(put('/v1/workspace/inbox', setting))).json().is_open).toBe(false);
    for (const body of ['Hello?', 'Anybody?']) await on.write(body);
    await on.send();
    expect(on.bodies()).toEqual(['Bakery: We are back on Saturday.']);
    on.ctx.clock.forward(dayMs + hourMs);
    await on.write('Still nobody?');
    await on.send();
    expect(on.bodies()).toHaveLength(2);
    await on.write('I am driving and will reply later. (auto reply)', { from: on.person(1).number });
    await on.send();
    expect(on.bodies()).toHaveLength(2);
    const bad = await on.owner.ask(put('/v1/workspace/inbox', { hours: { mon: [['17:00', '09:00']] } }));
    expect(bad.json()).toMatchObject({ code: 'inbox.bad_hours', errors: [{ pointer: '/hours/mon/0' }] });
  });
});

describe('an answer for later', () => {
  const later = (on: { ctx: { clock: { now(): Date } } }) =>
    new Date(on.ctx.clock.now().getTime() + hourMs).toISOString();

  test('leaves at its hour, and counts as an answer only then', async () => {
    const on = await started();
    await on.write('Hello?');
    const sent = await on.ana.ask(
      post(await on.url('/answers'), { body: 'Good morning', send_at: later(on) }),
    );
    expect(sent.json().conversation).toMatchObject({ state: 'open' });
    await on.send();
    expect(on.bodies()).toEqual([]);
    expect((await on.ana.ask(get('/v1/conversations?scheduled=true'))).json().data).toHaveLength(1);
    on.ctx.clock.forward(hourMs + 1_000);
    await on.send();
    await on.tend();
    expect(on.bodies()).toEqual(['Good morning']);
    expect((await on.ana.ask(get(await on.url()))).json().state).toBe('pending');
  });

  test('answers nothing that the person has written since it was: that stays open, and waits since then', async () => {
    const on = await started();
    await on.owner.ask(put('/v1/workspace/inbox', { answer_within_minutes: 120 }));
    await on.write('Hello?');
    await on.ana.ask(
      post(await on.url('/answers'), { body: 'Good morning', send_at: later(on), close: true }),
    );
    on.ctx.clock.forward(hourMs + 20_000);
    await on.send();
    await on.write('And where is my order?');
    const wroteAt = on.ctx.clock.now().toISOString();
    on.ctx.clock.forward(40_000);
    await on.tend();
    await on.tend();
    expect((await on.ana.ask(get(await on.url()))).json()).toMatchObject({
      ...{ state: 'open', waits_since: wroteAt, is_overdue: false },
    });
    expect(await on.rows('select how, seconds from conversation_wait')).toEqual([
      { how: 'answered', seconds: 3_600 },
    ]);
  });

  test('closes the conversation once it has left where that was asked, and what was closed before stays so', async () => {
    const on = await started();
    const other = on.person(1).number;
    for (const from of [on.person().number, other]) await on.write('Hello?', { from });
    const last = { body: 'Good morning', send_at: later(on), close: true };
    const planned = await on.ana.ask(post(await on.url('/answers'), last));
    expect(planned.json().conversation.state).toBe('open');
    await on.ana.ask(post(await on.url('/answers', other), { ...last, close: false }));
    on.ctx.clock.forward(60_000);
    await on.ben.ask(post(await on.url('/close', other)));
    on.ctx.clock.forward(hourMs);
    await on.send();
    await on.tend();
    const stateOf = async (number?: string) => (await on.ana.ask(get(await on.url('', number)))).json().state;
    expect([await stateOf(), await stateOf(other)]).toEqual(['closed', 'closed']);
    expect(await on.acts()).toEqual(['closed', 'scheduled']);
  });

  test('is taken back by hand, or by what the person writes before', async () => {
    const on = await started();
    await on.write('Hello?');
    const answer = async (body: string, more = {}) =>
      (await on.ana.ask(post(await on.url('/answers'), { body, send_at: later(on), ...more }))).json()
        .message_id;
    const [byHand] = [
      await answer('First'),
      await answer('Second', { unless_reply: true }),
      await answer('Third'),
    ];
    const back = async () => on.ana.ask({ method: 'DELETE', url: await on.url(`/answers/${byHand}`) });
    expect((await back()).statusCode).toBe(204);
    expect((await back()).json().code).toBe('text.too_late');
    await on.write('Never mind');
    on.ctx.clock.forward(2 * hourMs);
    await on.send();
    expect(on.bodies()).toEqual(['Third']);
  });
});

describe('a rule', () => {
  test('tags, forwards, calls and hands over, and keywords keep silent from then on', async () => {
    const on = await started();
    const made = await on.owner.ask(
      post('/v1/inbox-rules', {
        name: 'Refunds',
        wants: { words: ['refund'] },
        does: {
          ...{ tags: ['refund'], forward_to: ['boss@example.com'], webhook: 'https://example.com/hook' },
          hand_over_to: on.ben.memberId,
        },
      }),
    );
    expect([made.statusCode, made.json().secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    await on.write('I want a refund');
    expect(on.calls.map(({ url }) => url)).toEqual(['https://example.com/hook']);
    expect(on.calls[0]?.headers).toMatchObject({ 'webhook-signature': expect.stringMatching(/^v1,/) });
    expect(JSON.parse(on.calls[0]?.body ?? '')).toMatchObject({ data: { body: 'I want a refund' } });
    expect(on.letters).toMatchObject([
      { to: 'boss@example.com', text: expect.stringContaining('I want a refund') },
    ]);
    const one = (await on.owner.ask(get(await on.url()))).json();
    expect(one).toMatchObject({ assignee: { id: on.ben.memberId }, quiet_reason: 'handed_over' });
    expect(await on.rows('select tag from contact_tag')).toEqual([{ tag: 'refund' }]);
    const calls = (await on.owner.ask(get(`/v1/inbox-rules/${made.json().id}/calls`))).json().data;
    expect(calls.map(({ state }: { state: string }) => state)).toEqual(['delivered', 'delivered']);
    expect(await on.rows(`select body from inbox_call where body <> ''`)).toEqual([]);
  });

  test('that closes ends the wait as a person would: nobody is waited for, and it stands in the conversation', async () => {
    const on = await started();
    const thanks = { name: 'Thanks', wants: { words: ['thanks'] }, does: { close: true } };
    await on.owner.ask(post('/v1/inbox-rules', thanks));
    await on.write('Where is it?');
    on.ctx.clock.forward(hourMs);
    await on.write('Thanks, found it');
    expect((await on.ana.ask(get(await on.url()))).json()).toMatchObject({
      ...{ state: 'closed', waits_since: null, is_overdue: false },
    });
    expect((await on.ana.ask(get('/v1/conversations?waiting=true'))).json().data).toEqual([]);
    expect(await on.acts()).toEqual(['closed', 'rule']);
    expect(await on.rows('select how, seconds from conversation_wait')).toEqual([
      { how: 'closed', seconds: 3_600 },
    ]);
  });

  test('that does nothing, names nobody, or calls an address that is none is refused with its place', async () => {
    const on = await started();
    const codes = [];
    for (const does of [
      {},
      { assign_to: 'mem_00000000000070008000000000000001' },
      { webhook: 'http://example.com' },
      { forward_to: ['nobody'] },
    ])
      codes.push((await on.owner.ask(post('/v1/inbox-rules', { name: 'x', wants: {}, does }))).json().code);
    expect(codes).toEqual([
      ...['inbox_rule.does_nothing', 'member.not_found', 'inbox_rule.bad_address', 'inbox_rule.bad_mail'],
    ]);
  });
});

test('a person says how it was, which opens nothing, and is asked once in thirty days', async () => {
  const on = await started();
  await on.write('Hello?');
  await on.ana.ask(post(await on.url('/answers'), { body: 'Hi!', close: true }));
  expect((await on.ana.ask(post(await on.url('/rating')))).statusCode).toBe(201);
  expect((await on.ana.ask(post(await on.url('/rating')))).json().code).toBe('rating.asked_lately');
  await on.send();
  expect(on.bodies()[1]).toContain('How did we do?');
  await on.write('4');
  expect((await on.ana.ask(get(await on.url()))).json()).toMatchObject({
    state: 'closed',
    rating: 4,
    waits_since: null,
  });
  await on.write('5');
  expect((await on.ana.ask(get(await on.url()))).json()).toMatchObject({ state: 'open', rating: 4 });
});

test('canned replies have one word for a name, and each name once', async () => {
  const on = await started();
  const make = (name: string, body = 'Hi {{ first_name }}, this is {{ agent }}.') =>
    on.owner.ask(post('/v1/canned-replies', { name, body }));
  expect((await make('hello')).statusCode).toBe(201);
  expect((await make('Hello')).json().code).toBe('canned_reply.name_taken');
  expect((await make('two words')).statusCode).toBe(422);
  expect((await make('bad', 'Hi {{')).statusCode).toBe(422);
  expect((await on.ana.ask(post('/v1/canned-replies', { name: 'mine', body: 'Hi' }))).statusCode).toBe(403);
  const [found] = (await on.ana.ask(get('/v1/canned-replies?q=hel'))).json().data;
  await on.write('Hello?');
  const sent = (await on.ana.ask(post(await on.url('/answers'), { body: found.body }))).json();
  expect(sent.body).toBe('Hi Person 0, this is A.');
});

test('what was said is found by its words, and taken along as text and as a table', async () => {
  const on = await started();
  await on.write('Where is my sourdough?');
  await on.write('=cmd()', { from: on.person(1).number });
  await on.ana.ask(post(await on.url('/answers'), { body: 'On its way' }));
  await on.ana.ask(post(await on.url('/notes'), { body: 'Called the courier' }));
  const found = async (q: string) =>
    (await on.ana.ask(get(`/v1/conversations?q=${encodeURIComponent(q)}`))).json().data.length;
  expect([await found('sourdough'), await found('on its WAY'), await found('courier')]).toEqual([1, 1, 1]);
  expect([await found('100%'), await found('Person 1'), await found(on.person(1).number.slice(-6))]).toEqual([
    0, 1, 1,
  ]);
  const text = await on.ana.ask(get(await on.url('/transcript?format=text&notes=true')));
  expect(text.body).toMatch(
    /sourdough\?\n.*A colleague: On its way \(queued\)\n.*NOTE A colleague: Called the courier/,
  );
  const table = await on.ana.ask(get(await on.url('/transcript?format=csv', on.person(1).number)));
  expect(table.body).toContain(`"'=cmd()"`);
  const json = (await on.ana.ask(get(await on.url('/transcript')))).json();
  expect(json.data.map(({ what }: { what: string }) => what)).toEqual(['they', 'we']);
});

test('many are closed at once, each answered for itself', async () => {
  const on = await started();
  for (const at of [0, 1]) await on.write('Hello?', { from: on.person(at).number });
  const ids = [await on.talk(), await on.talk(on.person(1).number), 'cnv_999999'];
  const { data } = (await on.ana.ask(post('/v1/conversations/bulk', { ids, act: 'close' }))).json();
  expect(data.map(({ is_done }: { is_done: boolean }) => is_done)).toEqual([true, true, false]);
});
