import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { fakeCarrier } from '../../../test/fake-gateway.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { type SendingFixture, sendingFixture, testContext } from '../../../test/sending.ts';
import { optOut } from '../../contacts/index.ts';
import { evidenceJobs } from '../evidence.jobs.ts';
import type { SelfCheckReport } from './report.ts';

let database: TestDatabase;
let app: TestApp;
let ctx: ReturnType<typeof testContext>;
beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db, '2026-11-02T15:00:00Z');
  app = await testApp(database, {}, ctx);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const good = 'Bakery: fresh rolls from 7. Reply STOP to opt out';
let nextId = 1_000;

async function leave(
  on: SendingFixture,
  nth: number,
  at: string,
  body = good,
  consent = true,
): Promise<string> {
  const person = on.people[nth];
  nextId += 1;
  await database.db.tx(on.workspaceId, (tx) =>
    tx.query(
      `insert into message (id, workspace_id, contact_id, sender_id, number, purpose, kind, body, parts, status, provider_id,
         consent_event_id, program_id, queued_at, submitted_at, accepted_at)
       select $1, $2, $3, $4, $5, 'marketing', 'direct', $6, 1, 'delivered', 'carrier', case when $7 then c.event_id end, $8, $9, $9, $9
       from consent c where c.number = $5`,
      [
        ...[nextId, on.workspaceId, person?.id, on.sender.id, person?.number, body],
        ...[consent, on.program.id, at],
      ],
    ),
  );
  return `msg_${nextId}`;
}

async function stage(people = 6) {
  ctx.clock.moveTo('2026-11-02T15:00:00Z');
  const on = await sendingFixture(ctx, fakeCarrier().adapter, people);
  const ask = await app.withKey(on.workspaceId, ['proofs.read', 'audit.read']);
  return { on, ask };
}

async function check(ask: Ask, month = '2026-11') {
  ctx.clock.moveTo('2026-12-03T15:00:00Z');
  const answer = await ask({ method: 'POST', url: '/v1/self-checks', payload: { month } });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ report: SelfCheckReport; signature: Record<string, string> }>();
}
const failedChecks = ({ checks }: SelfCheckReport) =>
  checks.filter(({ holds }) => !holds).map(({ check: name }) => name);

test('a month in which all was right holds, and says what was asked of how many', async () => {
  const { on, ask } = await stage();
  for (let nth = 0; nth < 6; nth += 1) await leave(on, nth, `2026-11-1${nth}T17:00:00Z`);
  await leave(on, 0, '2026-11-20T17:00:00Z', 'Bakery: cake');
  const { report } = await check(ask);
  expect([report.holds, report.texts_sent, report.people_texted, report.sample.size]).toEqual([
    true,
    7,
    6,
    7,
  ]);
  expect(report.failures).toEqual([]);
  expect(report.checks.find(({ check: name }) => name === 'sample.hours')).toMatchObject({
    asked: 7,
    failed: 0,
  });
});

test('each way of being wrong is found, and named with its text', async () => {
  const { on, ask } = await stage();
  const night = await leave(on, 0, '2026-11-11T03:00:00Z');
  const nameless = await leave(on, 1, '2026-11-11T17:00:00Z', 'Fresh rolls from 7. Reply STOP to opt out');
  const noWayOut = await leave(on, 2, '2026-11-11T17:00:00Z', 'Bakery: fresh rolls from 7');
  const unallowed = await leave(on, 3, '2026-11-11T17:00:00Z', good, false);
  for (const hour of ['14', '15', '16']) await leave(on, 4, `2026-11-11T${hour}:00:00Z`);
  const fourth = await leave(on, 4, '2026-11-11T17:00:00Z');
  ctx.clock.moveTo('2026-11-12T15:00:00Z');
  await database.db.tx(on.workspaceId, (tx) =>
    optOut(tx, ctx, {
      brandId: on.program.brandId,
      number: on.people[5]?.number ?? '',
      actor: 'system:test',
      method: 'verbal',
      occurredAt: ctx.clock.now(),
      evidence: {},
    }),
  );
  const after = await leave(on, 5, '2026-11-13T17:00:00Z');
  const { report } = await check(ask);
  expect(failedChecks(report)).toEqual([
    'month.no_text_after_opt_out',
    ...['consent', 'opt_out', 'hours', 'frequency', 'identification', 'way_out'].map(
      (name) => `sample.${name}`,
    ),
  ]);
  expect(report.checks.find(({ check: name }) => name === 'month.opt_outs_in_a_minute')?.sentence).toBe(
    '1 opt-out on record, none of them by a reply.',
  );
  expect(report.failures.map(({ text, failed }) => [text, failed.map(({ check: name }) => name)])).toEqual([
    [night, ['hours']],
    [nameless, ['identification']],
    [noWayOut, ['way_out']],
    [unallowed, ['consent']],
    [fourth, ['frequency']],
    [after, ['opt_out']],
  ]);
  expect(report.failures[0]?.failed[0]?.sentence).toContain('22:00:00 in America/New_York');
});

test('what was found is signed, kept, and a PDF that carries the very bytes', async () => {
  const { on, ask } = await stage(1);
  await leave(on, 0, '2026-11-11T17:00:00Z');
  const { report, signature } = await check(ask);
  expect(signature.signed_text).toBe(`tidings self-check v1\n${JSON.stringify(report)}\n`);
  // Nothing but the answer is needed to check it.
  const publicKey = createPublicKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(signature.public_key ?? '', 'base64').toString('base64url'),
    },
    format: 'jwk',
  });
  const isSigned = (text: string) =>
    verify(null, Buffer.from(text), publicKey, Buffer.from(signature.value ?? '', 'base64'));
  expect([isSigned(signature.signed_text ?? ''), isSigned('another')]).toEqual([true, false]);

  const list = (await ask({ url: '/v1/self-checks' })).json();
  expect(list.data).toMatchObject([{ month: '2026-11', sampled: 1, failed_checks: 0 }]);
  const pdf = await ask({ url: '/v1/self-checks/2026-11', headers: { accept: 'application/pdf' } });
  const read = await readPdf(pdf.rawPayload);
  expect(read.json.toString('utf8')).toBe(JSON.stringify(report));
  expect(read.text).toContain('Everything that was asked holds.');
  expect(read.text.replace(/\s/g, '')).toContain(signature.public_key);
});

test('the same month asked again draws the same texts while nothing was added to the ledger', async () => {
  const { on, ask } = await stage(6);
  for (let nth = 0; nth < 6; nth += 1) await leave(on, nth, `2026-11-1${nth}T17:00:00Z`);
  ctx.clock.moveTo('2026-12-03T15:00:00Z');
  const draw = async () => {
    const payload = { month: '2026-11', sample: 3 };
    const answer = await ask({ method: 'POST', url: '/v1/self-checks', payload });
    return answer.json<{ report: SelfCheckReport }>().report.sampled_texts;
  };
  const first = await draw();
  expect([first.length, await draw()]).toEqual([3, first]);
});

test('it is made by itself once the month is over, and once', async () => {
  const { on, ask } = await stage(1);
  await leave(on, 0, '2026-11-11T17:00:00Z');
  ctx.clock.moveTo('2026-12-01T09:00:00Z');
  await evidenceJobs['evidence.self_check'](ctx);
  await evidenceJobs['evidence.self_check'](ctx);
  const { data } = (await ask({ url: '/v1/self-checks' })).json();
  expect(data).toMatchObject([{ month: '2026-11', made_by: 'system:self_check', sampled: 1 }]);
});

test.each([
  ['2026-12', 'self_check.month_not_over'],
  ['2026-13', 'self_check.bad_month'],
])('%s is refused', async (month, code) => {
  const { ask } = await stage(0);
  ctx.clock.moveTo('2026-12-31T15:00:00Z');
  const answer = await ask({ method: 'POST', url: '/v1/self-checks', payload: { month } });
  expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
});
