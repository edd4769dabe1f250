import { describe, expect, it } from 'vitest';
import {
  milestonePassed,
  type ProgressCounts,
  progressParts,
  settledOf,
  unaccountedOf,
} from './progress-parts.ts';

const counts = (some: Partial<ProgressCounts>): ProgressCounts => ({
  recipients: 0,
  queued: 0,
  held: 0,
  accepted: 0,
  sent: 0,
  delivered: 0,
  undelivered: 0,
  failed: 0,
  rejected: 0,
  expired: 0,
  suppressed: 0,
  unknown: 0,
  ...some,
});
const mixed = counts({
  recipients: 100,
  queued: 10,
  held: 20,
  accepted: 3,
  sent: 4,
  delivered: 50,
  undelivered: 1,
  failed: 2,
  rejected: 3,
  expired: 4,
  suppressed: 2,
  unknown: 1,
});

describe('the parts of a bar', () => {
  it('hold every recipient exactly once', () => {
    const parts = progressParts(mixed);
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(100);
    expect(unaccountedOf(mixed)).toBe(0);
  });
  it('gather what a person would call failed, and what the carrier has', () => {
    const byName = Object.fromEntries(progressParts(mixed).map((part) => [part.name, part.count]));
    expect(byName).toMatchObject({ failed: 10, accepted: 7, delivered: 50 });
  });
  it('leave nobody out silently', () => {
    expect(unaccountedOf({ ...mixed, recipients: 103 })).toBe(3);
  });
  it('count as settled what is neither queued nor held', () => {
    expect(settledOf(mixed)).toBe(70);
  });
});

describe('milestones', () => {
  const at = (settled: number) => counts({ recipients: 200, queued: 200 - settled, delivered: settled });
  it('are announced once each', () => {
    expect(milestonePassed(at(10), at(49))).toBeNull();
    expect(milestonePassed(at(49), at(50))).toBe(25);
    expect(milestonePassed(at(50), at(51))).toBeNull();
    expect(milestonePassed(at(199), at(200))).toBe(100);
  });
  it('skip to the last one when several are passed at once', () => {
    expect(milestonePassed(at(0), at(160))).toBe(75);
  });
  it('are not announced for what was so when the page was opened', () => {
    expect(milestonePassed(null, at(200))).toBeNull();
    expect(milestonePassed(counts({}), counts({}))).toBeNull();
  });
});
