import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openShop } from '../../../test/shop.ts';
import { fixedClock } from '../../platform/clock.ts';

let database: TestDatabase;
let app: TestApp;
let counsel: Ask;
let officer: Ask;
let workspaceId: string;
const clock = fixedClock('2026-12-01T15:00:00Z');
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  workspaceId = (await openShop(database.db)).workspaceId;
  counsel = await app.signedIn(workspaceId, 'compliance');
  officer = await app.signedIn(workspaceId, 'compliance');
});

type Row = { id: string; mon_fri: [string, string] | null; name: string };
const presentRows = async (): Promise<Row[]> => (await counsel({ url: '/v1/policy/rows' })).json().rows;
const post = async (ask: Ask, url: string, payload: object) => {
  const answer = await ask({ method: 'POST', url: `/v1/policy/packs${url}`, payload });
  return { status: answer.statusCode, body: answer.json() };
};

/** At a Tuesday, a Saturday and a Sunday: before and in each of the hours. */
const vectorsFor = (monFri: string, weekend = '08:00') =>
  ['2026-12-08', '2026-12-12', '2026-12-13'].flatMap((day, place) => [
    { at: `${day}T07:00`, decision: 'hold' },
    { at: `${day}T${place === 0 ? monFri : weekend}`, decision: 'allow' },
  ]);

/** Florida from ten to six on weekdays. */
async function edited(version = 'counsel 2027-01', hours: [string, string] = ['10:00', '18:00']) {
  const rows = (await presentRows()).map((row) =>
    row.id === 'hours.us.fl' ? { ...row, mon_fri: hours, vectors: vectorsFor(hours[0]) } : row,
  );
  return { version, note: 'On advice of counsel', rows };
}

async function explain(at: string) {
  const answer = await officer({ url: `/v1/policy/explain?to=%2B13055550142&at=${at}` });
  return answer.json();
}

describe('an edited pack', () => {
  test('is told apart from what holds, approved by somebody else, and holds from its day on', async () => {
    const brought = await post(counsel, '', await edited());
    expect(brought).toMatchObject({
      status: 201,
      body: {
        state: 'waiting',
        changes: [
          {
            change: 'changed',
            effect: 'stricter',
            id: 'hours.us.fl',
            sentence: expect.stringContaining('08:00–20:00 → 10:00–18:00'),
          },
        ],
        rows: [{ id: 'hours.us.fl' }],
      },
    });
    const { id, content_sha256 } = brought.body;
    // Nine in Miami on a Tuesday.
    expect((await explain('2026-12-08T14:00:00Z')).decision).toBe('allow');

    const own = await post(counsel, `/${id}/approve`, { content_sha256 });
    expect([own.status, own.body.code]).toEqual([403, 'policy_pack.own_import']);
    const approved = await post(officer, `/${id}/approve`, { content_sha256, active_from: '2026-12-07' });
    expect(approved).toMatchObject({ status: 200, body: { state: 'scheduled', active_from: '2026-12-07' } });

    expect((await explain('2026-12-04T14:00:00Z')).decision).toBe('allow');
    const held = await explain('2026-12-08T14:00:00Z');
    expect(held).toMatchObject({ decision: 'hold', until: '2026-12-08T15:00:00.000Z' });
    expect(held.trace.map(({ rule }: { rule: string }) => rule)).toContain('pack.hours.us.fl');

    clock.moveTo('2026-12-08T15:00:00Z');
    const [listed] = (await officer({ url: '/v1/policy/packs' })).json().data;
    expect(listed.state).toBe('in_force');
    expect((await presentRows()).find((row) => row.id === 'hours.us.fl')?.mon_fri).toEqual([
      '10:00',
      '18:00',
    ]);

    const revoked = await post(officer, `/${id}/revoke`, { reason: 'A mistake' });
    expect(revoked.body).toMatchObject({ state: 'revoked', revoke_reason: 'A mistake' });
    expect((await explain('2026-12-08T14:00:00Z')).decision).toBe('allow');
    const audit = await database.db.tx(workspaceId, (tx) =>
      tx.query<{ act: string }>(`select act from audit_entry where act like 'policy_pack.%' order by id`),
    );
    expect(audit.rows.map(({ act }) => act)).toEqual([
      'policy_pack.imported',
      'policy_pack.approved',
      'policy_pack.revoked',
    ]);
  });

  test('keeps nothing on a dry run', async () => {
    const trial = await post(counsel, '', { ...(await edited()), is_dry_run: true });
    expect(trial).toMatchObject({
      status: 200,
      body: { id: null, state: 'not_kept', changes: [{ effect: 'stricter' }] },
    });
    expect((await officer({ url: '/v1/policy/packs' })).json().data).toEqual([]);
  });

  test('gives way to the next one from that one’s day, and what the next leaves out ends with it', async () => {
    const first = (await post(counsel, '', await edited())).body;
    await post(officer, `/${first.id}/approve`, { content_sha256: first.content_sha256 });
    const second = await post(counsel, '', {
      version: 'counsel 2027-02',
      rows: [
        {
          ...(await presentRows()).find(({ id }) => id === 'hours.us'),
          ...{ mon_fri: ['09:00', '20:00'], vectors: vectorsFor('09:00') },
        },
      ],
    });
    expect(second.body.changes).toMatchObject([
      { change: 'changed', effect: 'stricter', id: 'hours.us' },
      { change: 'removed', effect: 'looser', id: 'hours.us.fl' },
    ]);
    await post(officer, `/${second.body.id}/approve`, { content_sha256: second.body.content_sha256 });
    const states = (await officer({ url: '/v1/policy/packs' }))
      .json()
      .data.map(({ state }: { state: string }) => state);
    expect(states).toEqual(['in_force', 'superseded']);
  });
});

describe('is refused', () => {
  test('where a row is looser than what comes with Tidings, with each of them', async () => {
    const pack = await edited('too wide', ['08:00', '20:30']);
    expect(await post(counsel, '', pack)).toMatchObject({
      status: 422,
      body: {
        code: 'policy_pack.looser',
        errors: [
          { code: 'policy_pack.looser', detail: expect.stringContaining('Florida allows 08:00–20:00') },
        ],
      },
    });
  });

  test('where an edited row has no vectors or does not agree with them, with the row named', async () => {
    const pack = await edited();
    const said = (vectors: object[] | undefined) =>
      post(counsel, '', {
        ...pack,
        rows: pack.rows.map((row) => (row.id === 'hours.us.fl' ? { ...row, vectors } : row)),
      });
    const without = await said(undefined);
    expect(without).toMatchObject({ status: 422, body: { code: 'policy_pack.vectors' } });
    expect(without.body.detail).toMatch(/^hours\.us\.fl has no vectors/);
    const before = (await presentRows()).find(({ id }) => id === 'hours.us.fl') as unknown as {
      vectors: object[];
    };
    const failing = await said(before.vectors);
    expect(failing.body.errors).toMatchObject([
      {
        pointer: expect.stringMatching(/^\/rows\/\d+\/vectors$/),
        detail: expect.stringContaining('2026-11-24T08:00'),
      },
    ]);
    expect((await officer({ url: '/v1/policy/packs' })).json().data).toEqual([]);
  });

  test('where it cannot be read, says what holds already, or has a version that is known', async () => {
    const pack = await edited();
    const bad = await post(counsel, '', { ...pack, rows: [{ ...pack.rows[0], jurisdiction: 'US-ZZ' }] });
    expect([bad.status, bad.body.code]).toEqual([422, 'policy_pack.bad_row']);
    const twice = await post(counsel, '', { ...pack, rows: [pack.rows[0], pack.rows[0]] });
    expect(twice.body.code).toBe('policy_pack.twice');
    const nothing = await post(counsel, '', { ...pack, rows: await presentRows() });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'policy_pack.changes_nothing']);
    await post(counsel, '', pack);
    expect((await post(counsel, '', pack)).body.code).toBe('policy_pack.known_version');
  });

  test('where it was approved or revoked before, would begin in the past, or is not what was looked at', async () => {
    const { id, content_sha256 } = (await post(counsel, '', await edited())).body;
    const approve = async (more: object = {}) =>
      (await post(officer, `/${id}/approve`, { content_sha256, ...more })).body;
    expect((await approve({ active_from: '2026-11-01' })).code).toBe('policy_pack.in_the_past');
    expect((await approve({ content_sha256: '0'.repeat(64) })).code).toBe('policy_pack.other_rows');
    expect((await approve()).state).toBe('in_force');
    expect((await approve()).code).toBe('policy_pack.approved');
    await post(officer, `/${id}/revoke`, { reason: 'Enough' });
    expect((await post(officer, `/${id}/revoke`, { reason: 'Enough' })).body.code).toBe(
      'policy_pack.revoked',
    );
    expect((await approve()).code).toBe('policy_pack.revoked');
  });

  test('to whoever may not write the policy, and to a key that would approve', async () => {
    const marketer = await app.signedIn(workspaceId, 'marketer');
    expect((await post(marketer, '', await edited())).status).toBe(403);
    const { id, content_sha256 } = (await post(counsel, '', await edited())).body;
    const key = await app.withKey(workspaceId, ['policy.write']);
    expect((await post(key, `/${id}/approve`, { content_sha256 })).status).toBe(403);
  });
});
