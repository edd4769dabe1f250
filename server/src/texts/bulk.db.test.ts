import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fictionalNumbers } from '../../test/people.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { resumeOperations, textJobs } from './index.ts';
import { workOperation } from './work-operation.ts';

const [ada, grace, stranger] = ['+13125550142', '+13125550143', '+13125550199'] as const;
let database: TestDatabase;
const desks: SendingDesk[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await database.drop();
});

async function openDesk() {
  const desk = await sendingDesk(database);
  desks.push(desk);
  await desk.agree(ada, grace);
  return desk;
}

const request = (desk: SendingDesk, body: object, headers = {}) =>
  desk.ask({
    method: 'POST',
    url: '/v1/messages/bulk',
    payload: { program_id: desk.programId, ...body },
    headers,
  });

/** As the worker does it: by the id alone, under its own role. */
async function workOn(desk: SendingDesk, publicId: string, signal = new AbortController().signal) {
  const { rows } = await desk.on.in((tx) =>
    tx.query<{ id: string }>(`select id from text_operation where replace(id::text, '-', '') = $1`, [
      publicId.slice(4),
    ]),
  );
  const operationId = rows[0]?.id ?? '';
  await workOperation(desk.on.ctx, desk.on.fixture.workspaceId, operationId, signal);
  return operationId;
}

describe('a request for many texts', () => {
  test('is answered with an operation, and tells of each recipient what became of it', async () => {
    const desk = await openDesk();
    const asked = await request(desk, {
      body: 'Bakery: hello {{ name }}.',
      recipients: [
        { to: ada, variables: { name: 'Ada' }, metadata: { row: '1' } },
        { to: stranger, variables: { name: 'Who' } },
        { to: grace },
        { to: '(312) 555-0143', variables: { name: 'Grace' } },
        { to: 'nobody' },
      ],
    });
    expect(asked.statusCode).toBe(202);
    const operation = asked.json();
    expect(operation).toMatchObject({ object: 'operation', status: 'working', total: 5, done: 0 });
    await workOn(desk, operation.id);
    expect((await desk.get(`/v1/operations/${operation.id}`)).json()).toMatchObject({
      status: 'finished',
      done: 5,
      accepted: 2,
      refused: 3,
      parts: 2,
    });
    const { data } = (await desk.get(`/v1/operations/${operation.id}/items`)).json();
    expect(
      data.map((one: { outcome: string; to: string; code: string }) => [one.outcome, one.to, one.code]),
    ).toEqual([
      ['accepted', ada, null],
      ['refused', stranger, 'contact.no_consent'],
      ['refused', grace, 'merge.missing_value'],
      ['accepted', grace, null],
      ['refused', 'nobody', expect.stringMatching(/^number\./)],
    ]);
    await desk.work();
    expect(desk.on.carrier.accepted.map((one) => one.body)).toEqual([
      'Bakery: hello Ada.',
      'Bakery: hello Grace.',
    ]);
    const hers = (await desk.get(`/v1/messages/${data[0].message_id}`)).json();
    expect(hers).toMatchObject({ status: 'accepted', metadata: { row: '1' } });
  });

  test.each([
    ['words that cannot be read', { body: 'Hello {{ name' }, 'merge.'],
    ['a program of somebody else', { program_id: `prg_${'0'.repeat(32)}` }, 'program.not_found'],
    ['an hour that is over', { send_at: '2026-11-01T12:00:00Z' }, 'text.send_at_past'],
    ['nobody to send to', { recipients: [] }, 'request.invalid'],
  ])('with %s is refused as a whole', async (_what, change, code) => {
    const desk = await openDesk();
    const answer = await request(desk, { body: 'Hello', recipients: [{ to: ada }], ...change });
    expect([answer.statusCode, answer.json().code.startsWith(code)]).toEqual([422, true]);
  });

  test('takes ten thousand, however often it is interrupted, and texts nobody twice', async () => {
    const desk = await openDesk();
    const known = [ada, grace, desk.on.fixture.people[0]?.number];
    const numbers = fictionalNumbers(1_310)
      .filter((number) => !known.includes(number))
      .slice(0, 1_300);
    await desk.agree(...numbers);
    const recipients = Array.from({ length: 10_000 }, (_, n) => ({
      to: numbers[n % 1_300],
      variables: { n },
    }));
    const { id, total } = (await request(desk, { body: 'Text {{ n }}', recipients })).json();
    expect(total).toBe(10_000);
    // Each time a process ends after one step; the job it leaves behind goes on where it stood.
    for (let round = 0; round < 3; round += 1) await workOn(desk, id, AbortSignal.abort());
    expect((await desk.get(`/v1/operations/${id}`)).json()).toMatchObject({ status: 'working', done: 1_500 });
    const operationId = await workOn(desk, id);
    const payload = { workspaceId: desk.on.fixture.workspaceId, operationId };
    await textJobs['texts.work_operation']?.(desk.on.ctx, payload, new AbortController().signal);
    expect((await desk.get(`/v1/operations/${id}`)).json()).toMatchObject({
      status: 'finished',
      accepted: 10_000,
    });
    const { rows } = await desk.on.in((tx) =>
      tx.query(`select count(distinct body)::integer as texts, count(*)::integer as "all" from message`),
    );
    expect(rows[0]).toEqual({ texts: 10_000, all: 10_000 });
    const kept = await desk.on.in((tx) => tx.query('select request from text_operation'));
    expect(kept.rows).toEqual([{ request: null }]);
  });

  test('for an hour that passed while it waited to be worked through goes then, and is not refused', async () => {
    const desk = await openDesk();
    const wish = { body: 'Hello', send_at: '2026-11-24T18:00:00Z', recipients: [{ to: ada }] };
    const { id } = (await request(desk, wish)).json();
    desk.on.ctx.clock.moveTo('2026-11-24T18:30:00Z');
    await workOn(desk, id);
    expect((await desk.get(`/v1/operations/${id}`)).json()).toMatchObject({ accepted: 1, refused: 0 });
    await desk.work();
    expect(desk.on.carrier.accepted).toHaveLength(1);
  });

  test('that is repeated under its Idempotency-Key is the same operation', async () => {
    const desk = await openDesk();
    const ask = () =>
      request(desk, { body: 'Hello', recipients: [{ to: ada }] }, { 'idempotency-key': 'batch-1' });
    const [first, again] = [await ask(), await ask()];
    expect(again.json().id).toBe(first.json().id);
  });

  test('is taken up again at the start of a worker when it was left unfinished', async () => {
    const desk = await openDesk();
    const { id } = (await request(desk, { body: 'Hello', recipients: [{ to: ada }] })).json();
    expect(await desk.on.in(resumeOperations)).toBe(1);
    await workOn(desk, id);
    expect(await desk.on.in(resumeOperations)).toBe(0);
  });

  test('shows its items page by page, and only the refused ones when asked', async () => {
    const desk = await openDesk();
    const recipients = [ada, stranger, grace, stranger].map((to) => ({ to }));
    const { id } = (await request(desk, { body: 'Hello', recipients })).json();
    await workOn(desk, id);
    const page = async (query: string) => (await desk.get(`/v1/operations/${id}/items?${query}`)).json();
    const first = await page('limit=3');
    const second = await page(`limit=3&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data].map((one) => one.position)).toEqual([0, 1, 2, 3]);
    const refused = await page('outcome=refused');
    expect(refused.data.map((one: { position: number }) => one.position)).toEqual([1, 3]);
    expect((await desk.get(`/v1/operations/opn_${'0'.repeat(32)}`)).statusCode).toBe(404);
  });
});
