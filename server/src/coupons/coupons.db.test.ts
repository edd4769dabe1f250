import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import { forgetWhoseCodes, listCodesOf, takeCodesSql } from './code.queries.ts';
import { readPoolId } from './coupons.schemas.ts';
import { giveCoupons } from './give-coupons.ts';

const clock = fixedClock('2026-11-24T15:00:00Z');
let database: TestDatabase;
let app: TestApp;
let ask: Ask;
let workspaceId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
  workspaceId = await newWorkspace(database.db);
  ask = await app.withKey(workspaceId, [
    'campaigns.read',
    'campaigns.write',
    'events.write',
    'contacts.read',
    'contacts.write',
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = (url: string, payload: object) => ask({ method: 'POST', url, payload });
const add = (id: string, payload: object) => post(`/v1/coupon-pools/${id}/codes`, payload);
const redeem = (code: string, more: object = {}) => post('/v1/coupons/redeem', { code, ...more });
const newPool = async (name: string, more: object = {}) =>
  (await post('/v1/coupon-pools', { name, ...more })).json() as { id: string };
let people = 0;
async function giveTo(pool: string) {
  people += 1;
  const number = `+120255501${String(people).padStart(2, '0')}`;
  const contact = (await post('/v1/contacts', { number })).json() as { id: string };
  const contactId = Number(contact.id.replace('con_', ''));
  const given = await app.ctx.db.tx(workspaceId, (tx) =>
    giveCoupons(tx, pool, [{ contactId, messageId: 7 }], clock.now()),
  );
  return { contactId, code: given.ok ? (given.codeOf.get(contactId) ?? '') : '' };
}

describe('a pool', () => {
  test('says what to write in a text, and counts its codes', async () => {
    const made = await post('/v1/coupon-pools', { name: 'tea', label: 'Tea for two' });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      ...{ merge_field: '{{ coupon.tea }}', label: 'Tea for two', state: 'on' },
      codes: { all: 0, given: 0, left: 0, redeemed: 0 },
    });
    const added = await add(made.json().id, { codes: ['TEA-1', 'TEA-2'] });
    expect([added.statusCode, added.json().added]).toEqual([201, 2]);
    await giveTo('tea');
    const { json } = await ask({ url: `/v1/coupon-pools/${made.json().id}` });
    expect(json()).toMatchObject({ codes: { all: 2, given: 1, left: 1, redeemed: 0 } });
    const codes = (await ask({ url: `/v1/coupon-pools/${made.json().id}/codes` })).json();
    expect(codes.data).toMatchObject([
      { code: 'TEA-1', given_at: '2026-11-24T15:00:00.000Z' },
      { code: 'TEA-2', given_at: null, contact_id: null },
    ]);
  });

  test.each([['Tea'], ['9tea'], ['tea time'], ['']])('is not called %j', async (name) => {
    const answer = await post('/v1/coupon-pools', { name });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'coupon.bad_name']);
  });

  test('has a name of its own, and an end that is still to come', async () => {
    await newPool('once');
    expect((await post('/v1/coupon-pools', { name: 'once' })).json()).toMatchObject({
      code: 'coupon.name_taken',
    });
    const late = await post('/v1/coupon-pools', { name: 'late', ends_at: '2026-11-24T14:59:00Z' });
    expect(late.json()).toMatchObject({ code: 'coupon.ends_in_the_past' });
  });
});

describe('codes', () => {
  test('are added whole or not at all, and no two pools hold the same one', async () => {
    const [one, other] = [await newPool('one'), await newPool('other')];
    await add(one.id, { codes: ['SAME-1'] });
    const refused = await add(other.id, { codes: ['NEW-1', 'same-1'] });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'coupon.known_code']);
    expect(refused.json().detail).toContain('same-1');
    expect((await ask({ url: `/v1/coupon-pools/${other.id}` })).json().codes.all).toBe(0);
    const bad = await add(other.id, { codes: ['GOOD-1', 'x'] });
    expect(bad.json().errors).toMatchObject([{ pointer: '/codes/1', code: 'coupon.bad_code' }]);
  });

  test('are drawn by a pattern, as many as were asked for', async () => {
    const pool = await newPool('drawn');
    const added = await add(pool.id, { generate: { count: 12_000, pattern: 'GO-XXXXXXX' } });
    expect(added.json()).toMatchObject({ added: 12_000, pool: { codes: { all: 12_000, left: 12_000 } } });
    const refused = await add(pool.id, { generate: { count: 5_000, pattern: 'GO-XXXX' } });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'coupon.guessable']);
  });

  test('that a failure gave back are given before their pool is called dry', async () => {
    const pool = await newPool('back');
    await add(pool.id, { codes: ['BACK-1', 'BACK-2'] });
    const fails = database.worker.tx(workspaceId, async (tx) => {
      const given = await giveCoupons(tx, 'back', [{ contactId: 999_999, messageId: 7 }], clock.now());
      expect(given).toMatchObject({ ok: true, codeOf: new Map([[999_999, 'BACK-1']]) });
      expect((await giveTo('back')).code).toBe('BACK-2');
      throw new Error('The worker falls.');
    });
    await expect(fails).rejects.toThrow('falls');
    expect((await giveTo('back')).code).toBe('BACK-1');
    expect((await giveTo('back')).code).toBe('');
  });

  test('that is free is found without reading those that were given before, and given without a new entry in an index of codes', async () => {
    const pool = await newPool('long');
    await add(pool.id, { generate: { count: 3_000, pattern: 'LONG-XXXXXXX' } });
    await database.migrator.system((tx) => tx.query('analyze coupon_code'));
    const plan = await database.worker.tx(workspaceId, async (tx) => {
      await tx.query(
        `set local enable_seqscan = off; set local enable_hashjoin = off; set local plan_cache_mode = force_generic_plan`,
      );
      await tx.query(`prepare take (uuid, bigint[], bigint[], timestamptz, bigint) as ${takeCodesSql}`);
      const { rows } = await tx.query<{ 'QUERY PLAN': string }>(
        `explain execute take ('${readPoolId(pool.id)}', '{1,2}', '{1,2}', now(), 1000)`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/using coupon_code_pkey[\s\S]*place > \$5/);
    expect(plan).toContain('Tid Scan on coupon_code');
    const { rows } = await database.migrator.system((tx) =>
      tx.query<{ name: string }>(
        `select indexrelid::regclass::text as name from pg_index where indrelid = 'coupon_code'::regclass
           and pg_get_indexdef(indexrelid) ~ 'given_at|contact_id|message_id'`,
      ),
    );
    expect(rows).toEqual([]);
  });
});

describe('a code', () => {
  test('is redeemed once, and its person has done so', async () => {
    const pool = await newPool('cake');
    await add(pool.id, { codes: ['CAKE-1', 'CAKE-2'] });
    const { contactId, code } = await giveTo('cake');
    const [first, second] = await Promise.all([redeem(code.toLowerCase(), { value: 12.5 }), redeem(code)]);
    const answers = [first, second].sort((a, b) => a.statusCode - b.statusCode);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 409]);
    expect(answers[0]?.json()).toMatchObject({
      code: 'CAKE-1',
      pool: 'cake',
      contact_id: `con_${contactId}`,
    });
    expect(answers[1]?.json().detail).toBe('This code was redeemed on 2026-11-24 at 15:00 UTC.');
    const { rows } = await app.ctx.db.tx(workspaceId, (tx) =>
      tx.query<{ name: string; pool: string }>(
        `select n.name, e.properties ->> 'pool' as pool from custom_event e join event_name n
           on n.workspace_id = e.workspace_id and n.id = e.name_id
         where e.workspace_id = current_workspace() and e.contact_id = $1`,
        [contactId],
      ),
    );
    expect(rows).toEqual([{ name: 'coupon.redeemed', pool: 'cake' }]);
  });

  test('that nobody was given, or that is none, is not redeemed', async () => {
    for (const code of ['CAKE-2', 'CAKE-99'])
      expect((await redeem(code)).json()).toMatchObject({ code: 'coupon.unknown_code' });
  });

  test('is not redeemed after the end of its pool, nor while that is off', async () => {
    const pool = await newPool('brief', { ends_at: '2026-11-24T18:00:00Z' });
    await add(pool.id, { codes: ['BRIEF-1'] });
    const { code } = await giveTo('brief');
    await ask({ method: 'PATCH', url: `/v1/coupon-pools/${pool.id}`, payload: { state: 'off' } });
    expect((await redeem(code)).json().detail).toBe('The coupons “brief” are switched off.');
    await ask({ method: 'PATCH', url: `/v1/coupon-pools/${pool.id}`, payload: { state: 'on' } });
    clock.moveTo('2026-11-24T18:00:00Z');
    const late = await redeem(code);
    expect([late.statusCode, late.json().detail]).toEqual([
      409,
      'The coupons “brief” ended on 2026-11-24 at 18:00 UTC.',
    ]);
  });

  test('of somebody who was erased is nobody’s, and is not given again', async () => {
    const pool = await newPool('gone');
    await add(pool.id, { codes: ['GONE-1'] });
    const { contactId } = await giveTo('gone');
    const left = await app.ctx.db.tx(workspaceId, async (tx) => {
      await forgetWhoseCodes(tx, contactId);
      return listCodesOf(tx, contactId);
    });
    expect(left).toEqual([]);
    expect((await giveTo('gone')).code).toBe('');
  });
});

describe('a page for a till', () => {
  const open = async (more: object = {}) =>
    (await post('/v1/coupon-tills', { name: 'Harbor Street', ...more })).json() as {
      id: string;
      page: string;
    };
  const pathOf = ({ page }: { page: string }) => new URL(page, 'http://here.example').pathname;
  const type = async (till: { page: string }, code: string, value = '', remoteAddress = '203.0.113.1') => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ code, value }).toString();
    const { statusCode, body } = await app.http.inject({
      ...{ method: 'POST', url: pathOf(till), headers, payload, remoteAddress },
    });
    const said = /role="(?:alert|status)"><strong>([^<]*)<\/strong> ([^<]*)</.exec(body);
    return { statusCode, said: said ? `${said[1]} ${said[2]}` : null };
  };
  const given = async (name: string, code: string) => {
    const { id } = await newPool(name, { label: `All of ${name}` });
    await add(id, { codes: [code, `${code}-more`] });
    await giveTo(name);
    return id;
  };

  test('redeems a code once, for whoever knows its address, and says nothing of whose it is', async () => {
    await given('door', 'DOOR-1');
    const till = await open();
    const shown = await app.http.inject({ url: pathOf(till) });
    expect([shown.statusCode, shown.body.includes('Harbor Street')]).toEqual([200, true]);
    expect(await type(till, 'door-1', '18,50')).toEqual({ statusCode: 200, said: 'Redeemed: All of door' });
    expect((await type(till, 'DOOR-1')).said).toMatch(/^Not redeemed: this code was redeemed on \w/);
    const { rows } = await app.ctx.db.tx(workspaceId, (tx) =>
      tx.query<{ actor: string; after: object; value: string }>(
        `select a.actor, a.after, (select e.value from custom_event e where e.workspace_id = current_workspace() and e.properties ->> 'pool' = 'door')
         from audit_entry a where a.workspace_id = current_workspace() and a.act = 'coupon.redeemed' order by a.id desc limit 1`,
      ),
    );
    expect(rows).toMatchObject([{ actor: 'system:till', after: { till: till.id }, value: '18.5000' }]);
  });

  test('knows no code that nobody was given, and none of other pools where it is kept to some', async () => {
    const here = await given('here', 'HERE-1');
    await given('there', 'THERE-1');
    const till = await open({ pools: [here] });
    for (const code of ['THERE-1', 'HERE-1-more', 'NONE-1', ' '])
      expect((await type(till, code)).said).toMatch(/^Not redeemed: there is no such code/);
    expect((await type(till, 'HERE-1', 'lots')).said).toMatch(/^Not redeemed: write what was bought/);
    expect((await type(till, 'HERE-1')).said).toBe('Redeemed: All of here');
  });

  test('lets nobody guess for long', async () => {
    await given('shop', 'SHOP-1');
    const till = await open();
    const guess = async (count: number) => {
      const all = Array.from({ length: count }, (_none, at) => type(till, `GUESS-${at}`));
      return (await Promise.all(all)).filter(({ statusCode }) => statusCode === 200).length;
    };
    expect(await guess(39)).toBe(39);
    // What is right, or no code at all, counts as no guess.
    expect((await type(till, 'SHOP-1', 'lots')).statusCode).toBe(200);
    expect((await type(till, 'SHOP-1')).said).toBe('Redeemed: All of shop');
    expect(await guess(10)).toBe(1);
    expect((await type(till, 'SHOP-1')).statusCode).toBe(429);
  });

  test('lets nobody guess from many networks either, and none of them keeps the others from their till', async () => {
    await given('many', 'MANY-1');
    const [till, other] = [await open(), await open()];
    const guess = async (network: number, count: number) => {
      const all = Array.from({ length: count }, () => type(till, 'GUESS', '', `198.51.${network}.7`));
      return (await Promise.all(all)).filter(({ statusCode }) => statusCode === 200).length;
    };
    // What a network is refused itself counts no more at the till.
    expect(await guess(1, 60)).toBe(40);
    for (const network of [2, 3, 4]) expect(await guess(network, 40)).toBe(40);
    expect(await guess(5, 39)).toBe(39);
    expect((await type(till, 'MANY-1', '', '198.51.100.7')).said).toBe('Redeemed: All of many');
    expect(await guess(6, 5)).toBe(1);
    expect((await type(till, 'MANY-1', '', '198.51.101.7')).statusCode).toBe(429);
    expect((await type(other, 'MANY-1', '', '198.51.101.7')).statusCode).toBe(200);
  });

  test('is closed, and leads nowhere from then on', async () => {
    await given('shut', 'SHUT-1');
    const till = await open();
    const listed = async () =>
      (await ask({ url: '/v1/coupon-tills' })).json().data.map(({ id }: { id: string }) => id);
    expect(await listed()).toContain(till.id);
    const close = () => ask({ method: 'DELETE', url: `/v1/coupon-tills/${till.id}` });
    expect((await close()).statusCode).toBe(204);
    expect((await close()).statusCode).toBe(404);
    expect(await listed()).not.toContain(till.id);
    expect((await type(till, 'SHUT-1')).statusCode).toBe(404);
    expect((await redeem('SHUT-1')).statusCode).toBe(200);
    expect((await post('/v1/coupon-tills', { name: ' ' })).json()).toMatchObject({
      code: 'coupon.till_without_name',
    });
  });
});

describe('a code that is looked up', () => {
  const lookUp = async (code: string) => (await ask({ url: `/v1/coupons/look-up?code=${code}` })).json();

  test('tells whose it is, and whether it would be redeemed now', async () => {
    const { id } = await newPool('found', { label: 'Found again' });
    await add(id, { codes: ['FOUND-1', 'FOUND-2'] });
    const { code, contactId } = await giveTo('found');
    expect(await lookUp(code.toLowerCase())).toMatchObject({
      ...{ code: 'FOUND-1', contact_id: `con_${contactId}`, message_id: 'msg_7', pool: 'found' },
      ...{ pool_id: id, pool_label: 'Found again', is_open: true, sentence: null },
    });
    await redeem(code);
    expect(await lookUp(code)).toMatchObject({
      is_open: false,
      sentence: expect.stringMatching(/^It was redeemed on 2026-11-24 at \d\d:00 UTC\.$/),
    });
  });

  test('says so where nobody was given it, where its coupons are off, and where there is none', async () => {
    const { id } = await newPool('lost');
    await add(id, { codes: ['LOST-1', 'LOST-2'] });
    expect(await lookUp('LOST-2')).toMatchObject({ is_open: false, given_at: null });
    const { code } = await giveTo('lost');
    await ask({ method: 'PATCH', url: `/v1/coupon-pools/${id}`, payload: { state: 'off' } });
    expect((await lookUp(code)).sentence).toContain('off');
    expect(await lookUp('LOST-9')).toMatchObject({ status: 404, code: 'coupon.unknown_code' });
  });
});
