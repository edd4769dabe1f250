import { describe, expect, test } from 'vitest';
import { checkPolicy, type OptOutPolicy, policyAt, warningOf } from './opt-out-policy.ts';

const policy = (effectiveFrom: string, change: Partial<OptOutPolicy> = {}): OptOutPolicy => ({
  effectiveFrom: new Date(effectiveFrom),
  scope: 'program',
  isClarifying: false,
  note: null,
  setBy: 'test',
  setAt: new Date(effectiveFrom),
  ...change,
});
const on = (day: string, ...policies: OptOutPolicy[]) => policyAt(policies, new Date(day));

describe('the policy that holds', () => {
  test('is everything of the brand until somebody says otherwise', () => {
    expect(on('2026-11-29')).toMatchObject({ scope: 'brand_all', isClarifying: false });
  });

  test('is the latest that has begun, and of two with one beginning the one set last', () => {
    const first = policy('2026-11-01');
    const later = policy('2026-12-01', { scope: 'brand_all', isClarifying: true });
    expect(on('2026-11-30', later, first)).toMatchObject({ scope: 'program' });
    expect(on('2026-12-01', later, first)).toMatchObject({ scope: 'brand_all', isClarifying: true });
    expect(on('2026-12-02', first, policy('2026-11-01', { scope: 'brand_all' }))).toMatchObject({
      scope: 'brand_all',
    });
  });

  test('ends what is narrower than the law on the day on which the law begins', () => {
    const narrow = policy('2026-11-01', { isClarifying: true });
    expect(on('2027-01-30T23:59:59Z', narrow).scope).toBe('program');
    expect(on('2027-01-31T00:00:00Z', narrow)).toMatchObject({ scope: 'brand_all', isClarifying: true });
  });
});

test('a narrower policy carries a dated warning, the wide one none', () => {
  expect(warningOf({ scope: 'program' })).toContain('2027-01-30');
  expect(warningOf({ scope: 'brand_all' })).toBeNull();
});

describe('a policy is refused', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  const code = (effectiveFrom: string, scope: OptOutPolicy['scope']) => {
    try {
      checkPolicy({ effectiveFrom: new Date(effectiveFrom), scope }, now);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('that would change the past', () => {
    expect(code('2026-11-29T11:00:00Z', 'brand_all')).toBe('opt_out_policy.in_the_past');
    expect(code('2026-11-29T11:59:30Z', 'brand_all')).toBeNull();
  });

  test('that is narrower than the law of its first day', () => {
    expect(code('2027-01-31T00:00:00Z', 'program')).toBe('opt_out_policy.too_late_for_program');
    expect(code('2027-01-30T00:00:00Z', 'program')).toBeNull();
    expect(code('2027-01-31T00:00:00Z', 'brand_all')).toBeNull();
  });
});
