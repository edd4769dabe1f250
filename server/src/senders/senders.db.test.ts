import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';
import { systemScope } from '../accounts/index.ts';
import { createSender, reservePace } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function stage(partsPerSecond: number) {
  const ctx = testContext(database.db);
  const { workspaceId, gatewayId } = await sendingFixture(ctx, fakeCarrier().adapter, 0);
  const scope = systemScope(workspaceId, 'test');
  const input = { gatewayId, number: '+12025550199', kind: 'long_code', partsPerSecond } as const;
  const sender = await ctx.db.tx(workspaceId, (tx) => createSender(ctx, tx, scope, input));
  const reserve = (parts: number) => ctx.db.tx(workspaceId, (tx) => reservePace(tx, sender.id, parts));
  return { ctx, workspaceId, scope, input, reserve };
}

test('parts are booked one after another at the sender’s pace', async () => {
  const { reserve } = await stage(0.01);
  expect(await reserve(1)).toBeLessThan(1);
  const second = await reserve(1);
  // One part each hundred seconds: what little real time the test takes does not matter.
  expect(second).toBeGreaterThan(90_000);
  expect(second).toBeLessThanOrEqual(100_000);
  expect(await reserve(1)).toBeGreaterThan(190_000);
});

test('workers that book at the same time never get the same moment', async () => {
  const { reserve } = await stage(0.01);
  const waits = await Promise.all(Array.from({ length: 5 }, () => reserve(1)));
  const slots = waits.map((ms) => Math.round(ms / 100_000)).sort();
  expect(slots).toEqual([0, 1, 2, 3, 4]);
});

test('a number can be a sender only once', async () => {
  const { ctx, workspaceId, scope, input } = await stage(1);
  await expect(ctx.db.tx(workspaceId, (tx) => createSender(ctx, tx, scope, input))).rejects.toThrow(
    'already a sender',
  );
});

test('booking for a sender that is gone waits for nothing', async () => {
  const { ctx, workspaceId } = await stage(1);
  expect(await ctx.db.tx(workspaceId, (tx) => reservePace(tx, randomUUID(), 1))).toBe(0);
});
