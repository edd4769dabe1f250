import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { findHoursAnswer } from '../compliance/index.ts';
import { addCodes, createPool } from '../coupons/index.ts';
import { publicId } from '../platform/ids.ts';
import { enqueueRun, queueText, startRun } from './index.ts';
import { ensureAnswerRun } from './run.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
const apps: TestApp[] = [];
afterAll(async () => {
  for (const app of apps) await app.close();
  await database.drop();
});

const selling = 'Bakery: your bread is ready. Get 20% off today. Reply STOP to end';
const told = /^“Get 20% off” promotes something, which makes this transactional text marketing\. /;

/** A program for orders, and a person whose consent is worth so much. */
async function stage(level: string) {
  const on = await stageIn(database, 1);
  await on.in(async (tx) => {
    await tx.query(`update program set purpose = 'transactional' where workspace_id = current_workspace()`);
    await tx.query('update consent set level = $1', [level]);
  });
  return on;
}

async function openApp(on: Stage): Promise<Ask> {
  const app = await testApp(database, {}, { ...on.ctx, db: database.db });
  apps.push(app);
  return app.withKey(on.fixture.workspaceId, [
    'messages.send',
    'messages.read',
    'policy.write',
    'templates.read',
  ]);
}

const { person, program } = {
  person: (on: Stage) => on.fixture.people[0] ?? { id: 0, number: '' },
  program: (on: Stage) => publicId('prg', on.fixture.program.id),
};

async function campaign(on: Stage, body = selling) {
  const { id: programId, brandId } = on.fixture.program;
  const run = { id: randomUUID(), programId, brandId, senderId: on.fixture.sender.id };
  await on.in(async (tx) => {
    await startRun(tx, { ...run, purpose: 'transactional', body });
    await enqueueRun(tx, {
      ...{ runId: run.id, lane: 'marketing', senderId: run.senderId, notBefore: on.ctx.clock.now() },
      audienceSql: {
        text: 'select id from contact where workspace_id = $1',
        values: [on.fixture.workspaceId],
      },
    });
  });
}

/** What the answer of a keyword is queued as where it sells and its program does not (keywords/take-reply.ts). */
async function answer(on: Stage) {
  const { id: programId, brandId } = on.fixture.program;
  const { id: contactId, number } = person(on);
  const senderId = on.fixture.sender.id;
  await on.in(async (tx) => {
    const run = { id: randomUUID(), programId, brandId, purpose: 'conversational', senderId };
    await queueText(tx, on.ctx, {
      ...{ contactId, number, senderId, body: selling, kind: 'auto', purpose: 'transactional' },
      ...{ lane: 'marketing', reason: 'keyword', runId: await ensureAnswerRun(tx, run) },
    });
  });
}

const send = async (ask: Ask, on: Stage, body = selling) => {
  const payload = { to: person(on).number, program_id: program(on), body };
  const answered = await ask({ method: 'POST', url: '/v1/messages', payload });
  return { ...answered.json(), http: answered.statusCode };
};

const texts = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{
      status: string;
      purpose: string;
      reason: string;
      detail: string;
      hours: number;
    }>(
      `select status, purpose, reason, reason_detail as detail, hours_id as hours from message
       where workspace_id = current_workspace() order by id`,
    );
    return rows;
  });

describe('a promotion in a text that is none', () => {
  test.each([
    [
      'around the place of a coupon',
      'Bakery: half price with {{ coupon.bread }}. Reply STOP to end',
      /“half price”/,
    ],
    [
      'that the code completes',
      'Bakery: with code {{ coupon.bread }} today. Reply STOP to end',
      /“with code XXXX”/,
    ],
  ])('%s needs it too, before a code is given away', async (_where, body, words) => {
    const on = await stage('pec');
    const desk = { ...on.ctx, db: database.db };
    const scope = { workspaceId: on.fixture.workspaceId, actor: 'test' } as never;
    const { id } = await createPool(desk, scope, { name: 'bread' });
    await addCodes(desk, scope, id, { codes: ['ROLL-2345'] });
    await campaign(on, body);
    await workAll(on);
    expect(await texts(on)).toMatchObject([
      { status: 'suppressed', reason: 'contact.consent_too_weak', detail: expect.stringMatching(words) },
    ]);
    const { rows } = await on.in((tx) => tx.query('select contact_id from coupon_code'));
    expect(rows).toEqual([{ contact_id: null }]);
  });

  test('needs the permission of marketing on every path, and says why', async () => {
    const on = await stage('pec');
    const ask = await openApp(on);
    expect(await send(ask, on)).toMatchObject({
      ...{ http: 422, code: 'contact.consent_too_weak' },
      detail: expect.stringMatching(told),
    });
    await campaign(on);
    await answer(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    const refused = { status: 'suppressed', purpose: 'marketing', reason: 'contact.consent_too_weak' };
    expect(await texts(on)).toMatchObject([
      { ...refused, detail: expect.stringMatching(told) },
      { ...refused, detail: expect.stringMatching(told) },
    ]);
  });

  test('is found in what a value brings', async () => {
    const on = await stage('pec');
    await on.in((tx) => tx.query(`update contact set first_name = 'half off'`));
    await campaign(on, 'Bakery: your bread is {{ first_name }}. Reply STOP to end');
    await workAll(on);
    expect(await texts(on)).toMatchObject([
      {
        reason: 'contact.consent_too_weak',
        detail: expect.stringContaining('“half off” promotes something'),
      },
    ]);
  });

  test('goes to whoever agreed to marketing, at its hours, and the reason is kept', async () => {
    const on = await stage('pewc');
    const ask = await openApp(on);
    on.ctx.clock.moveTo('2026-11-24T08:00:00Z');
    expect(await send(ask, on)).toMatchObject({ http: 201 });
    expect(await send(ask, on, 'Bakery: your bread is ready.')).toMatchObject({ http: 201 });
    await workAll(on);
    // At three in the morning the plain one went, as texts about orders do.
    expect(on.carrier.accepted.map(({ body }) => body)).toEqual(['Bakery: your bread is ready.']);
    on.ctx.clock.moveTo('2026-11-24T17:00:00Z');
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
    const sold = (await texts(on)).find(({ purpose }) => purpose === 'marketing');
    expect(await on.in((tx) => findHoursAnswer(tx, sold?.hours ?? 0))).toMatchObject({
      permission: { rule: 'permission.us.marketing', sentence: expect.stringMatching(told) },
    });
  });

  test('is none where the officer has said so of these words, until that is ended', async () => {
    const on = await stage('pec');
    const ask = await openApp(on);
    const post = (url: string, payload: object) => ask({ method: 'POST', url, payload });
    const source = 'Bakery: {{ n }} pieces. Get 20% off today. Reply STOP to end';
    const ruling = (
      await post('/v1/word-rulings', { body: source, note: 'The price of the order itself' })
    ).json();
    expect(ruling).toMatchObject({ kind: 'not_promotional', state: 'standing' });
    const with3 = 'Bakery: 3 pieces. Get 20% off today. Reply STOP to end';
    const linted = { body: with3, purpose: 'transactional', brands: ['Bakery'] };
    expect((await post('/v1/lint', linted)).json()).toMatchObject({ findings: [] });
    expect(await send(ask, on, with3)).toMatchObject({ http: 201 });
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    // A value that sells is another matter.
    const more = 'Bakery: half off 3 pieces. Get 20% off today. Reply STOP to end';
    expect(await send(ask, on, more)).toMatchObject({ code: 'contact.consent_too_weak' });
    await post(`/v1/word-rulings/${ruling.id}/end`, { reason: 'It was a promotion after all' });
    expect(await send(ask, on, with3)).toMatchObject({ code: 'contact.consent_too_weak' });
    const { rows } = await on.in((tx) =>
      tx.query<{ act: string; after: string }>(
        `select act, after::text from audit_entry where act like 'word_ruling.%' order by id`,
      ),
    );
    expect(rows.map(({ act }) => act)).toEqual(['word_ruling.made', 'word_ruling.ended']);
    expect(rows[0]?.after).toContain(ruling.body_sha256);
    expect((await post('/v1/word-rulings', { body: 'Bread', note: 'Why' })).json()).toMatchObject({
      code: 'word_ruling.nothing_found',
    });
  });
});
