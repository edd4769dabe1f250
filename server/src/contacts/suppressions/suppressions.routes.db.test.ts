import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../../test/http.ts';
import { newMembers, newProgram } from '../../../test/people.ts';
import { systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { contactRoutes } from '../contacts.routes.ts';
import type { Program } from '../program.ts';
import { rejoin } from '../rejoin.ts';
import { listSuppressed, loadConsents } from '../standing.queries.ts';
import { verifyConsentChain } from '../verify-consent-chain.ts';
import { writeSuppressions } from './export-suppressions.ts';
import { hashListRoutes } from './hash-lists.routes.ts';
import { suppressionRoutes } from './suppressions.routes.ts';

let database: TestDatabase;
let ctx: Context;
let http: TestHttp;
let workspaceId: string;
let program: Program;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
  http = await openTestHttp((door) => {
    for (const routes of [contactRoutes, suppressionRoutes, hashListRoutes]) routes(door, ctx);
  });
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
  program = await newProgram(ctx, workspaceId);
}, 60_000);

const ada = '+12025550101';
const ben = '+12025550102';
const within = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
const add = (body: object) => http.send('POST', '/v1/suppressions', body);
const lift = (numbers: string[]) =>
  http.send('POST', '/v1/suppressions/lift', { numbers, reason: 'Taken for another number' });
const listed = async (query = '') => (await http.send('GET', `/v1/suppressions${query}`)).json.data;
const isSuppressed = (number: string, brandId = program.brandId) =>
  within(async (tx) => (await listSuppressed(tx, brandId, [number])).has(number));
const standingOf = (number: string) =>
  within(async (tx) => {
    const asked = { programId: program.id, brandId: program.brandId, numbers: [number] };
    return (await loadConsents(tx, asked)).get(number)?.status;
  });
const start = (number: string) =>
  within((tx) =>
    rejoin(tx, ctx, {
      number,
      brandId: program.brandId,
      method: 'reply',
      occurredAt: ctx.clock.now(),
      evidence: { raw_text: 'START' },
      actor: 'system:test',
    }),
  );
const hashOf = (number: string) => createHash('sha256').update(number).digest('hex');

describe('numbers that are suppressed by hand', () => {
  test('are opted out by an event each, and what is no number is told by its line', async () => {
    await within((tx) => newMembers(tx, ctx, program, [ada]));
    const done = await add({ numbers: ['(202) 555-0101', 'nobody', ben], reason: 'letter', note: 'Box 4' });
    expect(done.status).toBe(200);
    expect(done.json).toMatchObject({ suppressed: 2, known: 0, unreadable: [{ line: 2, entry: 'nobody' }] });
    expect(await standingOf(ada)).toBe('opted_out');
    expect(await isSuppressed(ben)).toBe(true);
    expect(await within(verifyConsentChain)).toMatchObject({ isIntact: true, events: 3 });
    expect((await add({ numbers: [ada, ben], reason: 'letter' })).json).toMatchObject({
      suppressed: 0,
      known: 2,
    });
  });

  test('for every brand are suppressed for a brand that is made later; for one brand they are not', async () => {
    await add({ numbers: [ada], reason: 'complaint' });
    await add({ numbers: [ben], reason: 'complaint', brand_id: publicId('brd', program.brandId) });
    const later = await newProgram(ctx, workspaceId, { name: 'Other', brandName: 'Harbor Coffee' });
    expect(await isSuppressed(ada, later.brandId)).toBe(true);
    expect(await isSuppressed(ben, later.brandId)).toBe(false);
  });

  test('of a brand that is not there are refused, and nothing is written', async () => {
    const refused = await add({ numbers: [ada], reason: 'letter', brand_id: `brd_${'0'.repeat(32)}` });
    expect(refused.status).toBe(404);
    expect(await listed()).toEqual([]);
  });
});

describe('the listing', () => {
  test('goes page by page, and finds by number, brand and reason', async () => {
    await add({ numbers: [ada, ben], reason: 'letter' });
    await add({ numbers: ['+13125550103'], reason: 'phone' });
    const first = await http.send('GET', '/v1/suppressions?limit=2');
    expect(first.json.data.map((one) => one.number)).toEqual([ada, ben]);
    expect(await listed(`?limit=2&cursor=${first.json.next_cursor}`)).toMatchObject([
      { number: '+13125550103', reason: 'phone', is_everywhere: true },
    ]);
    expect(await listed('?search=202')).toHaveLength(2);
    expect(await listed('?reason=phone')).toHaveLength(1);
    expect(await listed(`?brand=${publicId('brd', program.brandId)}`)).toHaveLength(3);
    expect((await http.send('GET', '/v1/suppressions?search=Ada')).status).toBe(422);
  });

  test('is exported whole as CSV', async () => {
    await add({ numbers: [ada, ben], reason: 'letter' });
    const filter = { prefix: null, brandId: null, reason: null };
    let text = '';
    for await (const part of writeSuppressions(ctx, systemScope(workspaceId, 'test'), filter)) text += part;
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^\+12025550101,brd_\w+,Harbor Books,letter,yes,/);
  });
});

describe('a suppression that is lifted', () => {
  test('gives no consent back; START of the person does', async () => {
    await within((tx) => newMembers(tx, ctx, program, [ada]));
    await add({ numbers: [ada], reason: 'phone' });
    const done = await lift([ada]);
    expect(done.json).toMatchObject({ lifted: [{ number: ada }], still_suppressed: [] });
    expect(await isSuppressed(ada)).toBe(false);
    expect(await standingOf(ada)).toBe('opted_out');
    expect(await start(ada)).toMatchObject({ restored: [program.id] });
    expect(await standingOf(ada)).toBe('opted_in');
    expect(await within(verifyConsentChain)).toMatchObject({ isIntact: true });
  });

  test('opens nothing to whoever never joined, by START neither', async () => {
    await add({ numbers: [ben], reason: 'phone' });
    await lift([ben]);
    expect(await start(ben)).toEqual({ restored: [], wasSuppressed: false });
    expect(await standingOf(ben)).toBeUndefined();
  });

  test('is not lifted without the permission to, and not without a reason', async () => {
    await add({ numbers: [ada], reason: 'phone' });
    expect((await http.send('POST', '/v1/suppressions/lift', { numbers: [ada] })).status).toBe(422);
    http.comeAs({ ...systemScope(workspaceId, 'test'), permissions: new Set(['suppression.write']) });
    expect((await lift([ada])).status).toBe(403);
    expect(await isSuppressed(ada)).toBe(true);
  });

  test('is not for brands of tomorrow any more', async () => {
    await add({ numbers: [ada], reason: 'phone' });
    await lift([ada]);
    const later = await newProgram(ctx, workspaceId, { name: 'Other', brandName: 'Harbor Coffee' });
    expect(await isSuppressed(ada, later.brandId)).toBe(false);
  });
});

describe('a list of hashes', () => {
  const bring = (hashes: string[]) =>
    http.send('POST', '/v1/suppressions/hashes', { name: 'Partner', reason: 'do_not_call', hashes });

  test('suppresses whose hash it names, grows under its name, and says what is none', async () => {
    const first = await bring([hashOf(ada), 'none']);
    expect(first.json).toMatchObject({ name: 'Partner', added: 1, entries: 1, unreadable: [{ line: 2 }] });
    const second = await bring([hashOf(ada), hashOf(ben)]);
    expect(second.json).toMatchObject({ id: first.json.id, added: 1, known: 1, entries: 2 });
    expect([await isSuppressed(ada), await isSuppressed('+12025550103')]).toEqual([true, false]);
    expect((await lift([ada])).json).toMatchObject({ lifted: [], still_suppressed: [ada] });
  });

  test('counts no more when it is lifted', async () => {
    const { json } = await bring([hashOf(ada)]);
    const done = await http.send('POST', `/v1/suppression-lists/${json.id}/lift`, { reason: 'Outdated' });
    expect(done.json).toMatchObject({ id: json.id, entries: 1 });
    expect(await isSuppressed(ada)).toBe(false);
    expect((await http.send('GET', '/v1/suppression-lists')).json.data).toEqual([]);
  });
});

describe('POST /v1/opt-outs', () => {
  const optOut = (body: object) => http.send('POST', '/v1/opt-outs', body);

  test('records by which way, when, how late and by whom', async () => {
    const receivedAt = new Date(ctx.clock.now().getTime() - 90_000).toISOString();
    const { json } = await optOut({ number: ada, channel: 'phone', note: 'Called', received_at: receivedAt });
    expect(json).toMatchObject({
      number: ada,
      channel: 'phone',
      received_at: receivedAt,
      recorded_by: 'system:test',
      brands: [{ brand_name: 'Harbor Books', was_opted_out: false }],
    });
    expect(json.latency_seconds).toBeGreaterThanOrEqual(90);
    expect(await isSuppressed(ada)).toBe(true);
  });

  test('refuses what was received in the future, and what is no number', async () => {
    const tomorrow = new Date(ctx.clock.now().getTime() + 86_400_000).toISOString();
    const late = await optOut({ number: ada, channel: 'phone', received_at: tomorrow });
    expect(late.json).toMatchObject({ code: 'opt_out.in_future' });
    expect((await optOut({ number: 'nobody', channel: 'phone' })).json).toMatchObject({
      code: 'number.unreadable',
    });
    expect(await listed()).toEqual([]);
  });
});
