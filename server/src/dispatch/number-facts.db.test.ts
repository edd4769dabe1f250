import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { learnLines, noteAlive, recordConsents } from '../contacts/index.ts';
import { applyReceipts, type Receipt } from '../messages/index.ts';
import { heedReceipts } from './index.ts';

let database: TestDatabase;
let app: TestApp;
let on: Stage;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  on = await stage(database, 1);
  app = await testApp(database, {}, { ...on.ctx, db: database.db });
  ask = await app.withKey(on.fixture.workspaceId, [
    ...(['contacts.read', 'suppression.write', 'suppression.remove'] as const),
  ]);
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = async (url: string, payload: object = {}) => {
  const answer = await ask({ method: 'POST', url, payload });
  return { status: answer.statusCode, ...answer.json() };
};
const bring = async (list: object, numbers: readonly string[]) => {
  const { id } = await post('/v1/do-not-call-lists', { name: 'A list', ...list });
  await post(`/v1/do-not-call-lists/${id}/numbers`, { numbers });
  return post(`/v1/do-not-call-lists/${id}/finish`);
};
const worth = (level: string) => on.in((tx) => tx.query('update consent set level = $1', [level]));
const me = () => on.fixture.people[0]?.number ?? '';

/** What becomes of one campaign: null where it left. */
async function fate(): Promise<string | null> {
  on.ctx.clock.forward(60_000);
  // How often somebody is texted is another question.
  await on.in((tx) => tx.query('delete from frequency_tally'));
  const runId = await launch(on);
  await workAll(on);
  const { rows } = await on.in((tx) =>
    tx.query<{ status: string; reason: string }>(
      'select status, reason from message where campaign_id = $1',
      [runId],
    ),
  );
  return rows[0]?.status === 'accepted' ? null : (rows[0]?.reason ?? 'held');
}

describe('do-not-call lists', () => {
  test('are asked of whoever is texted on a relationship alone, and must be new', async () => {
    await worth('established_relationship');
    expect(await fate()).toBe('do_not_call.too_old');
    await bring({ kind: 'federal', as_of: '2026-10-01' }, ['+12025550190']);
    expect(await fate()).toBe('do_not_call.too_old');
    expect(await bring({ kind: 'federal', as_of: '2026-11-20' }, [me()])).toMatchObject({
      ...{ status: 200, state: 'standing', entries: 1 },
    });
    expect(await fate()).toBe(null);
    const lists = (await ask({ url: '/v1/do-not-call-lists' })).json().data;
    expect(lists.map((one: { state: string }) => one.state).sort()).toEqual(['replaced', 'standing']);
    await bring({ kind: 'state', region: 'US-TX', as_of: '2026-11-20' }, [me()]);
    expect(await fate()).toBe('contact.do_not_call');
  });

  test('of the registers exempt whoever agreed in writing, and one’s own nobody', async () => {
    await worth('pewc');
    expect(await fate()).toBe(null);
    const own = await bring({ kind: 'own', as_of: '2026-11-20' }, [me()]);
    expect(await fate()).toBe('contact.do_not_call');
    await post(`/v1/do-not-call-lists/${own.id}/end`, { reason: 'They asked for texts again' });
    expect(await fate()).toBe(null);
  });

  test('keep no number that anybody could read', async () => {
    const { rows } = await on.in((tx) =>
      tx.query(`select from do_not_call_number where hash = sha256(convert_to($1, 'UTF8'))`, [me()]),
    );
    expect(rows).toEqual([]);
  });

  test.each([
    [{ kind: 'state', as_of: '2026-11-20' }, 'do_not_call.no_state'],
    [{ kind: 'federal', region: 'US-TX', as_of: '2026-11-20' }, 'do_not_call.no_region'],
    [{ kind: 'own', as_of: '2026-02-30' }, 'do_not_call.bad_day'],
    [{ kind: 'own', as_of: '2027-01-01' }, 'do_not_call.future_day'],
  ])('%j is refused', async (list, code) => {
    expect(await post('/v1/do-not-call-lists', { name: 'A list', ...list })).toMatchObject({
      status: 422,
      code,
    });
  });
});

describe('what a source says of a number', () => {
  const say = (of: object) =>
    post('/v1/number-checks', { source: 'file: lines.csv', numbers: [{ number: me(), ...of }] });

  test('keeps texts from landlines until another source says otherwise', async () => {
    expect(await say({ line_type: 'landline' })).toMatchObject({ taken: 1 });
    expect(await fate()).toBe('contact.unreachable');
    expect((await ask({ url: `/v1/number-checks/${encodeURIComponent(me())}` })).json()).toMatchObject({
      ...{ line_type: 'landline', unreachable_reason: 'landline', source: 'file: lines.csv' },
    });
    await say({ line_type: 'mobile' });
    expect(await fate()).toBe(null);
  });

  test('keeps texts from a number that changed hands since, until whoever has it agrees', async () => {
    await say({ disconnected_on: '2026-11-24' });
    expect(await fate()).toBe('contact.reassigned');
    on.ctx.clock.moveTo('2026-11-25T17:00:00Z');
    const { program, people } = on.fixture;
    const decisions = await on.in((tx) =>
      recordConsents(tx, on.ctx, {
        ...{ programId: program.id, brandId: program.brandId, actor: 'system:test' },
        grants: [
          {
            ...{ number: me(), contactId: people[0]?.id ?? 0, method: 'web_form' },
            ...{ occurredAt: on.ctx.clock.now(), wordsShown: program.disclosure, evidence: {} },
          },
        ],
      }),
    );
    expect([...decisions.values()]).toEqual(['granted']);
    expect(await fate()).toBe(null);
  });

  test('by a carrier in its answer, or in a receipt, keeps the next text from it until newer evidence comes', async () => {
    const { answer } = on.carrier;
    const known = async () => (await ask({ url: `/v1/number-checks/${encodeURIComponent(me())}` })).json();
    on.carrier.answer = () => ({
      outcome: {
        ...{ kind: 'refused', code: 'nobody', sentence: 'No phone has this number.' },
        numberFault: 'invalid_number',
      },
    });
    expect(await fate()).toBe('carrier.invalid_number');
    on.carrier.answer = answer;
    expect(await fate()).toBe('contact.unreachable');
    expect(await known()).toMatchObject({
      ...{ unreachable_reason: 'invalid_number', failures: 1, source: 'carrier receipt' },
      failed_at: expect.any(String),
    });
    expect((await ask({ url: '/v1/number-checks?unreachable=true' })).json().data).toMatchObject([
      { number: me() },
    ]);

    await on.in((tx) => noteAlive(tx, [me()], on.ctx.clock.now()));
    expect(await fate()).toBe(null);

    const texts = await on.in((tx) =>
      tx.query<{ id: string }>(
        `select provider_id as id from message where status = 'accepted' order by id desc limit 1`,
      ),
    );
    const receipt: Receipt = {
      ...{ messageId: null, gatewayId: null, providerId: texts.rows[0]?.id ?? '', status: 'undelivered' },
      ...{ reason: 'carrier.landline_unroutable', reasonDetail: null, occurredAt: on.ctx.clock.now() },
    };
    // Carriers bring receipts twice.
    for (const one of [receipt, receipt])
      await on.in(async (tx) => {
        await heedReceipts(tx, on.ctx, [one]);
        await applyReceipts(tx, [one]);
      });
    expect(await known()).toMatchObject({
      line_type: 'landline',
      unreachable_reason: 'landline',
      failures: 1,
    });
    expect(await fate()).toBe('contact.unreachable');
    await say({ line_type: 'mobile' });
    expect(await fate()).toBe(null);
    expect(await known()).toMatchObject({ unreachable_reason: null, failures: 0 });
  });

  test('by its country’s numbering plan is noted where that is certain, and forgotten by whoever knows better', async () => {
    const landline = '+442079460000';
    await on.in((tx) =>
      tx.query(
        `insert into contact (workspace_id, number) select current_workspace(), n from unnest(array[$1, '+447700900123', '+12125550177']) n`,
        [landline],
      ),
    );
    await on.in((tx) => learnLines(tx, on.ctx.clock.now()));
    const url = `/v1/number-checks/${encodeURIComponent(landline)}`;
    expect((await ask({ url })).json()).toMatchObject({
      ...{ line_type: 'landline', unreachable_reason: 'landline', source: 'numbering plan' },
    });
    for (const other of ['+447700900123', '+12125550177'])
      expect((await ask({ url: `/v1/number-checks/${encodeURIComponent(other)}` })).statusCode).toBe(404);
    expect((await ask({ method: 'DELETE', url })).json()).toMatchObject({ deleted: true });
    expect((await ask({ url })).statusCode).toBe(404);
  });

  test('is taken whole or not at all', async () => {
    const answer = await post('/v1/number-checks', {
      source: 'file',
      numbers: [
        { number: '+12025550191', line_type: 'landline' },
        { number: 'nobody', is_invalid: true },
      ],
    });
    expect(answer).toMatchObject({ status: 422, code: 'number_check.unreadable' });
    expect((await ask({ url: '/v1/number-checks/%2B12025550191' })).statusCode).toBe(404);
  });
});
