import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';

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

async function openDesk(purpose?: Parameters<typeof sendingDesk>[1]) {
  const desk = await sendingDesk(database, purpose);
  desks.push(desk);
  await desk.agree(ada);
  return desk;
}

test('a trial shows the words, their parts, the sender and the verdict, and keeps nothing', async () => {
  const desk = await openDesk();
  const answer = await desk.post({
    to: ada,
    body: 'Code: {{ code }} 😀',
    variables: { code: 42 },
    dry_run: true,
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    object: 'message_trial',
    to: ada,
    body: 'Code: 42 😀',
    parts: 1,
    alphabet: 'ucs2',
    sender: { id: desk.senderId, number: desk.on.fixture.sender.number },
    verdict: { will: 'send', code: null, until: null },
  });
  expect((await desk.get('/v1/messages')).json().data).toEqual([]);
});

test('a trial says what the text costs, once somebody has said what texts cost', async () => {
  const desk = await openDesk();
  const wish = { to: ada, body: 'x'.repeat(161), dry_run: true };
  expect((await desk.post(wish)).json().cost).toBe(null);
  const { workspaceId } = desk.on.fixture;
  const admin = await desk.app.withKey(workspaceId, ['workspace.admin', 'messages.send']);
  const caps = { day: null, month: null, campaign: null };
  const payload = {
    currency: 'USD',
    caps,
    prices: [{ per_part: '0.0079' }, { per_part: '0.05', country: 'CA' }],
  };
  const put = await admin({ method: 'PUT', url: '/v1/workspace/spending', payload });
  expect(put.statusCode).toBe(200);
  expect((await desk.post(wish)).json()).toMatchObject({
    parts: 2,
    cost: { amount: '0.0158', currency: 'USD' },
  });
});

test('a trial to whom would be refused says so, with the words all the same', async () => {
  const desk = await openDesk();
  const answer = await desk.post({ to: '+13125550143', body: 'Hello', dry_run: true });
  expect([answer.statusCode, answer.json().parts]).toEqual([200, 1]);
  expect(answer.json().verdict).toMatchObject({ will: 'refuse', code: 'contact.no_consent' });
});

test('a trial of what cannot be written is refused as sending would refuse it', async () => {
  const desk = await openDesk();
  const answer = await desk.post({ to: ada, body: 'Hello {{ nickname }}', dry_run: true });
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'merge.missing_value']);
});

test('a trial at night says until when a marketing text would wait, and that a code would not', async () => {
  const [offers, codes] = [await openDesk('marketing'), await openDesk('otp')];
  for (const desk of [offers, codes]) desk.on.ctx.clock.moveTo('2026-11-25T08:00:00Z');
  const tried = async (desk: SendingDesk) =>
    (await desk.post({ to: ada, body: 'Bakery: hello. STOP to end', dry_run: true })).json().verdict;
  expect(await tried(offers)).toMatchObject({
    will: 'wait',
    code: 'quiet_hours',
    until: '2026-11-25T14:00:00.000Z',
  });
  expect(await tried(codes)).toMatchObject({ will: 'send' });
});

test('a trial for a later hour says so', async () => {
  const desk = await openDesk();
  const { verdict } = (
    await desk.post({ to: ada, body: 'Hello', send_at: '2026-11-26T12:00:00Z', dry_run: true })
  ).json();
  expect(verdict).toMatchObject({ will: 'wait', code: 'send_at', until: '2026-11-26T12:00:00.000Z' });
});

test.each([
  ['none', 'transactional', 'wait'],
  ['no_marketing', 'transactional', 'send'],
  ['no_marketing', 'marketing', 'wait'],
] as const)('a trial where the switch is at %s: a %s text would %s', async (sending, purpose, will) => {
  const desk = await openDesk(purpose);
  await desk.on.in((tx) => tx.query('update workspace set sending = $1', [sending]));
  const body = 'Bakery: hello. STOP to end';
  const { verdict } = (await desk.post({ to: ada, body, dry_run: true })).json();
  expect(verdict.will).toBe(will);
});

test('what a test key asks for is a trial, whatever it says', async () => {
  const desk = await openDesk();
  const ask = await desk.app.withKey(desk.on.fixture.workspaceId, ['messages.send', 'messages.read'], true);
  const payload = { to: ada, program_id: desk.programId, body: 'Hello' };
  const trial = await ask({ method: 'POST', url: '/v1/messages', payload });
  expect([trial.statusCode, trial.json().object]).toEqual([200, 'message_trial']);
});

test('a trial tells what the author should know of the words, and refuses with the place what may not be said', async () => {
  const desk = await openDesk();
  const trial = (await desk.post({ to: ada, body: 'Your order has left!!', dry_run: true })).json();
  expect(trial.warnings).toMatchObject([
    { code: 'identity.missing', pointer: '/body', position: 0, suggestion: 'Bakery: ' },
    { code: 'tone.exclamations', position: 19, end: 21 },
  ]);
  const answer = await desk.post({
    to: ada,
    body: 'Bakery: see {{ link }}',
    variables: { link: 'bit.ly/x' },
  });
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'link.shortener']);
  expect(answer.json().errors).toMatchObject([{ pointer: '/body', position: 12, end: 20 }]);
});
