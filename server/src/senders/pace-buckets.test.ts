import { describe, expect, test } from 'vitest';
import { paceShare } from './pace.queries.ts';
import { openBuckets } from './pace-buckets.ts';

const sender = { level: 'sender', subject: 's', partsPerSecond: 10 } as const;
const account = { level: 'gateway', subject: 'g', partsPerSecond: 4 } as const;
const booking = (parts: number, level: 'sender' | 'gateway' = 'sender') => ({
  ...{ level, subject: level === 'sender' ? 's' : 'g', parts },
});

describe('buckets without a database', () => {
  test('let parts leave somewhat below the limit, one after another', () => {
    const buckets = openBuckets([sender]);
    const at = [1, 1, 3, 1].map((parts) => buckets.book([booking(parts)], 5_000).atMs);
    const step = 1_000 / (10 * paceShare);
    expect(at[0]).toBe(5_000);
    expect(at[1]).toBeCloseTo(5_000 + step);
    expect(at[2]).toBeCloseTo(5_000 + 2 * step);
    expect(at[3]).toBeCloseTo(5_000 + 5 * step);
  });

  test('go by the narrowest that counts the text, and say which', () => {
    const buckets = openBuckets([sender, account]);
    const both = [booking(1), booking(1, 'gateway')];
    expect(buckets.book(both, 0)).toEqual({ atMs: 0, heldBy: null });
    const second = buckets.book(both, 0);
    expect(second.atMs).toBeCloseTo(1_000 / (4 * paceShare));
    expect(second.heldBy).toBe(account);
  });

  test('save nothing up: whoever was silent may not burst', () => {
    const buckets = openBuckets([sender]);
    buckets.book([booking(1)], 0);
    expect(buckets.book([booking(1)], 60_000).atMs).toBe(60_000);
    expect(buckets.book([booking(1)], 60_000).atMs).toBeGreaterThan(60_100);
  });

  test('count nothing where there is no limit', () => {
    const buckets = openBuckets([]);
    buckets.book([booking(9)], 0);
    expect(buckets.book([booking(9)], 0)).toEqual({ atMs: 0, heldBy: null });
  });

  test('count a carrier’s day from midnight to midnight in the Pacific zone', () => {
    const day = {
      level: 'registration',
      subject: 'r:tmobile',
      partsPerSecond: 1,
      partsPerDay: 3,
      partsToday: 1,
    } as const;
    const buckets = openBuckets([day]);
    const noon = Date.parse('2026-11-24T20:00:00Z');
    const book = (parts: number, at = noon) =>
      buckets.book([{ level: 'registration', subject: 'r:tmobile', parts }], at);
    expect([book(1), book(1)].map(({ atMs }) => atMs)).toEqual([noon, noon]);
    expect(book(2)).toEqual({ atMs: Date.parse('2026-11-25T08:00:00Z'), heldBy: day });
    expect(book(2).atMs).toBe(Date.parse('2026-11-26T08:00:00Z'));
    // Longer than a day takes: the first of one.
    expect(book(9).atMs).toBe(Date.parse('2026-11-27T08:00:00Z'));
  });
});
