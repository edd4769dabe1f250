import { countryOfNumber } from '@tidings/sms/countries';
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
    const numbers = fictionalNumbers(1_500)
      .filter((number) => countryOfNumber(number) === 'US' && !known.includes(number))
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

describe('a request that names a template and a pool', () => {
  async function withMeans(desk: SendingDesk) {
    const ask = await desk.app.withKey(desk.on.fixture.workspaceId, [
      'senders.read',
      'senders.write',
      'templates.write',
    ]);
    const make = async (url: string, payload: object) => (await ask({ method: 'POST', url, payload })).json();
    const [{ gateway_id }] = (await ask({ url: '/v1/senders' })).json().data;
    const second = await make('/v1/senders', {
      gateway_id,
      number: '+12025550188',
      kind: 'long_code',
      parts_per_second: 100,
    });
    const pool = await make('/v1/sender-pools', { name: 'Both', sender_ids: [desk.senderId, second.id] });
    const template = await make('/v1/templates', { name: 'Ready', body: 'Bakery: {{ order }} is ready.' });
    const rewrite = (body: string) =>
      ask({ method: 'PATCH', url: `/v1/templates/${template.id}`, payload: { body } });
    return { pool, template, rewrite, ask, numberOf: { [desk.senderId]: '', [second.id]: second.number } };
  }

  test('sends each person the words of that moment from the number that is theirs', async () => {
    const desk = await openDesk();
    const { pool, template, rewrite } = await withMeans(desk);
    const recipients = [
      { to: ada, variables: { order: 'A-1' } },
      { to: grace, variables: { order: 'G-1' } },
      { to: ada, variables: { order: 'A-2' } },
    ];
    const asked = await request(desk, { pool_id: pool.id, template_id: template.id, recipients });
    expect(asked.json()).toMatchObject({ sender_id: null, pool_id: pool.id, template_version: 1 });
    await rewrite('Bakery: come and get {{ order }}.');
    await workOn(desk, asked.json().id);
    const one = await desk.post({
      to: ada,
      pool_id: pool.id,
      template_id: template.id,
      variables: { order: 'A-3' },
    });
    expect(one.json()).toMatchObject({ body: 'Bakery: come and get A-3.', template_version: 2 });
    await desk.work();
    const { accepted } = desk.on.carrier;
    expect(accepted.map(({ body }) => body).toSorted()).toEqual([
      'Bakery: A-1 is ready.',
      'Bakery: A-2 is ready.',
      'Bakery: G-1 is ready.',
      'Bakery: come and get A-3.',
    ]);
    expect(new Set(accepted.filter(({ to }) => to === ada).map(({ from }) => from)).size).toBe(1);
    const texts = (await desk.get(`/v1/messages?to=${encodeURIComponent(grace)}`)).json().data;
    expect(texts).toMatchObject([{ template_id: template.id, template_version: 1 }]);
  });

  test('is refused for what all its texts share', async () => {
    const desk = await openDesk();
    const { pool, template, ask } = await withMeans(desk);
    const recipients = [{ to: ada }];
    const codeOf = async (body: object) => (await request(desk, { recipients, ...body })).json().code;
    expect([
      await codeOf({ body: 'Hi', template_id: template.id }),
      await codeOf({ body: 'Hi', pool_id: pool.id, sender_id: desk.senderId }),
      await codeOf({}),
      await codeOf({ body: 'Hi', template_version: 1 }),
      await codeOf({ template_id: template.id, template_version: 2 }),
      await codeOf({ template_id: 'Ready' }),
    ]).toEqual([
      'text.body_or_template',
      'text.sender_or_pool',
      'text.empty',
      'text.version_of_nothing',
      'template.no_version',
      'text.bad_reference',
    ]);
    await ask({ method: 'DELETE', url: `/v1/sender-pools/${pool.id}` });
    expect(await codeOf({ body: 'Hi', pool_id: pool.id })).toBe('pool.not_found');
  });

  test('whose pool is removed while it waits tells each recipient so, and sends nothing', async () => {
    const desk = await openDesk();
    const { pool, ask } = await withMeans(desk);
    const asked = await request(desk, { body: 'Hi', pool_id: pool.id, recipients: [{ to: ada }] });
    await ask({ method: 'DELETE', url: `/v1/sender-pools/${pool.id}` });
    await workOn(desk, asked.json().id);
    const { data } = (await desk.get(`/v1/operations/${asked.json().id}/items`)).json();
    expect(data).toMatchObject([{ outcome: 'refused', code: 'pool.not_found' }]);
  });
});

test('a dry run for many says what would become of each, and keeps nothing', async () => {
  const desk = await openDesk();
  const answer = await request(desk, {
    dry_run: true,
    body: 'Bakery: hello {{ name }}.',
    recipients: [
      { to: ada, variables: { name: 'Ada' } },
      { to: stranger, variables: { name: 'Who' } },
      { to: grace },
    ],
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    object: 'bulk_trial',
    total: 3,
    send: 1,
    wait: 0,
    refuse: 2,
    parts: 1,
    cost: null,
    items: [
      { position: 0, to: ada, will: 'send', sender_id: desk.senderId, parts: 1 },
      { position: 1, to: stranger, will: 'refuse', code: 'contact.no_consent' },
      { position: 2, to: grace, will: 'refuse', code: 'merge.missing_value' },
    ],
  });
  expect((await desk.get('/v1/messages')).json().data).toEqual([]);
});
