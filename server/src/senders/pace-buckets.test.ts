import { describe, expect, test } from 'vitest';
import { openBuckets } from './pace-buckets.ts';

const sender = { level: 'sender', subject: 's', partsPerSecond: 10 } as const;
const account = { level: 'gateway', subject: 'g', partsPerSecond: 4 } as const;
const booking = (parts: number, level: 'sender' | 'gateway' = 'sender') => ({
  ...{ level, subject: level === 'sender' ? 's' : 'g', parts },
});

describe('buckets without a database', () => {
  test('let parts leave a hundredth below the limit, one after another', () => {
    const buckets = openBuckets([sender]);
    const at = [1, 1, 3, 1].map((parts) => buckets.book([booking(parts)], 5_000).atMs);
    const step = 1_000 / 9.9;
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
    expect(second.atMs).toBeCloseTo(1_000 / (4 * 0.99));
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
});
