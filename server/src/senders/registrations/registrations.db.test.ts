import { goodForms } from '@tidings/policy/registrations/examples';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { sendingFixture, testContext } from '../../../test/sending.ts';
import { publicId } from '../../platform/ids.ts';
import { listAllPaces } from '../index.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function stage(kind = 'real_fake') {
  const fixture = await sendingFixture(testContext(database.db), { kind }, 0);
  const ask = await app.signedIn(fixture.workspaceId);
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT') => async (url: string, payload?: object) => {
    const answer = await (ask as Ask)({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, json: answer.json() };
  };
  const senderId = publicId('snd', fixture.sender.id);
  return {
    ...fixture,
    senderId,
    get: send('GET'),
    post: send('POST'),
    patch: send('PATCH'),
    put: send('PUT'),
  };
}

test('a registration goes from draft to approval, with its history, its numbers and its limits', async () => {
  const { get, post, patch, put, senderId, workspaceId } = await stage();
  const brand = (
    await post('/v1/registrations', { kind: 'brand', name: 'Us', answers: { vetting_score: 80 } })
  ).json;
  const made = await post('/v1/registrations', {
    kind: 'campaign',
    name: 'Offers',
    brand_registration_id: brand.id,
  });
  expect([made.status, made.json.status]).toEqual([201, 'draft']);
  const at = `/v1/registrations/${made.json.id}`;

  const early = await post(`${at}/submit`, {});
  expect([early.status, early.json.code]).toEqual([422, 'registration.not_ready']);
  expect(early.json.errors ?? early.json.details).toContainEqual(
    expect.objectContaining({ pointer: '/answers/message_flow', code: 'field.missing' }),
  );

  await patch(at, { answers: goodForms.campaign });
  expect((await get(`${at}/findings`)).json).toMatchObject({ errors: 0, warnings: 0 });
  expect((await get(`${at}/export?provider=twilio`)).json.body.UsAppToPersonUsecase).toBe('MARKETING');
  expect((await post(`${at}/submit`, { provider: 'twilio' })).json).toMatchObject({
    status: 'submitted',
    provider: 'twilio',
  });
  expect((await patch(at, { answers: { use_case: '2FA' } })).json.code).toBe('registration.handed_in');

  expect((await post(`${at}/status`, { status: 'rejected' })).json.code).toBe('registration.no_reason');
  const rejected = await post(`${at}/status`, {
    status: 'rejected',
    code: '805',
    reason: 'Privacy policy not compliant',
  });
  expect(rejected.json.rejection).toEqual({
    ...{ code: '805', reason: 'Privacy policy not compliant' },
    mend: ['privacy_policy_url', 'privacy_policy_text'],
  });
  await patch(at, { answers: { privacy_policy_url: 'https://harborcoffee.example/privacy-policy' } });
  await post(`${at}/submit`, {});
  expect((await post(`${at}/status`, { status: 'approved' })).json.code).toBe('registration.no_reference');
  expect((await get('/v1/sender-papers')).json.data[0]).toMatchObject({
    standing: 'closed',
    rule: 'sender.unregistered',
  });

  await put(`${at}/numbers`, { sender_ids: [senderId] });
  const approved = (await post(`${at}/status`, { status: 'approved', reference: 'CABC123' })).json;
  expect(approved).toMatchObject({
    status: 'approved',
    reference: 'CABC123',
    numbers: [{ number: '+12025550100' }],
  });
  expect((await get('/v1/sender-papers')).json.data[0]).toMatchObject({ standing: 'approved', rule: null });
  // Class B at AT&T, the top tier of T-Mobile; Verizon counts each number, which has a pace of its own.
  const paces = await database.db.tx(workspaceId, listAllPaces);
  expect(paces.find(({ subject }) => subject === `${approved.id}:att`)?.partsPerSecond).toBe(75);
  expect(paces.find(({ subject }) => subject === `${approved.id}:att_mms`)?.partsPerSecond).toBe(40);
  expect(paces.find(({ subject }) => subject === `${brand.id}:tmobile`)?.partsPerSecond).toBeCloseTo(
    200_000 / 86_400,
    6,
  );
  await patch(at, { hours_a_day: 12 });
  const spread = await database.db.tx(workspaceId, listAllPaces);
  expect(spread.find(({ subject }) => subject === `${brand.id}:tmobile`)?.partsPerSecond).toBeCloseTo(
    200_000 / 43_200,
    6,
  );

  const history = (await get(`${at}/history`)).json.data.map(
    ({ act, status }: { act: string; status: string }) => `${act} ${status}`,
  );
  expect(history).toEqual([
    'registration.created draft',
    'registration.changed draft',
    'registration.submitted submitted',
    'registration.rejected rejected',
    'registration.changed draft',
    'registration.submitted submitted',
    'registration.numbers_changed submitted',
    'registration.approved approved',
    'registration.changed approved',
  ]);
});

test('what was approved elsewhere is brought in, and falls with its brand', async () => {
  const { get, post, put, senderId } = await stage();
  const brand = (await post('/v1/registrations', { kind: 'brand', name: 'Us' })).json;
  await post(`/v1/registrations/${brand.id}/status`, { status: 'approved' });
  const { id } = (
    await post('/v1/registrations', { kind: 'campaign', name: 'Offers', brand_registration_id: brand.id })
  ).json;
  await put(`/v1/registrations/${id}/numbers`, { sender_ids: [senderId] });
  await post(`/v1/registrations/${id}/status`, { status: 'approved', reference: 'CABC123' });
  expect((await get('/v1/sender-papers')).json.data[0].standing).toBe('approved');
  await post(`/v1/registrations/${brand.id}/status`, { status: 'suspended', reason: 'Vetting failed' });
  expect((await get(`/v1/registrations/${id}`)).json).toMatchObject({
    status: 'suspended',
    rejection: { reason: 'Its brand “Us” is suspended.' },
  });
  expect((await get('/v1/sender-papers')).json.data[0].standing).toBe('closed');
});

test('bad input is refused with a sentence and changes nothing', async () => {
  const { get, post, patch, put, senderId } = await stage();
  const code = async (asked: Promise<{ json: { code?: string } }>) => (await asked).json.code;
  const { id } = (await post('/v1/registrations', { kind: 'toll_free', name: 'Orders' })).json;
  const at = `/v1/registrations/${id}`;
  const before = (await get(at)).json;
  expect(await code(post('/v1/registrations', { kind: 'brand', name: 'Orders' }))).toBe(
    'registration.name_taken',
  );
  expect(await code(post('/v1/registrations', { kind: 'brand', name: ' ' }))).toBe('registration.bad_name');
  expect(
    await code(post('/v1/registrations', { kind: 'campaign', name: 'A', brand_registration_id: id })),
  ).toBe('registration.bad_parent');
  expect(await code(patch(at, { brand_registration_id: id }))).toBe('registration.no_parent');
  expect(await code(patch(at, { answers: { colour: 'red' } }))).toBe('registration.bad_answers');
  expect(await code(patch(at, { answers: { samples: 'one' } }))).toBe('registration.bad_answers');
  expect(await code(put(`${at}/numbers`, { sender_ids: [senderId] }))).toBe('registration.other_kind');
  expect(await code(put(`${at}/numbers`, { sender_ids: ['snd_1'] }))).toBe('sender.not_found');
  expect(await code(post(`${at}/status`, { status: 'expired' }))).toBe('registration.wrong_status');
  expect(await code(post(`${at}/status`, { status: 'approved', expires_at: '2020-01-01T00:00:00Z' }))).toBe(
    'registration.bad_expiry',
  );
  expect(await code(get(`${at}/export?provider=vonage`))).toBe('registration.no_export');
  expect(await code(get('/v1/registrations/reg_1'))).toBe('registration.not_found');
  expect((await get(at)).json).toEqual(before);
});

test('a number of the rehearsal is on record as registered for rehearsal alone', async () => {
  const { get } = await stage('rehearsal');
  expect((await get('/v1/sender-papers')).json.data[0]).toMatchObject({
    standing: 'rehearsal',
    sentence:
      '+12025550100 reaches no real phone: it is registered for rehearsal alone, and needs no papers.',
  });
});

test('a form is filled in from what is known of a program', async () => {
  const { get, program } = await stage();
  const { answers } = (
    await get(`/v1/programs/${publicId('prg', program.id)}/registration-prefill?kind=campaign`)
  ).json;
  expect(answers).toMatchObject({
    display_name: 'Bakery',
    use_case: 'MARKETING',
    help_keywords: ['HELP', 'INFO'],
  });
  expect(answers.message_flow).toContain(program.disclosure);
  expect(answers.help_message).toContain('help@example.com');
  expect(answers).not.toHaveProperty('legal_name');
});
