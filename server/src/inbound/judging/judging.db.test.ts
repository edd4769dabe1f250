import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { replyStage } from '../../../test/replying.ts';
import { systemScope } from '../../accounts/index.ts';
import { enqueueRun, startRun } from '../../dispatch/index.ts';
import { judgeReply } from './judge-reply.ts';
import { listCases, type Verdict } from './reply-case.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const unsure = '🖕';

async function stage() {
  const on = await replyStage(database);
  const scope = systemScope(on.fixture.workspaceId, 'judge');
  const cases = () => on.in((tx) => listCases(tx, { after: null, isOpenOnly: false, limit: 100 }));
  const held = async () => (await on.standing())?.heldSince ?? null;
  const rows = async (text: string) => (await on.in((tx) => tx.query<Record<string, unknown>>(text))).rows;
  const judge = async (verdict: Verdict, note: string | null = null) => {
    const open = (await cases()).find((one) => one.verdict === null);
    return judgeReply(on.ctx, scope, open?.id ?? 0, { verdict, note });
  };
  return { ...on, scope, cases, held, rows, judge };
}

describe('a reply that may mean a wish to leave', () => {
  test('holds marketing in the transaction that keeps it, opens a case, and ends nothing', async () => {
    const on = await stage();
    await on.reply(unsure);
    expect(await on.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
    expect(await on.held()).toEqual(on.ctx.clock.now());
    expect(await on.cases()).toMatchObject([
      { number: on.person.number, brandIds: [on.fixture.program.brandId], verdict: null, intent: 'ask' },
    ]);
    expect(await on.queued()).toEqual([]);
  });

  test('keeps what the reader made of it beside the words', async () => {
    const on = await stage();
    await on.reply(unsure);
    const [row] = await on.rows('select intent, score, why, marks from inbound_message');
    expect(row).toMatchObject({ intent: 'ask', score: 0.6, why: expect.stringContaining('angry sign') });
  });

  test('brought twice opens one case, and two of one person hold until both are judged', async () => {
    const on = await stage();
    await on.reply(unsure, { providerId: 'same' });
    await on.reply(unsure, { providerId: 'same' });
    await on.reply('Пожалуйста, позвоните мне');
    expect(await on.cases()).toHaveLength(2);
    await on.judge('keep');
    expect(await on.held()).not.toBeNull();
    await on.judge('keep');
    expect(await on.held()).toBeNull();
  });

  test('of a number that is nobody’s opens none', async () => {
    const on = await stage();
    await on.reply(unsure, { from: '+12125550177' });
    expect(await on.cases()).toEqual([]);
  });

  test.each([
    ['on a Tuesday is due on Wednesday', '2026-11-24T17:00:00Z', '2026-11-25T17:00:00Z'],
    ['on a Friday is due on Monday', '2026-11-27T17:00:00Z', '2026-11-30T17:00:00Z'],
    ['on a Saturday is due on Monday', '2026-11-28T17:00:00Z', '2026-11-30T17:00:00Z'],
    [
      'before the clocks change is due at the same hour on the wall',
      '2026-10-30T16:00:00Z',
      '2026-11-02T17:00:00Z',
    ],
  ])('%s', async (_, wrote, due) => {
    const on = await stage();
    on.ctx.clock.moveTo(wrote);
    await on.in((tx) =>
      tx.query(`update workspace set time_zone = 'America/New_York' where id = current_workspace()`),
    );
    await on.reply(unsure);
    expect((await on.cases())[0]?.dueAt.toISOString()).toBe(new Date(due).toISOString());
  });
});

describe('a judgement', () => {
  test('that they stay lets marketing go on and leaves their consent as it was', async () => {
    const on = await stage();
    await on.reply(unsure);
    expect(await on.judge('keep', 'Meant the offer')).toMatchObject({
      ...{ verdict: 'keep', note: 'Meant the offer', judgedBy: 'system:judge' },
    });
    expect(await on.held()).toBeNull();
    expect(await on.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
  });

  test('that they want to leave is an opt-out with their words and who judged, and stops what waits', async () => {
    const on = await stage();
    const runId = await waitingCampaign(on);
    await on.reply(unsure);
    await on.judge('opt_out');
    expect(await on.standing()).toMatchObject({ status: 'opted_out', isSuppressed: true });
    expect(await on.held()).toBeNull();
    const [event] = await on.rows(`select evidence, actor from consent_event where type = 'opt_out'`);
    expect(event).toMatchObject({
      actor: 'system:judge',
      evidence: { raw_text: unsure, judged_by: 'system:judge', judged_as: 'opt_out' },
    });
    const stopped = await on.rows(`select contact_id, reason from message where campaign_id = '${runId}'`);
    expect(stopped).toEqual([{ contact_id: on.person.id, reason: 'contact.opted_out' }]);
  });

  test('is audited, and given once', async () => {
    const on = await stage();
    await on.reply(unsure);
    const { id } = await on.judge('keep');
    await expect(judgeReply(on.ctx, on.scope, id, { verdict: 'opt_out', note: null })).rejects.toMatchObject({
      code: 'reply_case.judged',
    });
    const entries = await on.rows(`select actor, after from audit_entry where act = 'reply_case.judged'`);
    expect(entries).toMatchObject([{ actor: 'system:judge', after: { verdict: 'keep' } }]);
    expect(await on.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
  });

  test('that the number is somebody else’s marks the contact, and START does not bring their consent back', async () => {
    const on = await stage();
    await on.reply(unsure);
    on.ctx.clock.moveTo('2026-11-25T17:00:00Z');
    await on.judge('wrong_number');
    await expectReassigned(on);
  });
});

describe('a wrong number', () => {
  test('is suppressed as one, stops what waits, and is not told that it is unsubscribed', async () => {
    const on = await stage();
    const runId = await waitingCampaign(on);
    await on.reply('Sorry, you have the wrong number');
    expect(await on.queued()).toMatchObject([{ body: 'Bakery: We will not text this number again.' }]);
    expect(await on.rows(`select contact_id from message where campaign_id = '${runId}'`)).toHaveLength(1);
    expect(await on.rows('select intent from inbound_message')).toEqual([{ intent: 'wrong_number' }]);
    await expectReassigned(on);
  });
});

type Stage = Awaited<ReturnType<typeof stage>>;

async function expectReassigned(on: Stage): Promise<void> {
  expect(await on.rows('select reason from suppression where lifted_at is null')).toEqual([
    { reason: 'wrong_number' },
  ]);
  const marked = await on.rows('select id from contact where reassigned_at is not null');
  expect(marked).toEqual([{ id: on.person.id }]);
  on.ctx.clock.moveTo('2026-11-26T17:00:00Z');
  await on.reply('START');
  expect(await on.standing()).toMatchObject({ status: 'opted_out', isSuppressed: false });
}

async function waitingCampaign(on: Stage): Promise<string> {
  const runId = randomUUID();
  const { program, sender, workspaceId } = on.fixture;
  await on.in(async (tx) => {
    await startRun(tx, {
      ...{ id: runId, programId: program.id, brandId: program.brandId },
      ...{ purpose: 'marketing', senderId: sender.id, body: 'Hi' },
    });
    await enqueueRun(tx, {
      ...{ runId, lane: 'marketing', senderId: sender.id, notBefore: on.ctx.clock.now() },
      audienceSql: { text: 'select id from contact where workspace_id = $1', values: [workspaceId] },
    });
  });
  return runId;
}
