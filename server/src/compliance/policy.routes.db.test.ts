import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { openTestHttp, type TestHttp } from '../../test/http.ts';
import { sendingFixture } from '../../test/sending.ts';
import { systemScope } from '../accounts/index.ts';
import { doNotCallKeys } from '../contacts/index.ts';
import { saveFrequencyPolicy } from './frequency.queries.ts';
import { noPolicy } from './frequency.ts';
import { policyRoutes } from './policy.routes.ts';

let database: TestDatabase;
let http: TestHttp;
let workspaceId: string;
const now = new Date('2026-11-24T17:00:00Z');

beforeAll(async () => {
  database = await cloneDatabase();
  const ctx = testContext(database.db);
  http = await openTestHttp((door) =>
    policyRoutes(door, { ...ctx, clock: { ...ctx.clock, now: () => now } }),
  );
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
}, 60_000);
afterAll(() => database.drop());

const make = (body: object) => http.send('POST', '/v1/policy/rules', body);
type Explained = { code?: string; trace: { rule: string }[] };
const explain = async (query: string) =>
  (await http.send('GET', `/v1/policy/explain?${query}`)).json as unknown as Explained;
const louisiana = 'to=%2B15045550100';

describe('the rules of a workspace', () => {
  test('are strict until somebody chooses otherwise, which is on record', async () => {
    expect((await http.send('GET', '/v1/policy')).json).toMatchObject({
      ...{ profile: 'strict', urgent_purposes: ['transactional', 'internal'], version: 0 },
    });
    const put = await http.send('PUT', '/v1/policy', {
      profile: 'statutory',
      urgent_purposes: ['transactional'],
    });
    expect(put.json).toMatchObject({ profile: 'statutory', version: 1 });
    const refused = await http.send('PUT', '/v1/policy', {
      profile: 'strict',
      urgent_purposes: ['marketing'],
    });
    expect([refused.status, refused.json.code]).toEqual([422, 'policy.never_urgent']);
    await http.send('PUT', '/v1/policy', { profile: 'strict', urgent_purposes: ['transactional'] });
    const part = await http.send('PUT', '/v1/policy', { permission_standard: 'proven' });
    expect(part.json).toMatchObject({ profile: 'strict', urgent_purposes: ['transactional'] });
    const { version } = part.json as unknown as { version: number };
    const late = await http.send('PUT', '/v1/policy', { profile: 'statutory', version: version - 1 });
    expect(late.json).toMatchObject({ status: 409, code: 'policy.changed_meanwhile' });
    const both = await Promise.all([
      http.send('PUT', '/v1/policy', { permission_standard: 'written' }),
      http.send('PUT', '/v1/policy', { emergency_reach: 'known' }),
    ]);
    expect(both.map(({ json }) => (json as unknown as { version: number }).version).sort()).toEqual([
      version + 1,
      version + 2,
    ]);
    expect((await http.send('GET', '/v1/policy')).json).toMatchObject({
      ...{ profile: 'strict', permission_standard: 'written', emergency_reach: 'known' },
    });
    await http.send('PUT', '/v1/policy', { permission_standard: 'relationship', emergency_reach: 'joined' });
    const { rows } = await database.db.tx(workspaceId as never, (tx) =>
      tx.query<{ act: string }>(`select act from audit_entry where act like 'policy%' order by 1`),
    );
    expect(rows.map((row) => row.act)).toEqual(Array(6).fill('policy.changed'));
  });

  test('close a state until they are ended', async () => {
    expect(await explain(louisiana)).toMatchObject({
      decision: 'allow',
      closes_at: '2026-11-25T02:00:00.000Z',
    });
    const made = await make({
      kind: 'closure',
      jurisdiction: 'US-LA',
      reason: 'Emergency',
      ends_at: '2026-11-25T20:00:00Z',
    });
    expect(made.json).toMatchObject({
      starts_at: now.toISOString(),
      spares_transactional: false,
      ended_at: null,
    });
    expect(await explain(louisiana)).toMatchObject({ decision: 'hold', until: '2026-11-25T20:00:00.000Z' });
    expect(await explain(`${louisiana}&purpose=transactional`)).toMatchObject({ decision: 'hold' });
    expect(await explain(`${louisiana}&purpose=otp`)).toMatchObject({ decision: 'allow' });

    const ended = await http.send('POST', `/v1/policy/rules/${made.json.id}/end`);
    expect(ended.json.ended_at).toBe(now.toISOString());
    expect(await explain(louisiana)).toMatchObject({ decision: 'allow' });
    expect((await http.send('POST', `/v1/policy/rules/${made.json.id}/end`)).status).toBe(404);
    expect((await http.send('GET', '/v1/policy/rules')).json.data).toMatchObject([
      { kind: 'closure', reason: 'Emergency' },
    ]);
  });

  test('take hours that are stricter and proclaimed days', async () => {
    await make({
      kind: 'hours',
      jurisdiction: '*',
      reason: 'Our promise',
      week: { mon_fri: ['13:00', '17:00'] },
    });
    await make({ kind: 'day', jurisdiction: 'US-LA', reason: 'the governor’s day', on_date: '2026-11-25' });
    // The 26th is Thanksgiving.
    expect(await explain(louisiana)).toMatchObject({ decision: 'hold', until: '2026-11-24T19:00:00.000Z' });
    expect(await explain(`${louisiana}&at=2026-11-25T18:00:00Z`)).toMatchObject({
      until: '2026-11-27T19:00:00.000Z',
    });
  });

  test.each([
    [
      { kind: 'hours', jurisdiction: 'US-FL', reason: 'x', week: { sat: ['08:00', '21:00'] } },
      'policy_rule.looser',
    ],
    [{ kind: 'hours', jurisdiction: 'US-FL', reason: 'x', week: {} }, 'policy_rule.no_hours'],
    [
      { kind: 'day', jurisdiction: 'US-XX', reason: 'x', on_date: '2026-12-26' },
      'policy_rule.unknown_jurisdiction',
    ],
    [
      { kind: 'closure', jurisdiction: 'US-LA', reason: 'x', ends_at: '2026-11-01T00:00:00Z' },
      'policy_rule.ends_before',
    ],
  ])('refuse %j', async (body, code) => {
    const answer = await make(body);
    expect([answer.status, answer.json.code]).toEqual([422, code]);
  });
});

describe('an explanation', () => {
  test('goes by what is on record of a contact, unless it is asked otherwise', async () => {
    await database.db.tx(workspaceId as never, (tx) =>
      tx.query(
        `insert into contact (workspace_id, number, country, region, time_zone, time_zone_source)
         values (current_workspace(), '+12125550108', 'US', 'RI', 'America/New_York', 'own')`,
      ),
    );
    const rulesOf = async (query: string) => (await explain(query)).trace.map((entry) => entry.rule);
    expect(await rulesOf('to=%2B12125550108')).toContain('hours.us.ri');
    expect(await rulesOf('to=%2B12125550108&state=FL')).not.toContain('hours.us.ri');
  });

  test.each([
    ['to=nobody', 'policy.no_number'],
    ['to=%2B12125550108&purpose=fun', 'policy.no_purpose'],
    ['to=%2B12125550108&state=ZZ', 'policy.no_state'],
    ['to=%2B12125550108&zone=Mars%2FOlympus', 'policy.no_zone'],
  ])('is refused for %s', async (query, code) => expect((await explain(query)).code).toBe(code));

  test('says what dispatch would say of the person: lists, lines and opt-outs as well as consent', async () => {
    const ctx = testContext(database.db);
    const { workspaceId: theirs, people } = await sendingFixture(ctx, fakeCarrier().adapter, 4);
    const [listed, landline, gone, free] = people.map(({ number }) => number);
    await database.db.tx(theirs, async (tx) => {
      await tx.query(
        `with list as (
           insert into do_not_call_list (workspace_id, id, kind, name, as_of, state, entries, added_by, added_at)
           values (current_workspace(), gen_random_uuid(), 'own', 'Ours', '2026-11-20', 'standing', 1, 'system:test', now()) returning id)
         insert into do_not_call_number (workspace_id, hash, list_id)
         select current_workspace(), sha256(convert_to($1 || $2, 'UTF8')), id from list`,
        [doNotCallKeys(ctx, theirs)[0], listed],
      );
      await tx.query(
        `insert into number_check (workspace_id, number, unreachable_reason, source, checked_at)
         values (current_workspace(), $1, 'landline', 'test', now())`,
        [landline],
      );
      await tx.query(`update consent set status = 'opted_out' where number = $1`, [gone]);
    });
    http.comeAs(systemScope(theirs, 'test'));
    const said = async (number = '') => {
      const { decision, trace } = (await explain(`to=${encodeURIComponent(number)}`)) as Explained & {
        decision: string;
      };
      return [decision, trace[0]?.rule];
    };
    expect(await said(listed)).toEqual(['drop', 'do-not-call.own']);
    expect(await said(landline)).toEqual(['drop', 'contact.unreachable']);
    expect(await said(gone)).toEqual(['drop', 'contact.opted_out']);
    expect(await said(free)).toEqual(['allow', 'permission.us.marketing']);
    http.comeAs(systemScope(workspaceId, 'test'));
  });

  test('says by which cap somebody has had enough, and that answers wait for none', async () => {
    const {
      workspaceId: theirs,
      people,
      program,
    } = await sendingFixture(testContext(database.db), fakeCarrier().adapter, 1);
    const [person] = people;
    const at = now.getTime() / 1_000;
    await database.db.tx(theirs, async (tx) => {
      await tx.query(`update program set purpose = 'marketing' where id = $1`, [program.id]);
      await saveFrequencyPolicy(tx, { ...noPolicy, budget: { texts: 2, windowHours: 48 } });
      // An hour ago somebody has answered them in a conversation.
      await tx.query(
        `insert into frequency_tally (workspace_id, number, marks, last_at)
         values (current_workspace(), $1, array[7, $2, 1, 1, 0, -1]::bigint[], $3)`,
        [person?.number, at - 3_600, now],
      );
    });
    http.comeAs(systemScope(theirs, 'test'));
    const to = `to=${encodeURIComponent(person?.number ?? '')}`;
    expect(await explain(to)).toMatchObject({
      decision: 'hold',
      until: '2026-11-26T16:00:00.000Z',
      trace: expect.arrayContaining([
        expect.objectContaining({
          rule: 'frequency.budget.normal',
          outcome: 'hold',
          sentence:
            'The person had 1 text in conversations within 2 days, as many as the fatigue budget of 2 leaves to texts of normal priority.',
        }),
      ]),
    });
    const matters = await explain(`${to}&priority=high`);
    expect(matters).toMatchObject({ decision: 'allow' });
    expect(matters.trace.map(({ rule }) => rule)).toContain('frequency');
    http.comeAs(systemScope(workspaceId, 'test'));
  });
});
