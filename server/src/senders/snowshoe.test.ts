import { describe, expect, test } from 'vitest';
import { crowdRefusal, snowshoeRefusal } from './snowshoe.ts';

const members = (count: number, registration: string | null, kind: 'long_code' | 'toll_free' = 'long_code') =>
  Array.from({ length: count }, (_, n) => ({
    sender: { kind, registration, number: `+1202555${String(n).padStart(4, '0')}` },
  }));

describe('marketing over a pool', () => {
  test.each([
    ['one number of a campaign', members(1, 'CAMP1'), false, false],
    ['two numbers of one campaign', members(2, 'CAMP1'), false, true],
    ['two of one campaign where people hear from their own area', members(2, 'CAMP1'), true, false],
    ['numbers of two campaigns', [...members(1, 'CAMP1'), ...members(1, 'CAMP2')], false, false],
    ['toll-free numbers', members(2, 'VER1', 'toll_free'), false, false],
    ['numbers without a campaign', members(2, null), false, false],
  ])('of %s', (_what, of, isNear, isRefused) => {
    expect(snowshoeRefusal({ name: 'All', isNear, members: of }) !== null).toBe(isRefused);
  });

  test('says what it would look like, and what to do', () => {
    expect(snowshoeRefusal({ name: 'All', isNear: false, members: members(3, 'CAMP1') })).toMatch(
      /^3 numbers of the pool “All” stand under one 10DLC campaign\..*Send it from one number/,
    );
  });

  test('of more than 49 numbers of a campaign is no pool', () => {
    expect(crowdRefusal(members(49, 'CAMP1'))).toBeNull();
    expect(crowdRefusal(members(50, 'CAMP1'))).toContain('at most 49');
  });
});
