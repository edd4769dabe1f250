import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { publicId } from '../../platform/ids.ts';
import { deskJobs } from '../desk.jobs.ts';
import { writtenModules } from './needs.ts';
import { getModule } from './take-training.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let marketer: Colleague;
let officer: Colleague;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  shop = await openShop(database.db);
  await database.db.tx(shop.workspaceId, (tx) => addPerson(tx, shop, { n: 1, firstName: 'Ada' }));
  marketer = await newColleague(app, shop.workspaceId, { role: 'marketer' });
  officer = await newColleague(app, shop.workspaceId, { role: 'compliance' });
});

const send = async (who: Colleague, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const answer = await who.ask({ method, url, ...(payload && { payload }) });
  return answer.statusCode === 204 ? {} : answer.json();
};
const enforce = (more: object = {}) =>
  send(officer, 'PUT', '/v1/training/setting', {
    is_enforced: true,
    pass_mark: 80,
    renew_months: 12,
    ...more,
  });
const rightAnswers = (id: string) =>
  (writtenModules.find((one) => one.id === id)?.questions ?? []).map(({ right }) => right);
const attempt = (who: Colleague, module: string, answers: number[], version = '2026-11') =>
  send(who, 'POST', '/v1/training/attempts', { module, version, answers });

async function checkedCampaign(): Promise<string> {
  const made = await send(marketer, 'POST', '/v1/campaigns', {
    ...{
      name: 'Spring',
      program_id: publicId('prg', shop.programId),
      sender_id: publicId('snd', shop.senderId),
    },
    body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out',
    include: { lists: [publicId('lst', shop.listId)] },
  });
  await send(marketer, 'POST', `/v1/campaigns/${made.id}/check`);
  return `/v1/campaigns/${made.id}`;
}

test('where training is enforced, nobody launches or approves without it; with it they do', async () => {
  const url = await checkedCampaign();
  await enforce({ needs: { marketer: ['tcpa', 'workspace'], compliance: ['gdpr'] } });
  const refused = await send(marketer, 'POST', `${url}/launch`);
  expect([refused.code, refused.detail]).toEqual([
    'training.missing',
    expect.stringContaining('tcpa, workspace'),
  ]);
  const { content_sha256 } = await send(officer, 'GET', `${url}/approvals`);
  const approval = await send(officer, 'POST', `${url}/approvals`, { verdict: 'approved', content_sha256 });
  expect(approval.code).toBe('training.missing');
  expect(await attempt(marketer, 'tcpa', rightAnswers('tcpa'))).toMatchObject({
    score: 100,
    is_passed: true,
  });
  const own = await database.db.tx(shop.workspaceId, (tx) => getModule(tx, 'workspace', app.ctx.clock.now()));
  const passed = await attempt(
    marketer,
    'workspace',
    own.questions.map(({ right }) => right),
    own.version,
  );
  expect(passed).toMatchObject({ is_passed: true, expires_at: '2027-11-24T17:00:00.000Z' });
  expect((await send(marketer, 'GET', '/v1/me/training')).missing).toEqual([]);
  expect((await send(marketer, 'POST', `${url}/launch`)).status).toBe('sending');
});

test('off, which is how it begins, nothing is refused', async () => {
  const url = await checkedCampaign();
  expect((await send(marketer, 'GET', '/v1/me/training')).missing).toEqual(['tcpa', 'ctia', 'workspace']);
  expect((await send(marketer, 'POST', `${url}/launch`)).status).toBe('sending');
});

test('a try that fails is on record, tells why, and five a day are the most', async () => {
  const wrong = rightAnswers('gdpr').map((right) => (right + 1) % 3);
  const first = await attempt(marketer, 'gdpr', wrong);
  expect(first).toMatchObject({ score: 0, is_passed: false, expires_at: null });
  expect(first.answers[0]).toEqual({ is_right: false, because: expect.stringContaining('art. 21') });
  for (let n = 2; n <= 5; n += 1) await attempt(marketer, 'gdpr', wrong);
  expect((await attempt(marketer, 'gdpr', rightAnswers('gdpr'))).code).toBe('training.too_many_tries');
  const { members } = await send(officer, 'GET', '/v1/training');
  expect(
    members.find(({ member }: { member: { id: string } }) => member.id === marketer.memberId).passed,
  ).toEqual([]);
});

test('answers that are no answers are refused, and the questions come without the right ones', async () => {
  expect((await attempt(marketer, 'gdpr', [0])).code).toBe('training.answers');
  expect((await attempt(marketer, 'gdpr', [9, 9, 9, 9, 9])).code).toBe('training.answers');
  expect((await attempt(marketer, 'gdpr', [0, 0, 0, 0, 0], 'older')).code).toBe('training.other_version');
  expect((await attempt(marketer, 'cooking', [])).code).toBe('training.no_module');
  expect((await enforce({ needs: { agent: ['cooking'] } })).code).toBe('training.no_module');
  const { data } = await send(marketer, 'GET', '/v1/training/modules');
  expect(data).toHaveLength(5);
  expect(JSON.stringify(data)).not.toMatch(/"right"|"because"/);
});

test('a key launches by the training of whoever made it', async () => {
  const url = await checkedCampaign();
  await enforce({ needs: { marketer: ['can_spam'] } });
  const key = await app.withKey(shop.workspaceId, ['campaigns.launch']);
  const nobody = await key({ method: 'POST', url: `${url}/launch` });
  expect(nobody.json().code).toBe('training.nobody');
  await database.db.tx(shop.workspaceId, (tx) =>
    tx.query('update api_key set created_by = $1', [marketer.id]),
  );
  expect((await key({ method: 'POST', url: `${url}/launch` })).json().detail).toContain('who made this key');
  await attempt(marketer, 'can_spam', rightAnswers('can_spam'));
  expect((await key({ method: 'POST', url: `${url}/launch` })).json().status).toBe('sending');
});

test('a written policy is acknowledged by those whom it concerns, each version anew', async () => {
  const words = {
    title: 'Texting',
    body: 'Nobody is texted without consent.',
    roles: ['marketer'],
    due_days: 7,
  };
  const made = await send(officer, 'POST', '/v1/staff-policies', words);
  const readers = async () => (await send(officer, 'GET', `/v1/staff-policies/${made.id}/readers`)).data;
  expect(await readers()).toMatchObject([
    { member: { id: marketer.memberId }, acknowledged_at: null, is_overdue: false },
  ]);
  const say = (version: number, sha256: string) =>
    send(marketer, 'POST', `/v1/staff-policies/${made.id}/acknowledge`, { version, sha256 });
  expect((await say(1, '0'.repeat(64))).code).toBe('staff_policy.other_version');
  expect(await say(1, made.sha256)).toEqual({});
  expect((await readers())[0].acknowledged_at).toBe('2026-11-24T17:00:00.000Z');
  await send(officer, 'PUT', `/v1/staff-policies/${made.id}`, { ...words, body: 'Nor at night.' });
  expect((await readers())[0].acknowledged_at).toBeNull();
  expect((await say(1, made.sha256)).code).toBe('staff_policy.other_version');
  await send(officer, 'POST', `/v1/staff-policies/${made.id}/retire`);
  expect(await readers()).toEqual([]);
  expect((await send(officer, 'PUT', `/v1/staff-policies/${made.id}`, words)).code).toBe(
    'staff_policy.retired',
  );
});

test('the overview names what is late and what is missing, and its parts add up to the score', async () => {
  const read = () => send(officer, 'GET', '/v1/compliance/overview');
  const before = await read();
  await send(officer, 'POST', '/v1/cases', {
    kind: 'complaint',
    title: 'Late',
    received_at: '2026-11-02T09:00:00Z',
  });
  await send(officer, 'POST', '/v1/breaches', { title: 'List lost', aware_at: '2026-11-20T09:00:00Z' });
  const after = await read();
  expect(after.counts).toMatchObject({ overdue_cases: 1, alarming_breaches: 1 });
  expect(before.score - after.score).toBe(30);
  for (const { score, parts } of [before, after]) {
    expect(parts.reduce((sum: number, one: { points: number }) => sum + one.points, 0)).toBe(score);
    expect(parts.reduce((sum: number, one: { weight: number }) => sum + one.weight, 0)).toBe(100);
  }
  expect(after.today.slice(0, 2)).toMatchObject([
    { urgency: 'overdue', sentence: expect.stringContaining('72 hours are over') },
    { urgency: 'overdue', command: 'tidings cases --overdue' },
  ]);
});

test('staff is reminded by mail of what is left, and whoever the mail server refuses keeps nobody from it', async () => {
  await send(officer, 'POST', '/v1/staff-policies', {
    title: 'Texting',
    body: 'Only with consent.',
    roles: ['marketer'],
  });
  await enforce({ needs: { marketer: [], compliance: ['gdpr'] } });
  const letters: { to: string; text: string }[] = [];
  const mailer = {
    close() {},
    async send(letter: { to: string; text: string }) {
      if (letter.to === 'refused@example.com') throw new Error('refused');
      letters.push(letter);
    },
  };
  await newColleague(app, shop.workspaceId, { role: 'marketer', email: 'refused@example.com' });
  const ctx = { ...app.ctx, db: database.worker };
  const remind = async (post: { mailer: typeof mailer; origin: string } | null) => {
    letters.length = 0;
    await deskJobs(post)['desk.remind'](ctx);
    // Other tests of this file have workspaces of their own.
    const ours = [marketer.email, officer.email];
    return letters
      .filter(({ to }) => ours.includes(to))
      .map(({ to, text }) => [to, /- (\w+)/.exec(text)?.[1]]);
  };
  const post = { mailer, origin: 'https://texts.example.com' };
  expect((await remind(post)).toSorted()).toEqual(
    [
      [marketer.email, 'Texting'],
      [officer.email, 'gdpr'],
    ].toSorted(),
  );
  await attempt(officer, 'gdpr', rightAnswers('gdpr'));
  expect(await remind(post)).toEqual([[marketer.email, 'Texting']]);
  expect(await remind(null)).toEqual([]);
  const { rows } = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query(`select count(*)::integer as n from audit_entry where act = 'member.reminded'`),
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test('the training records are printed: who stands how, each attempt, and what was read', async () => {
  await attempt(officer, 'gdpr', rightAnswers('gdpr'));
  const printed = await officer.ask({ url: '/v1/training?format=pdf' });
  const { text, json } = await readPdf(printed.rawPayload);
  expect(text).toContain(
    'GDPR: personal data of people in Europe (version 2026-11): passed with 100 per cent',
  );
  expect(text).toContain('LACKING');
  const record = JSON.parse(json.toString());
  const mine = record.members.find(({ email }: { email: string }) => email === officer.email);
  expect(mine.attempts).toMatchObject([{ module: 'gdpr', score: 100, is_passed: true }]);
  expect(record.attempts_in_all).toBe(1);
});
