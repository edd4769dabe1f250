import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { optOut } from '../contacts/index.ts';

const ada = '+13125550142';
const grace = '+13125550143';
const stranger = '+13125550199';

let database: TestDatabase;
const desks: SendingDesk[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await database.drop();
});

async function openDesk(...given: [Parameters<typeof sendingDesk>[1]?]) {
  const desk = await sendingDesk(database, ...given);
  desks.push(desk);
  await desk.agree(ada, grace);
  return desk;
}

const leave = ({ on, program }: SendingDesk, number: string) =>
  on.in((tx) =>
    optOut(tx, on.ctx, {
      number,
      brandId: program.brandId,
      method: 'reply',
      occurredAt: on.ctx.clock.now(),
      evidence: {},
      actor: 'system:test',
    }),
  );

const rowsOf = ({ on }: SendingDesk) =>
  on.in(async (tx) => (await tx.query(`select id from message where kind = 'direct'`)).rowCount);

describe('a single text', () => {
  test('is queued, sent once by the worker, and read with what became of it', async () => {
    const desk = await openDesk();
    const answer = await desk.post({
      to: '(312) 555-0142',
      body: 'Bakery: order {{ order }} is ready, {{ first_name | default: "neighbour" }}.',
      variables: { order: 'A-17' },
      metadata: { order: 'A-17' },
    });
    expect(answer.statusCode).toBe(201);
    const queued = answer.json();
    expect(queued).toMatchObject({
      object: 'message',
      kind: 'direct',
      to: ada,
      status: 'queued',
      body: 'Bakery: order A-17 is ready, neighbour.',
      parts: 1,
      sender_id: desk.senderId,
      metadata: { order: 'A-17' },
      send_at: null,
    });
    expect((await desk.get(`/v1/messages/${queued.id}`)).json()).toEqual(queued);
    await desk.work();
    await desk.work();
    expect(desk.on.carrier.accepted.map(({ to, body }) => [to, body])).toEqual([[ada, queued.body]]);
    const sent = (await desk.get(`/v1/messages/${queued.id}`)).json();
    expect(sent).toMatchObject({
      status: 'accepted',
      program_id: desk.programId,
      metadata: { order: 'A-17' },
    });
    expect(sent.accepted_at).not.toBe(null);
  });

  test('takes the permission that a key was given', async () => {
    const desk = await openDesk();
    const reader = await desk.app.withKey(desk.on.fixture.workspaceId, ['messages.read']);
    const url = '/v1/messages';
    const payload = { to: ada, program_id: desk.programId, body: 'Hi' };
    expect((await reader({ method: 'POST', url, payload })).statusCode).toBe(403);
    expect((await reader({ url })).json()).toMatchObject({ data: [], has_more: false });
  });

  test.each([
    ['to nobody who agreed', { to: stranger }, 'contact.no_consent', '/to'],
    ['to what is no number', { to: '12' }, 'number.', '/to'],
    ['to no contact of ours', { to: 'con_999999' }, 'contact.not_found', '/to'],
    [
      'for a program of somebody else',
      { program_id: `prg_${'0'.repeat(32)}` },
      'program.not_found',
      '/program_id',
    ],
    ['for what is no program', { program_id: 'Orders' }, 'text.bad_reference', '/program_id'],
    [
      'from a number of somebody else',
      { sender_id: `snd_${'0'.repeat(32)}` },
      'sender.not_found',
      '/sender_id',
    ],
    ['for another purpose than its program’s', { purpose: 'marketing' }, 'text.other_purpose', '/purpose'],
    ['without words', { body: ' ' }, 'text.empty', '/body'],
    ['with a field that is not closed', { body: 'Hi {{ name' }, 'merge.', '/body'],
    [
      'with a gap where a value should be',
      { body: 'Hi {{ nickname }}' },
      'merge.missing_value',
      '/variables',
    ],
    ['with a NUL', { body: 'a\0b' }, 'text.bad_character', '/body'],
    ['longer than carriers take', { body: 'x'.repeat(1_601) }, 'merge.too_long', '/body'],
    ['for yesterday', { send_at: '2026-11-23T17:00:00Z' }, 'text.send_at_past', '/send_at'],
    ['for next year', { send_at: '2027-11-23T17:00:00Z' }, 'text.send_at_too_far', '/send_at'],
  ])('%s is refused with a reason, and not kept', async (_what, change, code, pointer) => {
    const desk = await openDesk();
    const answer = await desk.post({ to: ada, body: 'Hello', ...change });
    expect(answer.statusCode).toBe(422);
    const problem = answer.json();
    expect(problem.code.startsWith(code)).toBe(true);
    expect(problem.errors[0].pointer).toBe(pointer);
    expect(problem.detail).toMatch(/[.]$/);
    expect(await rowsOf(desk)).toBe(0);
  });

  test('is refused to whom has opted out, and stopped when they opt out while it waits', async () => {
    const desk = await openDesk();
    await leave(desk, grace);
    expect((await desk.post({ to: grace, body: 'Hello' })).json().code).toBe('contact.opted_out');
    const waiting = (await desk.post({ to: ada, body: 'Hello' })).json();
    await leave(desk, ada);
    await desk.work();
    expect(desk.on.carrier.accepted).toEqual([]);
    expect((await desk.get(`/v1/messages/${waiting.id}`)).json()).toMatchObject({
      status: 'suppressed',
      reason: 'contact.opted_out',
    });
  });

  test('waits for its hour, and leaves then', async () => {
    const desk = await openDesk();
    const { id, send_at } = (
      await desk.post({ to: ada, body: 'Tomorrow!', send_at: '2026-11-25T09:30:00Z' })
    ).json();
    expect(send_at).toBe('2026-11-25T09:30:00.000Z');
    await desk.work();
    expect(desk.on.carrier.accepted).toEqual([]);
    expect((await desk.get(`/v1/messages/${id}`)).json()).toMatchObject({ status: 'queued', send_at });
    expect((await desk.get('/v1/messages')).json().data).toMatchObject([{ id, send_at }]);
    desk.on.ctx.clock.moveTo('2026-11-25T09:30:01Z');
    await desk.work();
    expect(desk.on.carrier.accepted).toHaveLength(1);
  });

  test('that did not leave while it was of use is not sent', async () => {
    const desk = await openDesk('otp');
    const { id } = (await desk.post({ to: ada, body: 'Your code is 123456', valid_for_seconds: 10 })).json();
    await desk.on.in((tx) => tx.query(`update send_chunk set not_after = now() - interval '1 second'`));
    await desk.work();
    expect(desk.on.carrier.accepted).toEqual([]);
    expect((await desk.get(`/v1/messages/${id}`)).json()).toMatchObject({
      status: 'suppressed',
      reason: 'text.too_late',
    });
  });

  test('finds its person by the id of a contact', async () => {
    const desk = await openDesk();
    const { contact_id } = (await desk.post({ to: ada, body: 'One' })).json();
    expect((await desk.post({ to: contact_id, body: 'Two' })).json()).toMatchObject({ to: ada, contact_id });
  });
});

describe('texts that were asked for at the same moment', () => {
  test('each get their own answer, whatever became of the others', async () => {
    const desk = await openDesk();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        desk.post({
          to: n % 4 === 3 ? stranger : [ada, grace][n % 2],
          body: `Text {{ n }}`,
          variables: { n },
        }),
      ),
    );
    expect(answers.map((one) => one.statusCode)).toEqual(
      Array.from({ length: 40 }, (_, n) => (n % 4 === 3 ? 422 : 201)),
    );
    const taken = answers.filter((one) => one.statusCode === 201).map((one) => one.json());
    expect(new Set(taken.map((one) => one.id)).size).toBe(30);
    for (const one of taken) expect((await desk.get(`/v1/messages/${one.id}`)).json().body).toBe(one.body);
    await desk.work();
    expect(desk.on.carrier.accepted.map((one) => one.body).sort()).toEqual(
      taken.map((one) => one.body).sort(),
    );
  });

  test('that must wait for the morning wait there with their own words, and the others go', async () => {
    const desk = await openDesk('marketing');
    // Half past seven in the morning in Chicago, half past eight in New York.
    desk.on.ctx.clock.moveTo('2026-11-25T13:30:00Z');
    const newYorker = '+12125550177';
    await desk.agree(newYorker);
    const people = [ada, newYorker, grace];
    const ids = await Promise.all(
      people.map(async (to) => (await desk.post({ to, body: `Bakery: for ${to}. STOP to end` })).json().id),
    );
    await desk.work();
    expect(desk.on.carrier.accepted.map((one) => one.to)).toEqual([newYorker]);
    const held = (await desk.get(`/v1/messages/${ids[0]}`)).json();
    expect(held).toMatchObject({ status: 'queued', send_at: '2026-11-25T14:00:00.000Z' });
    expect(held.held_reason).toMatch(/^quiet_hours/);
    expect((await desk.ask({ method: 'POST', url: `/v1/messages/${ids[2]}/cancel` })).statusCode).toBe(200);
    desk.on.ctx.clock.moveTo('2026-11-25T14:00:01Z');
    await desk.work();
    expect(desk.on.carrier.accepted.map(({ to, body }) => [to, body])).toEqual([
      [newYorker, `Bakery: for ${newYorker}. STOP to end`],
      [ada, `Bakery: for ${ada}. STOP to end`],
    ]);
  });
});

describe('cancelling', () => {
  const cancel = (desk: SendingDesk, id: string) =>
    desk.ask({ method: 'POST', url: `/v1/messages/${id}/cancel` });

  test('takes a waiting text back, once and again, and nothing leaves', async () => {
    const desk = await openDesk();
    const { id } = (await desk.post({ to: ada, body: 'Hello' })).json();
    expect((await cancel(desk, id)).json()).toMatchObject({ status: 'suppressed', reason: 'text.cancelled' });
    expect((await cancel(desk, id)).statusCode).toBe(200);
    await desk.work();
    expect(desk.on.carrier.accepted).toEqual([]);
  });

  test('comes too late once the text has been announced, and says so', async () => {
    const desk = await openDesk();
    const { id } = (await desk.post({ to: ada, body: 'Hello' })).json();
    let during = 0;
    desk.on.carrier.meanwhile = async () => {
      const answer = await cancel(desk, id);
      during = answer.statusCode;
      expect(answer.json().code).toBe('message.too_late');
    };
    await desk.work();
    expect(during).toBe(409);
    expect((await cancel(desk, id)).json().detail).toMatch(/accepted already/);
    expect(desk.on.carrier.accepted).toHaveLength(1);
  });

  test('finds no message of somebody else', async () => {
    const desk = await openDesk();
    expect((await cancel(desk, 'msg_12345')).statusCode).toBe(404);
    expect((await cancel(desk, 'cmp_12345')).statusCode).toBe(404);
  });
});

describe('the listing', () => {
  test('has the newest first, page by page, and everything of one person', async () => {
    const desk = await openDesk();
    const ids: string[] = [];
    for (const [n, to] of [ada, grace, ada].entries())
      ids.push((await desk.post({ to, body: `Text ${n}` })).json().id);
    const first = (await desk.get('/v1/messages?limit=2')).json();
    expect(first.data.map((one: { id: string }) => one.id)).toEqual([ids[2], ids[1]]);
    const second = (await desk.get(`/v1/messages?limit=2&cursor=${first.next_cursor}`)).json();
    expect([second.data.map((one: { id: string }) => one.id), second.has_more]).toEqual([[ids[0]], false]);
    const hers = (await desk.get(`/v1/messages?to=${encodeURIComponent(ada)}`)).json();
    expect(hers.data.map((one: { id: string }) => one.id)).toEqual([ids[2], ids[0]]);
    expect((await desk.get(`/v1/messages?to=${encodeURIComponent(stranger)}`)).json().data).toEqual([]);
  });
});

describe('consent that is brought along', () => {
  const consent = {
    method: 'web_form',
    occurred_at: '2026-11-24T16:59:00Z',
    words_shown: 'Text me about my order.',
    evidence: { page: 'https://bakery.example/checkout' },
  };

  test('is recorded with its words, makes a contact, and lets the text go; once', async () => {
    const desk = await openDesk();
    const answer = await desk.post({ to: stranger, body: 'Your order is in the oven.', consent });
    expect(answer.statusCode).toBe(201);
    const { contact_id } = answer.json();
    await desk.post({ to: stranger, body: 'Your order is on its way.', consent });
    const { events } = (await desk.get(`/v1/contacts/${contact_id}/consent`)).json();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ method: 'web_form', words_shown: consent.words_shown });
    await desk.work();
    expect(desk.on.carrier.accepted).toHaveLength(2);
  });

  test('never brings back whom has opted out', async () => {
    const desk = await openDesk();
    await leave(desk, ada);
    expect((await desk.post({ to: ada, body: 'Hello again', consent })).json().code).toBe(
      'contact.opted_out',
    );
  });

  test('needs the right to write contacts', async () => {
    const desk = await openDesk();
    const sender = await desk.app.withKey(desk.on.fixture.workspaceId, ['messages.send']);
    const payload = { program_id: desk.programId, to: stranger, body: 'Hi', consent };
    const answer = await sender({ method: 'POST', url: '/v1/messages', payload });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'permission.missing']);
  });
});
