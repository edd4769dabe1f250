import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseFromPool, type PoolMember } from './sender-pool.ts';

const memberOf = (n: number, change: Partial<PoolMember['sender']> = {}, isBlocked = false): PoolMember => ({
  sender: {
    id: `00000000-0000-7000-8000-00000000000${n}`,
    gatewayId: '00000000-0000-7000-8000-000000000099',
    number: `+1202555010${n}`,
    kind: 'long_code',
    partsPerSecond: 1,
    registration: null,
    brandRegistration: null,
    ...{ label: null, canMms: null, isHosted: false, country: null, monthlyCost: null },
    papers: { isRehearsal: true, kind: null, status: null, expiresAtMs: null, graceUntilMs: null },
    ...change,
  },
  isBlocked,
});
const nowMs = Date.UTC(2026, 10, 24);
const poolOf = (members: readonly PoolMember[], isNear = false) => ({ isNear, members });
const people = Array.from({ length: 4_000 }, (_, n) => `+1312555${String(n).padStart(4, '0')}`);
const sharesOf = (members: readonly PoolMember[]) => {
  const chosen = people.map((number) => chooseFromPool(poolOf(members), number, nowMs)?.id ?? '');
  return { chosen, countOf: (n: number) => chosen.filter((id) => id.endsWith(String(n))).length };
};

describe('a number of a pool', () => {
  test('is one of its members, the same each time and in whatever order they stand', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        fc.constantFrom(...people),
        (members, number) => {
          const first = chooseFromPool(poolOf(members.map((n) => memberOf(n))), number, nowMs);
          expect(members.map((n) => memberOf(n).sender.id)).toContain(first?.id);
          expect(chooseFromPool(poolOf(members.toReversed().map((n) => memberOf(n))), number, nowMs)).toEqual(
            first,
          );
        },
      ),
    );
  });

  test('carries the share of people that its pace is of the whole', () => {
    const { countOf } = sharesOf([memberOf(1), memberOf(2, { partsPerSecond: 3 })]);
    expect(countOf(2) / people.length).toBeGreaterThan(0.72);
    expect(countOf(2) / people.length).toBeLessThan(0.78);
  });

  test('gives up its own people alone when it leaves, and is passed over while it is blocked', () => {
    const before = sharesOf([memberOf(1), memberOf(2), memberOf(3)]).chosen;
    const without = sharesOf([memberOf(1), memberOf(3)]).chosen;
    const blocked = sharesOf([memberOf(1), memberOf(2, {}, true), memberOf(3)]).chosen;
    expect(blocked).toEqual(without);
    for (const [at, id] of before.entries()) if (!id.endsWith('2')) expect(without[at]).toBe(id);
  });

  test('without papers for the US is passed over there, and nowhere else', () => {
    const papers = { isRehearsal: false, kind: null, status: null, expiresAtMs: null, graceUntilMs: null };
    const members = [memberOf(1), memberOf(2, { papers })];
    expect(sharesOf(members).countOf(2)).toBe(0);
    const abroad = Array.from({ length: 50 }, (_, n) => `+4477009001${String(n).padStart(2, '0')}`);
    const chosen = abroad.map((number) => chooseFromPool(poolOf(members), number, nowMs)?.number);
    expect(new Set(chosen)).toEqual(new Set(['+12025550101', '+12025550102']));
    expect(chooseFromPool(poolOf([memberOf(2, { papers })]), '+13125550100', nowMs)?.number).toBe(
      '+12025550102',
    );
  });

  test('is a blocked one rather than none when all are', () => {
    expect(chooseFromPool(poolOf([memberOf(1, {}, true)]), '+13125550100', nowMs)?.number).toBe(
      '+12025550101',
    );
    expect(chooseFromPool(poolOf([]), '+13125550100', nowMs)).toBe(null);
  });

  test('is of the person’s own area where the pool has one and is asked to', () => {
    const members = [memberOf(1), memberOf(2), memberOf(3, { number: '+13125550103' })];
    for (const number of people.slice(0, 50))
      expect(chooseFromPool(poolOf(members, true), number, nowMs)?.number).toBe('+13125550103');
    expect(chooseFromPool(poolOf(members, true), '+14155550100', nowMs)).not.toBe(null);
  });
});
