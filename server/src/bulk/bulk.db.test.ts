import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ask } from '../../test/app.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { newColleague } from '../../test/colleagues.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { newContacts } from '../../test/people.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { systemScope } from '../accounts/index.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { eraseByStaff } from '../rights/index.ts';
import { bulkJobs, resumeChanges } from './bulk.jobs.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let people: number[];
const numbers = Array.from({ length: 12 }, (_, at) => `+121255501${String(at + 10)}`);

beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  clock.moveTo('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
  ask = (await newColleague(app, shop.workspaceId)).ask;
  people = await inShop((tx) => newContacts(tx, numbers));
  await inShop((tx) =>
    tx.query(
      `insert into contact_tag (workspace_id, tag, contact_id) select $1, 'vip', unnest($2::bigint[])`,
      [shop.workspaceId, people.slice(0, 6)],
    ),
  );
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const workerCtx = () => ({ ...shop.ctx, clock, db: database.worker });

/** Runs the jobs of a change as the worker does; `signal` ends them. */
async function run(
  task: 'bulk.gather' | 'bulk.work' | 'bulk.sweep',
  id = '',
  signal = new AbortController().signal,
  { ctx = workerCtx(), isLastTry = false } = {},
) {
  const changeId = id.replace(/^bch_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const payload = { workspaceId: shop.workspaceId, changeId, actor: 'system:test' };
  await bulkJobs[task]?.(ctx, payload, signal, isLastTry);
}
const post = async (url: string, payload: object = {}, by = ask) => {
  const answer = await by({ method: 'POST', url, payload });
  return { status: answer.statusCode, ...answer.json() };
};
const look = async (id: string) => (await ask({ url: `/v1/bulk-changes/${id}` })).json();
const countOf = async (sql: string, ...values: unknown[]) =>
  (await inShop((tx) => tx.query<{ count: number }>(sql, [shop.workspaceId, ...values]))).rows[0]?.count;
const taggedWith = (tag: string) =>
  countOf('select count(*) as count from contact_tag where workspace_id = $1 and tag = $2', tag);

/** Asks, counts, begins with that count and works to the end. */
async function through(url: string, payload: object) {
  const { id } = await post(url, payload);
  await run('bulk.gather', id);
  const { people: found } = await look(id);
  await post(`/v1/bulk-changes/${id}/begin`, { people: found });
  await run('bulk.work', id);
  return look(id);
}

describe('a change to many', () => {
  test('counts whom a rule chooses before anything is done, then does it, and says what came of it', async () => {
    const asked = await post('/v1/bulk-changes', {
      ...{ act: 'add_tag', tag: ' early   bird ', whom: { text: 'tag "vip"' } },
    });
    expect(asked).toMatchObject({ status: 'gathering', tag: 'early bird', people: 0 });
    expect((await post(`/v1/bulk-changes/${asked.id}/begin`)).code).toBe('bulk_change.gathering');
    await run('bulk.gather', asked.id);
    expect(await look(asked.id)).toMatchObject({ status: 'ready', people: 6, waiting: 6 });
    expect(await taggedWith('early bird')).toBe(0);
    expect((await post(`/v1/bulk-changes/${asked.id}/begin`, { people: 5 })).code).toBe(
      'bulk_change.other_count',
    );
    await post(`/v1/bulk-changes/${asked.id}/begin`, { people: 6 });
    await run('bulk.work', asked.id);
    expect(await look(asked.id)).toMatchObject({
      ...{ status: 'done', people: 6, changed: 6, unchanged: 0, waiting: 0, left_out: 0, refused: [] },
    });
    expect(await taggedWith('early bird')).toBe(6);
    expect((await post(`/v1/bulk-changes/${asked.id}/begin`)).code).toBe('bulk_change.over');
    const { data } = (await ask({ url: '/v1/audit' })).json();
    const acts = data.map(({ act }: { act: string }) => act);
    expect(acts).toEqual(
      expect.arrayContaining(['bulk_change.requested', 'bulk_change.begun', 'bulk_change.done']),
    );
  });

  test('is not changed by what it does: whoever leaves the filter by it is done all the same', async () => {
    const done = await through('/v1/bulk-changes', { act: 'remove_tag', tag: 'vip', whom: { tag: 'vip' } });
    expect(done).toMatchObject({ status: 'done', people: 6, changed: 6 });
    expect(await taggedWith('vip')).toBe(0);
  });

  test('reaches those whom a search finds, and tells who was so already', async () => {
    const list = { act: 'add_to_list', list_id: publicId('lst', shop.listId) };
    expect(await through('/v1/bulk-changes', { ...list, whom: { search: '+12125550110' } })).toMatchObject({
      ...{ people: 1, changed: 1 },
    });
    expect(await through('/v1/bulk-changes', { ...list, whom: { everybody: true } })).toMatchObject({
      ...{ people: 12, changed: 11, unchanged: 1 },
    });
    const off = { ...list, act: 'remove_from_list', whom: { contacts: [publicId('con', people[0] ?? 0)] } };
    expect(await through('/v1/bulk-changes', off)).toMatchObject({ people: 1, changed: 1 });
  });

  test('refuses whom it must not touch, by the reason', async () => {
    const [restricted = '', gone = 0] = [numbers[0], people[1]];
    await inShop((tx) =>
      tx.query(
        `with request as (
           insert into data_request (workspace_id, id, kind, law, status, number, channel, received_at, due_at, created_by)
           values ($1, gen_random_uuid(), 'restriction', 'gdpr', 'done', $2, 'email', now(), now(), 'x') returning id)
         insert into restriction (workspace_id, number, request_id, since, set_by) select $1, $2, id, now(), 'x' from request`,
        [shop.workspaceId, restricted],
      ),
    );
    const { id } = await post('/v1/bulk-changes', {
      ...{ act: 'add_tag', tag: 'x', begins_at_once: true, whom: { text: 'tag "vip"' } },
    });
    await run('bulk.gather', id);
    await inShop((tx) =>
      tx.query('delete from contact where workspace_id = $1 and id = $2', [shop.workspaceId, gone]),
    );
    await run('bulk.work', id);
    const done = await look(id);
    expect(done).toMatchObject({ status: 'done', people: 6, changed: 4, unchanged: 0 });
    expect(done.refused.map((one: { reason: string; people: number }) => [one.reason, one.people])).toEqual(
      expect.arrayContaining([
        ['gone', 1],
        ['restricted', 1],
      ]),
    );
  });

  test('opts people out in the ledger, once each', async () => {
    const whom = { tag: 'vip' };
    const suppressed = await through('/v1/bulk-changes/suppressions', {
      reason: 'phone',
      note: 'Called',
      whom,
    });
    expect(suppressed).toMatchObject({ status: 'done', changed: 6, unchanged: 0 });
    expect(await countOf(`select count(*) as count from suppression where workspace_id = $1`)).toBe(6);
    const again = await through('/v1/bulk-changes/suppressions', {
      reason: 'phone',
      whom: { everybody: true },
    });
    expect(again).toMatchObject({ people: 12, changed: 6, unchanged: 6 });
  });

  test('erases people by the register, and keeps whom a legal hold stands on', async () => {
    const held = numbers[2] ?? '';
    expect((await post('/v1/legal-holds', { number: held, reason: 'A case at court' })).status).toBe(201);
    const done = await through('/v1/bulk-changes/erasures', {
      note: 'Not customers any more',
      whom: { tag: 'vip' },
    });
    expect(done).toMatchObject({
      ...{ status: 'done', people: 6, changed: 5 },
      refused: [{ reason: 'legal_hold', people: 1 }],
    });
    expect(await countOf('select count(*) as count from contact where workspace_id = $1')).toBe(7);
    expect(
      await countOf(
        `select count(*) as count from data_request where workspace_id = $1 and kind = 'erasure'`,
      ),
    ).toBe(6);
  });

  test('erases nobody whose own request waits for an answer, and leaves that request open', async () => {
    const asked = await post('/v1/data-requests', { kind: 'access', channel: 'email', number: numbers[3] });
    const done = await through('/v1/bulk-changes/erasures', { note: 'Old', whom: { tag: 'vip' } });
    expect(done).toMatchObject({ status: 'done', people: 6, changed: 5 });
    expect(done.refused).toMatchObject([{ reason: 'open_request', people: 1 }]);
    const left = (await ask({ url: `/v1/data-requests/${asked.id}` })).json();
    expect(left).toMatchObject({ status: 'received', number: numbers[3] });
  });

  test('goes on for the others where somebody is erased between their turn and the erasure', async () => {
    const { id } = await post('/v1/bulk-changes/erasures', { note: 'Old', whom: { tag: 'vip' } });
    await run('bulk.gather', id);
    await post(`/v1/bulk-changes/${id}/begin`);
    const [first = 0] = people;
    let work = Promise.resolve();
    await inShop(async (tx) => {
      const scope = systemScope(shop.workspaceId, 'test');
      await eraseByStaff(tx, shop.ctx, scope, { contactId: first, note: 'They called' });
      work = run('bulk.work', id);
      // It has taken all six by the time it waits for its turn on the first.
      await vi.waitFor(
        async () => {
          const { rows } = await tx.query(
            `select from pg_locks where locktype = 'advisory' and not granted
               and database = (select oid from pg_database where datname = current_database())`,
          );
          expect(rows).toHaveLength(1);
        },
        { timeout: 20_000 },
      );
    });
    await work;
    const done = await look(id);
    expect(done).toMatchObject({ status: 'done', changed: 5, refused: [{ reason: 'gone', people: 1 }] });
  });

  test('says that it failed when it was tried for the last time, in words that quote nobody', async () => {
    const { id } = await post('/v1/bulk-changes/erasures', { note: 'Old', whom: { tag: 'vip' } });
    await run('bulk.gather', id);
    await post(`/v1/bulk-changes/${id}/begin`);
    const uuid = () => {
      throw new Error('Key (number)=(+12125550110) is there already');
    };
    const ctx = { ...workerCtx(), ids: { ...shop.ctx.ids, uuid } };
    await expect(run('bulk.work', id, undefined, { ctx, isLastTry: false })).rejects.toThrow('Key');
    expect(await look(id)).toMatchObject({ status: 'working', waiting: 6 });
    await run('bulk.work', id, undefined, { ctx, isLastTry: true });
    const failed = await look(id);
    expect(failed).toMatchObject({ status: 'failed', waiting: 0, left_out: 6 });
    expect(failed.problem).toMatch(/^Something went wrong on the server/);
  });

  test('stops where somebody stops it, and forgets whose turn never came', async () => {
    const { id } = await post('/v1/bulk-changes', { act: 'add_tag', tag: 'x', whom: { everybody: true } });
    await run('bulk.gather', id);
    await post(`/v1/bulk-changes/${id}/begin`);
    expect(await post(`/v1/bulk-changes/${id}/stop`)).toMatchObject({ status: 'stopped', left_out: 12 });
    await run('bulk.work', id);
    expect(await taggedWith('x')).toBe(0);
    expect(await countOf('select count(*) as count from bulk_change_person where workspace_id = $1')).toBe(0);
  });

  test('goes on after a worker was ended in the middle, with nobody twice', async () => {
    const { id } = await post('/v1/bulk-changes', { act: 'add_tag', tag: 'x', whom: { everybody: true } });
    await run('bulk.gather', id);
    await post(`/v1/bulk-changes/${id}/begin`);
    const ending = new AbortController();
    ending.abort();
    await run('bulk.work', id, ending.signal);
    expect(await look(id)).toMatchObject({ status: 'working', waiting: 12 });
    expect(await inShop(resumeChanges)).toBe(1);
    await run('bulk.work', id);
    expect(await look(id)).toMatchObject({ status: 'done', changed: 12, waiting: 0 });
  });

  test('fails with a sentence where its list has gone meanwhile', async () => {
    const list_id = publicId('lst', shop.listId);
    const { id } = await post('/v1/bulk-changes', { act: 'add_to_list', list_id, whom: { tag: 'vip' } });
    await run('bulk.gather', id);
    await inShop((tx) => tx.query('delete from contact_list where workspace_id = $1', [shop.workspaceId]));
    await post(`/v1/bulk-changes/${id}/begin`);
    await run('bulk.work', id);
    expect(await look(id)).toMatchObject({ status: 'failed', problem: expect.stringContaining(list_id) });
  });

  test('that nobody begins is let go after a day', async () => {
    const { id } = await post('/v1/bulk-changes', { act: 'add_tag', tag: 'x', whom: { everybody: true } });
    await run('bulk.gather', id);
    clock.forward(25 * 3_600_000);
    await run('bulk.sweep');
    expect(await look(id)).toMatchObject({ status: 'stopped', waiting: 0 });
    expect(await countOf('select count(*) as count from bulk_change_person where workspace_id = $1')).toBe(0);
    clock.forward(91 * 86_400_000);
    await run('bulk.sweep');
    expect((await ask({ url: '/v1/bulk-changes' })).json().data).toEqual([]);
  });

  test.each([
    [{ act: 'add_tag', tag: 'x', whom: {} }, 'bulk_change.whom'],
    [{ act: 'add_tag', tag: 'x', whom: { tag: 'vip', text: 'everyone' } }, 'bulk_change.whom'],
    [{ act: 'add_tag', whom: { everybody: true } }, 'bulk_change.details'],
    [{ act: 'add_to_list', tag: 'x', whom: { everybody: true } }, 'bulk_change.details'],
    [{ act: 'add_to_list', list_id: 'lst_1', whom: { everybody: true } }, 'list.not_found'],
    [{ act: 'add_tag', tag: 'x', whom: { contacts: ['con_8999999999'] } }, 'contact.not_found'],
    [{ act: 'add_tag', tag: 'x', whom: { text: 'tag' } }, expect.stringMatching(/^segment\./)],
    [{ act: 'add_tag', tag: ' ', whom: { everybody: true } }, 'tag.bad_name'],
    [{ act: 'erase', whom: { everybody: true } }, 'request.invalid'],
  ])('%j is refused with %s', async (payload, code) => {
    expect((await post('/v1/bulk-changes', payload)).code).toEqual(code);
  });

  test('is not for whom a role keeps from the act, nor for whoever is kept to some lists', async () => {
    const { ask: marketer } = await newColleague(app, shop.workspaceId, { role: 'marketer' });
    const erasure = { note: 'x', whom: { everybody: true } };
    expect((await post('/v1/bulk-changes/erasures', erasure, marketer)).status).toBe(403);
    const { id } = await post('/v1/bulk-changes/erasures', erasure);
    await run('bulk.gather', id);
    expect((await post(`/v1/bulk-changes/${id}/begin`, {}, marketer)).code).toBe('permission.missing');
    expect((await post(`/v1/bulk-changes/${id}/stop`, {}, marketer)).code).toBe('permission.missing');
    const reach = { senderIds: null, listIds: [shop.listId] };
    const { ask: kept } = await newColleague(app, shop.workspaceId, { role: 'agent', reach });
    const tagging = { act: 'add_tag', tag: 'x', whom: { everybody: true } };
    expect((await post('/v1/bulk-changes', tagging, kept)).code).toBe('reach.everybody');
    expect((await kept({ url: '/v1/bulk-changes' })).json().code).toBe('reach.everybody');
  });
});

describe('the file of people', () => {
  const linesOf = async (query: string) => {
    const answer = await ask({ url: `/v1/contacts/export${query}` });
    return answer.body.replace('\uFEFF', '').trimEnd().split('\r\n');
  };

  test('holds everybody whom a filter finds, with lists and tags, and is in the audit', async () => {
    await inShop((tx) =>
      tx.query(
        `update contact set first_name = '=1+1', fields = '{"city": "Ulm, upper"}' where workspace_id = $1 and id = $2`,
        [...[shop.workspaceId, people[0]]],
      ),
    );
    await inShop((tx) =>
      tx.query(
        `insert into contact_field (workspace_id, name, label, kind) values ($1, 'city', 'City', 'text')`,
        [shop.workspaceId],
      ),
    );
    await post(`/v1/contacts/${publicId('con', people[1] as number)}/opt-out`, { method: 'verbal' });
    const [head, ...rows] = await linesOf('?tag=vip');
    expect(head).toBe(
      'number,first_name,last_name,email,country,region,time_zone,lists,tags,tidings_may_text,tidings_programs,opted_out,city',
    );
    expect(rows).toHaveLength(6);
    // Nothing in a cell is a formula to whoever opens it.
    expect(rows.find((row) => row.startsWith('+12125550110'))).toMatch(
      /^\+12125550110,'=1\+1,.*,vip,no_consent,,,"Ulm, upper"$/,
    );
    // Whoever carries the file elsewhere sees who has said stop.
    expect(rows.find((row) => row.startsWith('+12125550111'))).toMatch(/,vip,opted_out,,yes,$/);
    expect(await linesOf(`?text=${encodeURIComponent('not tag "vip"')}`)).toHaveLength(7);
    expect(await linesOf('')).toHaveLength(13);
    const { data } = (await ask({ url: '/v1/audit' })).json();
    expect(data.filter(({ act }: { act: string }) => act === 'contacts.exported')).toHaveLength(3);
  });

  test('is not for a key that may only bring people in', async () => {
    const only = await app.withKey(shop.workspaceId, ['contacts.import']);
    const answer = await only({ url: '/v1/contacts/export' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'permission.missing']);
    expect(answer.json().detail).toContain('contacts.read');
    const both = await app.withKey(shop.workspaceId, ['contacts.import', 'contacts.read']);
    expect((await both({ url: '/v1/contacts/export' })).statusCode).toBe(200);
  });

  test('is refused before its first byte where the question cannot be asked', async () => {
    const codeOf = async (query: string) => (await ask({ url: `/v1/contacts/export${query}` })).json().code;
    expect(await codeOf('?text=tag')).toMatch(/^segment\./);
    expect(await codeOf('?tag=vip&text=everyone')).toBe('bulk_change.whom');
    expect(await codeOf('?list=lst_1')).toBe('list.not_found');
  });
});
