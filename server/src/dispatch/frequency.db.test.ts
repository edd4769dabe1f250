import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, leaseOwn, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { type FakeCarrier, fakeCarrier } from '../../test/fake-gateway.ts';
import { type FrequencyPolicy, noPolicy, saveFrequencyPolicy } from '../compliance/index.ts';
import { listMessagesOfContact } from '../messages/index.ts';
import { enqueueRun, queueDirect, releaseHeldByPolicy, startRun } from './index.ts';
import type { NewRun } from './run.queries.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const hour = 3_600_000;

/** A stage whose program promises plenty, so that only the cap in question decides. */
async function stage(
  { people = 2, promised = 100, ...wish }: Partial<FrequencyPolicy> & { people?: number; promised?: number },
  carrier?: FakeCarrier,
): Promise<Stage> {
  const on = await stageIn(database, people, carrier);
  await on.in((tx) => tx.query('update program set texts_per_month = $1', [promised]));
  await on.in((tx) => saveFrequencyPolicy(tx, { ...noPolicy, ...wish }));
  return on;
}

async function launch(on: Stage, more: Partial<NewRun> = {}) {
  const { program, sender, workspaceId } = on.fixture;
  const id = randomUUID();
  const target = { programId: program.id, brandId: program.brandId, senderId: sender.id };
  const run: NewRun = {
    id,
    ...target,
    purpose: 'marketing',
    body: 'Bakery: rolls. Reply STOP to end',
    ...more,
  };
  await on.in(async (tx) => {
    await startRun(tx, run);
    await enqueueRun(tx, {
      runId: id,
      lane: run.purpose === 'marketing' ? 'marketing' : 'transactional',
      senderId: run.senderId,
      notBefore: on.ctx.clock.now(),
      audienceSql: { text: 'select id from contact where workspace_id = $1', values: [workspaceId] },
    });
  });
  return id;
}

async function send(on: Stage, more?: Partial<NewRun>) {
  const id = await launch(on, more);
  await workAll(on);
  return counts(on, id);
}

const waiting = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{ reason: string; at: Date }>(
      `select held_reason as reason, not_before as at from send_chunk where state = 'ready'`,
    );
    return rows;
  });

describe('three texts a day', () => {
  test('leave; the fourth waits until the first is a day old, and then goes', async () => {
    const on = await stage({});
    const begun = on.ctx.clock.now();
    for (let nth = 0; nth < 3; nth += 1) expect(await send(on)).toEqual({ accepted: 2 });
    const last = await launch(on);
    await workAll(on);
    expect(await counts(on, last)).toEqual({});
    const tomorrow = new Date(begun.getTime() + 24 * hour);
    expect(await waiting(on)).toEqual([{ reason: 'frequency_cap: frequency.us.day', at: tomorrow }]);
    on.ctx.clock.forward(24 * hour);
    await workAll(on);
    expect(await counts(on, last)).toEqual({ accepted: 2 });
  });

  test('are counted whichever number they come from', async () => {
    const on = await stage({});
    for (let nth = 0; nth < 3; nth += 1) await send(on);
    const { rows } = await on.in((tx) =>
      tx.query<{ id: string }>(
        `with made as (insert into sender (workspace_id, id, gateway_id, number, kind, registration)
           select workspace_id, gen_random_uuid(), gateway_id, '+12025550177', kind, registration from sender returning workspace_id, id)
         , paced as (insert into pace (workspace_id, level, subject, parts_per_second) select workspace_id, 'sender', id::text, 100 from made)
         select id from made`,
      ),
    );
    expect(await send(on, { senderId: rows[0]?.id ?? '' })).toEqual({});
    expect(on.carrier.accepted).toHaveLength(6);
  });

  test('are counted by what they are about, where that is said', async () => {
    const on = await stage({});
    for (const subject of ['rolls', 'cake', 'bread', 'tea'])
      expect(await send(on, { subject })).toEqual({ accepted: 2 });
    expect(await send(on, { subject: 'Cake ' })).toEqual({ accepted: 2 });
    expect(await send(on, { subject: 'cake' })).toEqual({ accepted: 2 });
    expect(await send(on, { subject: 'cake' })).toEqual({});
  });

  test('do not keep back what people asked for', async () => {
    const on = await stage({});
    for (let nth = 0; nth < 3; nth += 1) await send(on);
    for (let nth = 0; nth < 2; nth += 1)
      expect(await send(on, { purpose: 'transactional' })).toEqual({ accepted: 2 });
  });
});

test('a cap that is raised lets those go at once whom it held', async () => {
  const on = await stage({ usDayLimit: 1 });
  await send(on);
  const id = await launch(on);
  await workAll(on);
  expect(await counts(on, id)).toEqual({});
  await on.in((tx) => saveFrequencyPolicy(tx, noPolicy));
  await releaseHeldByPolicy(on.ctx, on.fixture.workspaceId);
  await workAll(on);
  expect(await counts(on, id)).toEqual({ accepted: 2 });
});

test('whoever has had enough is left out with a reason where the campaign chose that', async () => {
  const on = await stage({ usDayLimit: 1 });
  await send(on);
  expect(await send(on, { whenCapped: 'skip' })).toEqual({ suppressed: 2 });
  const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
  expect([text?.reason, text?.reason_detail]).toEqual([
    'frequency.skipped',
    'The person had 1 text of this brand within 24 hours, as many as this workspace allows.',
  ]);
});

test('what a program promised is kept, and nobody waits for weeks', async () => {
  const on = await stage({ promised: 2 });
  await send(on);
  await send(on);
  expect(await send(on)).toEqual({ suppressed: 2 });
  const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
  expect([text?.reason, text?.reason_detail]).toEqual([
    'frequency.too_long',
    'The person had 2 texts of this program within 30 days, as many as the program promises a month.',
  ]);
});

test('a budget is shared by everything, and leaves room for what matters more', async () => {
  const on = await stage({ budget: { texts: 4, windowHours: 48 }, people: 1 });
  for (const [priority, found] of [
    ['low', { accepted: 1 }],
    ['low', { accepted: 1 }],
    ['low', {}],
    ['normal', { accepted: 1 }],
    ['normal', {}],
  ] as const)
    expect([priority, await send(on, { priority, subject: randomUUID() })]).toEqual([priority, found]);
});

/** What a colleague writes back in a conversation, once to each person. */
const answerAll = (on: Stage) => queueWritten(on, { purpose: 'conversational', isAnswer: true });

/** What a colleague or a program sends to people who have not written. */
async function queueWritten(on: Stage, { purpose, isAnswer }: { purpose: string; isAnswer: boolean }) {
  const { program, sender, people } = on.fixture;
  const words = { body: 'Bakery: bread', parts: 1, consentEventId: null, metadata: null, template: null };
  const [ids = []] = await on.in((tx) =>
    queueDirect(tx, on.ctx, [
      {
        ...{ programId: program.id, brandId: program.brandId, senderId: sender.id, purpose, isAnswer },
        ...{ notBefore: on.ctx.clock.now(), withinMs: null },
        texts: people.map(({ id, number }) => ({ ...words, contactId: id, number, queuedBy: 'usr:1' })),
      },
    ]),
  );
  await workAll(on);
  return on.in(async (tx) => {
    const { rows } = await tx.query<{ status: string; reason: string | null }>(
      'select status, held_reason as reason from message where id = any($1::bigint[]) order by id',
      [ids],
    );
    return rows;
  });
}

describe('what a colleague writes in a conversation', () => {
  test('is held by no cap, and marketing finds the budget used by it', async () => {
    const on = await stage({ usDayLimit: 1, budget: { texts: 2, windowHours: 48 }, people: 1 });
    const begun = on.ctx.clock.now();
    expect(await send(on, { priority: 'high' })).toEqual({ accepted: 1 });
    for (let nth = 0; nth < 3; nth += 1) expect(await answerAll(on)).toMatchObject([{ status: 'accepted' }]);
    // The law has room again; the budget has not, and its two latest texts are answers.
    on.ctx.clock.forward(30 * hour);
    await workAll(on);
    const id = await launch(on, { priority: 'high' });
    await workAll(on);
    expect(await waiting(on)).toEqual([
      { reason: 'frequency_cap: frequency.budget.high', at: new Date(begun.getTime() + 48 * hour) },
    ]);
    on.ctx.clock.forward(18 * hour);
    await workAll(on);
    expect(await counts(on, id)).toEqual({ accepted: 1 });
  });

  test('does not count against the law or the promise of a program', async () => {
    const on = await stage({ usDayLimit: 1, promised: 1, people: 1 });
    for (let nth = 0; nth < 3; nth += 1) await answerAll(on);
    expect(await send(on)).toEqual({ accepted: 1 });
  });

  test('is judged like any other where it sells to somebody who has not written', async () => {
    const on = await stage({ budget: { texts: 2, windowHours: 48 }, people: 1 });
    await answerAll(on);
    const wish = { purpose: 'marketing', isAnswer: false };
    // Of a budget of two, texts of normal priority may use up one.
    expect(await queueWritten(on, wish)).toEqual([{ status: 'queued', reason: null }]);
    expect(await waiting(on)).toMatchObject([{ reason: 'frequency_cap: frequency.budget.normal' }]);
  });
});

test('two campaigns of the same moment give each person one text, whoever comes first', async () => {
  const on = await stage({ usDayLimit: 1, people: 40 });
  for (let round = 0; round < 3; round += 1) {
    on.ctx.clock.forward(25 * hour);
    const before = on.carrier.accepted.length;
    await Promise.all([launch(on), launch(on), launch(on)]);
    const leases = await leaseOwn(on);
    await Promise.all(leases.map((lease) => workChunk(on.tools, on.gateways, lease)));
    await workAll(on);
    const texted = on.carrier.accepted.slice(before).map((one) => one.to);
    expect([texted.length, new Set(texted).size]).toEqual([40, 40]);
    await on.in((tx) => tx.query(`update send_chunk set state = 'stopped' where state = 'ready'`));
  }
});

test('a text that is tried again counts once', async () => {
  const carrier = fakeCarrier();
  const on = await stage({ usDayLimit: 2, people: 1 }, carrier);
  const { answer } = carrier;
  carrier.answer = (submission, tries) =>
    tries < 3 ? { outcome: { kind: 'throttled', retryAfterMs: 1, sentence: '' } } : answer(submission, tries);
  expect(await send(on)).toEqual({ accepted: 1 });
  expect(await send(on)).toEqual({ accepted: 1 });
  expect(await send(on)).toEqual({});
});
