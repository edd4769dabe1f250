import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { applyReceipts } from '../messages/index.ts';

const ada = '+13125550142';
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
  await desk.agree(ada);
  return desk;
}

type Step = {
  step: string;
  at: string | null;
  sentence: string;
  cause: string | null;
  remedy: string | null;
};

async function stepsOf(desk: SendingDesk, id: string): Promise<Step[]> {
  const answer = await desk.get(`/v1/messages/${id}/timeline`);
  expect(answer.statusCode).toBe(200);
  return answer.json().steps;
}

const send = async (desk: SendingDesk, change: object = {}) =>
  (await desk.post({ to: ada, body: 'Your bread is ready.', ...change })).json().id as string;

test('a text tells its life from the queue to the phone, the trouble in between included', async () => {
  const desk = await openDesk();
  const { clock } = desk.on.ctx;
  const id = await send(desk);
  expect((await stepsOf(desk, id)).map((one) => one.step)).toEqual(['queued', 'consent', 'waiting']);
  const { answer } = desk.on.carrier;
  desk.on.carrier.answer = (one, tries) =>
    tries === 1
      ? { outcome: { kind: 'throttled', retryAfterMs: 0, sentence: 'Slow down.' } }
      : answer(one, tries);
  clock.forward(1_000);
  await desk.work();
  expect((await stepsOf(desk, id)).at(-1)?.step).toBe('under_way');
  clock.forward(1_000);
  const providerId = `fake_${desk.on.carrier.accepted[0]?.reference}`;
  const told = { gatewayId: null, providerId, reason: null, reasonDetail: null };
  const receipt = { messageId: null, ...told, occurredAt: clock.now() };
  await desk.on.in((tx) => applyReceipts(tx, [{ ...receipt, status: 'delivered' }]));
  const steps = await stepsOf(desk, id);
  expect(steps.map((one) => one.step).sort()).toEqual(
    ['queued', 'consent', 'returned', 'handed_over', 'accepted', 'delivered'].sort(),
  );
  expect(steps.find((one) => one.step === 'returned')?.remedy).toMatch(/lower the pace/);
  expect(steps.at(-1)).toMatchObject({ step: 'delivered', at: '2026-11-24T17:00:02.000Z' });
});

test('a cancelled text says by which key', async () => {
  const desk = await openDesk();
  const id = await send(desk);
  await desk.ask({ method: 'POST', url: `/v1/messages/${id}/cancel` });
  expect((await stepsOf(desk, id)).at(-1)?.sentence).toMatch(
    /^Cancelled by the API key key_[0-9a-f]{32} before/,
  );
});

test('a text for later says until when, in the words of where the person is', async () => {
  const desk = await openDesk();
  const id = await send(desk, { send_at: '2026-11-25T15:00:00Z' });
  expect((await stepsOf(desk, id)).at(-1)).toMatchObject({
    step: 'waiting',
    cause: 'This hour was asked for.',
  });
});

test('a text of nobody we know has no story', async () => {
  const desk = await openDesk();
  for (const id of ['msg_1', 'cmp_1'])
    expect((await desk.get(`/v1/messages/${id}/timeline`)).statusCode).toBe(404);
});
