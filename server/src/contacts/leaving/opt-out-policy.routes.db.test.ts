import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../../test/http.ts';
import { systemScope } from '../../accounts/index.ts';
import { optOutPolicyRoutes } from './opt-out-policy.routes.ts';

let database: TestDatabase;
let http: TestHttp;
let workspaceId: string;
const now = new Date('2026-11-29T12:00:00Z');

beforeAll(async () => {
  database = await cloneDatabase();
  const ctx = testContext(database.db);
  const still = { ...ctx, clock: { ...ctx.clock, now: () => now } };
  http = await openTestHttp((door) => optOutPolicyRoutes(door, still));
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
}, 60_000);
afterAll(() => database.drop());

const read = async () => (await http.send('GET', '/v1/workspace/opt-out-policy')).json;
const put = (body: object) => http.send('PUT', '/v1/workspace/opt-out-policy', body);

test('a policy is set from a day on, stays on record, is audited, and is refused where the law says more', async () => {
  expect(await read()).toMatchObject({ scope: 'brand_all', clarify_text: false, warning: null, history: [] });

  const narrow = await put({ scope: 'program', clarify_text: false, note: 'Until counsel has decided' });
  expect(narrow.json).toMatchObject({ scope: 'program', warning: expect.stringContaining('2027-01-30') });

  await put({ scope: 'brand_all', clarify_text: true, effective_from: '2026-12-24T00:00:00Z' });
  expect(await read()).toMatchObject({
    scope: 'program',
    history: [{ scope: 'brand_all' }, { scope: 'program', note: 'Until counsel has decided' }],
  });

  const late = await put({ scope: 'program', clarify_text: false, effective_from: '2027-02-01T00:00:00Z' });
  expect([late.status, late.json.code]).toEqual([422, 'opt_out_policy.too_late_for_program']);
  const past = await put({ scope: 'brand_all', clarify_text: false, effective_from: '2026-11-01T00:00:00Z' });
  expect(past.json.code).toBe('opt_out_policy.in_the_past');
  expect((await read()).history).toHaveLength(2);

  const { rows } = await database.db.tx(workspaceId, (tx) =>
    tx.query(`select act, before->>'scope' as before, after->>'scope' as after from audit_entry order by id`),
  );
  expect(rows).toEqual([
    { act: 'opt_out_policy.set', before: 'brand_all', after: 'program' },
    { act: 'opt_out_policy.set', before: 'program', after: 'brand_all' },
  ]);
});
