import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';
import { systemScope } from '../accounts/index.ts';
import {
  bookPace,
  changeSender,
  createSender,
  listPaces,
  type PaceLevel,
  paceShare,
  setPace,
} from './index.ts';

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
  const ofSender = { level: 'sender', subject: sender.id } as const;
  const book = (parts: number, isUrgent = false, more: { level: PaceLevel; subject: string }[] = []) =>
    ctx.db.tx(workspaceId, (tx) =>
      bookPace(
        tx,
        [ofSender, ...more].map((counter) => ({ ...counter, parts })),
        isUrgent,
      ),
    );
  const pace = (level: PaceLevel, subject: string, rate: number | null) =>
    ctx.db.tx(workspaceId, (tx) => setPace(tx, scope, { level, subject }, rate));
  return { ctx, workspaceId, scope, input, sender, ofSender, book, pace };
}

describe('parts', () => {
  test('are booked one after another, somewhat below the pace', async () => {
    // Slow, so that what little real time the test takes does not matter.
    const { book } = await stage(0.02);
    expect(await book(1)).toMatchObject({ isBooked: true, waitMs: 0 });
    const second = await book(1);
    expect(second.msPerPart).toBeCloseTo(1000 / (0.02 * paceShare), 6);
    expect(second.waitMs).toBeGreaterThan(40_000);
    expect(second.waitMs).toBeLessThanOrEqual(second.msPerPart);
  });

  test('are not booked further ahead than a second; who asks is told how long to wait', async () => {
    const { book } = await stage(0.01);
    expect((await book(1)).isBooked).toBe(true);
    const full = await book(1);
    expect(full.isBooked).toBe(false);
    expect(full.waitMs).toBeGreaterThan(95_000);
    expect((await book(1)).waitMs).toBeLessThanOrEqual(full.waitMs);
  });

  test('booked by several workers at the same time never get the same moment', async () => {
    const { ctx, workspaceId, book } = await stage(8);
    const ask = (sql: string) =>
      ctx.db.tx(workspaceId, async (tx) => (await tx.query(sql)).rows[0]?.ms as number);
    const before = await ask('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
    await Promise.all(Array.from({ length: 5 }, () => book(1)));
    const free = await ask(
      'select extract(epoch from free_at)::float8 * 1000 as ms from pace where parts_per_second = 8',
    );
    expect(free - before).toBeGreaterThanOrEqual((5 * 1000) / (8 * paceShare));
  });

  test('of an urgent text wait for urgent ones only, and move the campaign’s turn back', async () => {
    const { book } = await stage(0.01);
    await book(1);
    const urgent = await book(1, true);
    expect(urgent).toMatchObject({ isBooked: true, waitMs: 0 });
    expect(await book(1)).toMatchObject({ isBooked: false });
    const second = await book(1, true);
    // Nine tenths of the pace: 112 seconds a part, of which a little has passed.
    expect(second.isBooked).toBe(false);
    expect(second.waitMs).toBeGreaterThan(105_000);
  });

  test('wait for the narrowest of all that counts them', async () => {
    const { book, pace } = await stage(1_000);
    const campaign = { level: 'campaign' as const, subject: randomUUID() };
    await pace('campaign', campaign.subject, 0.04);
    expect((await book(1, false, [campaign])).waitMs).toBe(0);
    const second = await book(1, false, [campaign]);
    expect(second.waitMs).toBeGreaterThan(20_000);
    expect(second.msPerPart).toBeCloseTo(1000 / (0.04 * paceShare), 6);
  });

  test('of what has no limit wait for nothing', async () => {
    const { ctx, workspaceId } = await stage(1);
    const nobody = { level: 'sender' as const, subject: randomUUID(), parts: 1 };
    expect(await ctx.db.tx(workspaceId, (tx) => bookPace(tx, [nobody], false))).toEqual({
      isBooked: true,
      waitMs: 0,
      msPerPart: 0,
      isDayFull: false,
    });
  });
});

describe('a pace', () => {
  test('that is raised takes hold at once, however far ahead the old one was booked', async () => {
    const { book, pace, sender } = await stage(0.01);
    await book(1);
    await pace('sender', sender.id, 100);
    expect((await book(1)).waitMs).toBeLessThanOrEqual(10);
  });

  test('is taken away with null, but a sender keeps one', async () => {
    const { ctx, workspaceId, pace, sender } = await stage(1);
    await pace('workspace', workspaceId, 5);
    await pace('workspace', workspaceId, null);
    const asked = [{ level: 'workspace' as const, subject: workspaceId }];
    expect(await ctx.db.tx(workspaceId, (tx) => listPaces(tx, asked))).toEqual([]);
    await expect(pace('sender', sender.id, null)).rejects.toThrow('A sender always has a pace');
  });
});

test('a number can be a sender only once', async () => {
  const { ctx, workspaceId, scope, input } = await stage(1);
  await expect(ctx.db.tx(workspaceId, (tx) => createSender(ctx, tx, scope, input))).rejects.toThrow(
    'already a sender',
  );
});

describe('what is known of a number', () => {
  test('is changed a field at a time, to the last decimal, and noted in the audit', async () => {
    const { ctx, workspaceId, scope, sender } = await stage(1);
    expect(sender).toMatchObject({ label: null, canMms: null, isHosted: false, monthlyCost: null });
    const monthlyCost = { amount: '1.1500', currency: 'USD' };
    await changeSender(ctx, scope, sender.id, { label: 'Desk', isHosted: true, monthlyCost });
    expect(await changeSender(ctx, scope, sender.id, { canMms: false })).toMatchObject({
      ...{ label: 'Desk', canMms: false, isHosted: true, monthlyCost: { amount: '1.15', currency: 'USD' } },
    });
    const { rows } = await ctx.db.tx(workspaceId, (tx) =>
      tx.query<{ count: number }>(`select count(*) from audit_entry where act = 'sender.changed'`),
    );
    expect(rows[0]?.count).toBe(2);
  });

  test('cannot be what numbers of its kind are not', async () => {
    const { ctx, workspaceId, scope, input } = await stage(1);
    const make = (more: object) =>
      ctx.db.tx(workspaceId, (tx) => createSender(ctx, tx, scope, { ...input, ...more }));
    await expect(make({ number: 'ACME', kind: 'alphanumeric', canMms: true })).rejects.toThrow('No pictures');
    await expect(make({ number: '24273', kind: 'short_code', isHosted: true })).rejects.toThrow('hosted');
    const name = await make({ number: 'ACME', kind: 'alphanumeric' });
    await expect(changeSender(ctx, scope, name.id, { isHosted: true })).rejects.toThrow('hosted');
  });
});
