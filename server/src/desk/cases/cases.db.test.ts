import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { replyStage, settleReplies } from '../../../test/replying.ts';
import { countCases, eraseFromCases } from './case.queries.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: Awaited<ReturnType<typeof newWorkspace>>;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await newWorkspace(database.db);
  ask = (await newColleague(app, workspaceId, { role: 'compliance' })).ask;
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const number = '+12025550142';
const send = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
  const answer = await ask({ method, url, ...(payload && { payload }) });
  return { status: answer.statusCode, json: answer.json() };
};
const open = async (more: object = {}) =>
  (await send('POST', '/v1/cases', { kind: 'complaint', title: 'Texted too early', number, ...more })).json;

describe('a case', () => {
  test('is due by the term of its kind, which names its source', async () => {
    const threat = await open({ kind: 'lawsuit', received_at: '2026-11-20T09:00:00Z' });
    expect(threat).toMatchObject({
      ...{ status: 'open', severity: 'critical', due_at: '2026-12-11T09:00:00.000Z', is_overdue: false },
      due_source: expect.stringContaining('12(a)(1)(A)(i)'),
    });
    const own = { due_at: '2026-12-01T12:00:00Z', due_source: 'Letter of 19 November' };
    expect(await open({ kind: 'regulator', ...own })).toMatchObject({ due_source: 'Letter of 19 November' });
  });

  test('that is refused says why, and nothing is kept', async () => {
    const before = (await send('GET', '/v1/cases')).json.data.length;
    const tries = [
      [{ due_at: '2026-12-01T12:00:00Z' }, 'case.due_source'],
      [{ received_at: '2026-12-24T12:00:00Z' }, 'case.in_the_future'],
      [{ number: '12' }, 'number.too_short'],
      [{ title: '   ' }, 'case.no_title'],
      [{ assigned_to: 'mem_01900000000070008000000000000001' }, 'member.unknown'],
      [{ number: undefined, reply_id: 'rpl_77' }, 'reply.not_found'],
      [{ campaign_id: 'cmp_01900000000070008000000000000001' }, 'campaign.not_found'],
    ] as const;
    for (const [more, code] of tries) expect([more, (await open(more)).code]).toEqual([more, code]);
    expect((await send('GET', '/v1/cases')).json.data).toHaveLength(before);
  });

  test('goes from hand to hand, keeps what was said, and ends with a decision', async () => {
    const { id } = await open();
    const clerk = await newColleague(app, workspaceId, { role: 'agent' });
    const path = `/v1/cases/${id}`;
    const given = await send('PATCH', path, { assigned_to: clerk.memberId, status: 'waiting' });
    expect(given.json).toMatchObject({ status: 'waiting', assigned_to: { id: clerk.memberId } });
    await send('POST', `${path}/notes`, { body: 'Called her; she wants an apology.' });
    const closed = await send('POST', `${path}/close`, {
      decision: 'upheld',
      remedy: 'Apologised by letter.',
    });
    expect(closed.json).toMatchObject({
      status: 'closed',
      decision: 'upheld',
      remedy: 'Apologised by letter.',
    });
    expect(closed.json.notes.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['opened', 'changed', 'note', 'closed'],
    ]);
    expect((await send('POST', `${path}/close`, { decision: 'upheld', remedy: 'Again' })).json.code).toBe(
      'case.closed',
    );
    const again = await send('POST', `${path}/reopen`, { reason: 'She wrote again.' });
    expect(again.json).toMatchObject({ status: 'open', decision: null, closed_at: null });
  });

  test('leaves no word about a person in the audit', async () => {
    const { id } = await open({ title: 'Mrs Quillfeather is angry' });
    await send('POST', `/v1/cases/${id}/notes`, { body: 'Quillfeather called.' });
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query<{ all: string }>(`select string_agg(concat(before, after), ' ') as all from audit_entry`),
    );
    expect(rows[0]?.all).not.toMatch(/Quillfeather|1202555/);
    expect(rows[0]?.all).toContain('due_source');
  });

  test('is seen by whoever may, and by no agent', async () => {
    const { id } = await open();
    const clerk = await newColleague(app, workspaceId, { role: 'agent' });
    expect((await clerk.ask({ url: `/v1/cases/${id}` })).statusCode).toBe(403);
  });

  test('that is late stands first and is counted, by a worker too', async () => {
    const { id } = await open({ kind: 'legal_threat', received_at: '2026-11-02T09:00:00Z' });
    const late = (await send('GET', '/v1/cases?overdue=true&limit=1')).json;
    expect(late.data[0]).toMatchObject({ id, is_overdue: true });
    const count = await database.worker.tx(workspaceId, (tx) => countCases(tx, app.ctx.clock.now()));
    expect(count.overdue).toBe(1);
  });

  test('forgets the person who is erased and keeps what was decided', async () => {
    const { id } = await open({ number: '+12025550177' });
    await send('POST', `/v1/cases/${id}/notes`, { body: 'Ada called.' });
    await send('POST', `/v1/cases/${id}/close`, { decision: 'settled', remedy: 'Ada got a voucher.' });
    await database.db.tx(workspaceId, (tx) => eraseFromCases(tx, '+12025550177', '#someone'));
    const left = (await send('GET', `/v1/cases/${id}`)).json;
    expect(left).toMatchObject({ number: '#someone', title: 'Erased', decision: 'settled', remedy: '' });
    expect(JSON.stringify(left)).not.toContain('Ada');
  });
});

describe('a reply', () => {
  const casesOf = async (on: Awaited<ReturnType<typeof replyStage>>) =>
    (
      await on.in((tx) =>
        tx.query<{ kind: string; number: string; notes: number }>(
          `select c.kind, c.number, count(n.*)::integer as notes from case_file c
           join case_note n on n.case_id = c.id and n.kind = 'reply' group by c.id, c.kind, c.number`,
        ),
      )
    ).rows;

  test('that threatens with the law opens a case, and a second one is added to it', async () => {
    const on = await replyStage(database);
    await on.reply('I will sue you, stop texting me');
    await on.reply('My lawyer will sue you');
    await settleReplies(on.ctx, on.fixture.workspaceId);
    expect(await casesOf(on)).toEqual([{ kind: 'legal_threat', number: on.person.number, notes: 2 }]);
  });

  test('that says nothing of the kind opens none', async () => {
    const on = await replyStage(database);
    await on.reply('Thanks, see you on Friday');
    await settleReplies(on.ctx, on.fixture.workspaceId);
    expect(await casesOf(on)).toEqual([]);
  });
});
