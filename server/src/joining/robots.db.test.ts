import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { liveProgram } from '../../test/joining.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';
import { systemScope } from '../accounts/index.ts';
import { createForm } from './create-form.ts';
import { showForm, submitForm } from './submit-form.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function open() {
  const ctx = testContext(database.db);
  const { workspaceId, program } = await sendingFixture(ctx, fakeCarrier().adapter, 0);
  await liveProgram(ctx, workspaceId, program.id);
  const form = await createForm(ctx, systemScope(workspaceId, 'test'), {
    ...{ programId: program.id, name: 'Counter', locale: 'en', title: null, intro: null, asks: [], tags: [] },
    ...{ isCodeAsked: false, isTrackingAsked: false },
  });
  const visit = { workspaceId, formId: form.id, language: 'en', isFramed: false } as const;
  const page = await showForm(ctx, visit);
  const token = /name="token" value="([^"]+)"/.exec(page?.body.text ?? '')?.[1] ?? '';
  /** What came of it: the title of the page, or the code of the refusal. */
  const post = async (ip: string, fields: Record<string, string>): Promise<string> => {
    const visitor = { ip, userAgent: null, referrer: null };
    const sent = submitForm(ctx, visit, visitor, { agree: 'yes', token, ...fields });
    return sent.then(
      (answer) => answer?.title ?? 'closed',
      (error: { code?: string }) => error.code ?? String(error),
    );
  };
  const count = async (table: string) =>
    (
      await ctx.db.tx(workspaceId, (tx) =>
        tx.query<{ n: number }>(`select count(*)::integer as n from ${table}`),
      )
    ).rows[0]?.n ?? -1;
  return { post, count };
}

const numberOf = (at: number) => `+1${312 + (at % 3)}5550${String(100 + (at % 100)).padStart(3, '0')}`;

/** So many at once as a small service would have in hand. */
async function flood(times: number, send: (at: number) => Promise<string>): Promise<Map<string, number>> {
  const came = new Map<string, number>();
  for (let from = 0; from < times; from += 25) {
    const some = Array.from({ length: Math.min(25, times - from) }, (_, at) => send(from + at));
    for (const what of await Promise.all(some)) came.set(what, (came.get(what) ?? 0) + 1);
  }
  return came;
}

test('a flood of posts gives nobody permission, fills no table, and keeps no person out', async () => {
  const at = await open();
  // From one network: all but the first few are refused before anything is looked at.
  const single = await flood(300, (n) => at.post('192.0.2.9', { number: numberOf(n), website: 'x' }));
  // A limit's window may have turned once meanwhile.
  expect(single.get('request.too_many')).toBeGreaterThanOrEqual(300 - 60);
  // From many: what people do not see was filled in, or the page was never opened.
  const many = await flood(500, (n) =>
    at.post(
      `2001:db8:0:${n % 100}::1`,
      n % 2 === 0 ? { number: numberOf(n), website: 'x' } : { number: numberOf(n), token: 'x' },
    ),
  );
  expect(many.get('request.too_many') ?? 0).toBe(0);
  for (const table of ['consent', 'consent_event', 'contact', 'join_request', 'message', 'page_snapshot'])
    expect([table, await at.count(table)]).toEqual([table, 0]);
  // One row for each network and window.
  expect(await at.count('request_count')).toBeLessThanOrEqual(2 * 101);

  expect(await at.post('203.0.113.5', { number: '+12025550142' })).toBe('Look at your phone');
  expect([await at.count('message'), await at.count("consent where status = 'opted_in'")]).toEqual([1, 0]);
}, 120_000);

test('a robot that does everything as people do gets its victims no more than the limits allow', async () => {
  const at = await open();
  await flood(100, (n) =>
    at.post(`2001:db8:1:${n % 50}::1`, { number: `+131255501${String(n % 100).padStart(2, '0')}` }),
  );
  // Forty an hour to a block of numbers; the hour may have turned once.
  expect(await at.count('message')).toBeLessThanOrEqual(80);
  expect(await at.count("consent where status = 'opted_in'")).toBe(0);
}, 120_000);
