import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { newContacts, newProgram } from '../../test/people.ts';
import { listAllEventsOfNumber } from './consent-event.queries.ts';
import { deriveLevels } from './derive-levels.ts';
import { giveConsentsBack } from './imports/undo.queries.ts';
import { optOut } from './opt-out.ts';
import type { Program } from './program.ts';
import { type ConsentGrant, recordConsents } from './record-consent.ts';
import { recordJoin } from './record-join.ts';
import { rejoin } from './rejoin.ts';
import { loadConsents } from './standing.queries.ts';

const number = '+12025550101';
const at = new Date('2026-11-24T12:00:00Z');
let database: TestDatabase;
let ctx: ReturnType<typeof testContext>;
let workspaceId: Awaited<ReturnType<typeof newWorkspace>>;
let offers: Program;
let contactId: number;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  offers = await newProgram(ctx, workspaceId);
  [contactId = 0] = await inTx((tx) => newContacts(tx, [number]));
});

const inTx = <T>(work: Parameters<typeof database.db.tx<T>>[1]) => database.db.tx(workspaceId, work);
const standing = async () =>
  (
    await inTx((tx) => loadConsents(tx, { programId: offers.id, brandId: offers.brandId, numbers: [number] }))
  ).get(number);
const grant = (change: Partial<ConsentGrant> = {}) =>
  inTx(async (tx) => {
    const one = { number, contactId, method: 'import', occurredAt: at, wordsShown: null, evidence: {} };
    const { id: programId, brandId } = offers;
    const grants = [{ ...one, ...change }];
    return (await recordConsents(tx, ctx, { programId, brandId, actor: 'system:test', grants })).get(number);
  });
const person = () => ({ number, brandId: offers.brandId, method: 'reply', occurredAt: at, actor: 'test' });

test('a consent that is worth more takes the place of a weaker one, names it, and never the other way round', async () => {
  expect(await grant()).toBe('granted');
  expect(await standing()).toMatchObject({ eventId: 1, level: 'pec' });
  expect(await grant()).toBe('unchanged');
  const dealing = { relationship: { kind: 'purchase', at: '2026-06-24T12:00:00Z' } };
  expect(await grant({ evidence: dealing })).toBe('granted');
  expect(await standing()).toMatchObject({
    level: 'established_relationship',
    levelExpiresAt: new Date('2027-12-24T12:00:00Z'),
  });
  expect(await grant({ method: 'paper' })).toBe('granted');
  expect(await standing()).toMatchObject({ eventId: 3, level: 'pewc_attested', levelExpiresAt: null });
  expect(await grant({ evidence: dealing })).toBe('unchanged');
  const events = await inTx((tx) => listAllEventsOfNumber(tx, number));
  expect(events.map(({ evidence }) => evidence.strengthens ?? null)).toEqual([null, 1, 2]);
});

test('what stood before a file comes back with the day on which it was given', async () => {
  const eventAt = async () =>
    (await inTx((tx) => tx.query<{ at: Date }>('select event_at as at from consent'))).rows[0]?.at;
  await grant();
  const later = new Date('2026-11-25T12:00:00Z');
  await grant({ method: 'paper', occurredAt: later });
  expect(await eventAt()).toEqual(later);
  const { id: programId, brandId } = offers;
  await inTx((tx) =>
    giveConsentsBack(tx, [{ number, contactId, programId, brandId, strengthens: 1 }], ctx.clock.now()),
  );
  expect(await eventAt()).toEqual(at);
});

test('whoever is in and joins by a keyword has the consent of the keyword from then on', async () => {
  await grant();
  const join = () =>
    inTx((tx) =>
      recordJoin(tx, ctx, {
        ...{ ...person(), programId: offers.id, contactId, proof: 'own_phone' as const, method: 'keyword' },
        ...{ wordsShown: offers.disclosure, evidence: {} },
      }),
    );
  expect(await join()).toMatchObject({ decision: 'joined' });
  expect(await standing()).toMatchObject({ status: 'opted_in', level: 'pewc' });
  expect(await join()).toEqual({ decision: 'already_joined', eventId: null });
});

test('what was never worked out follows from the ledger, also after a START', async () => {
  await grant({ method: 'paper' });
  const forget = () => inTx((tx) => tx.query('update consent set level = null, level_expires_at = null'));
  await forget();
  expect(await deriveLevels(ctx, workspaceId)).toBe(1);
  expect(await standing()).toMatchObject({ level: 'pewc_attested' });
  expect(await deriveLevels(ctx, workspaceId)).toBe(0);

  await inTx((tx) => optOut(tx, ctx, { ...person(), evidence: {} }));
  await inTx((tx) => rejoin(tx, ctx, { ...person(), evidence: {} }));
  expect(await standing()).toMatchObject({ status: 'opted_in', level: 'rejoined' });
  await forget();
  await deriveLevels(ctx, workspaceId);
  expect(await standing()).toMatchObject({ level: 'rejoined' });
});

test('a START after a consent that was not written brings no written one', async () => {
  await grant();
  await inTx((tx) => optOut(tx, ctx, { ...person(), evidence: {} }));
  await inTx((tx) => rejoin(tx, ctx, { ...person(), evidence: {} }));
  expect(await standing()).toMatchObject({ status: 'opted_in', level: 'pec' });
});
