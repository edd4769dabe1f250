import { describe, expect, test } from 'vitest';
import { prefixOf, refuseOverVelocity, usualVelocityLimits, type VelocityCounts } from './velocity.ts';

const nothing: VelocityCounts = { byNumber: new Map(), byPrefix: new Map(), workspace: 0 };
const limits = { perNumber: 2, perPrefix: 3, perWorkspace: 5 };
const texts = (...numbers: string[]) => numbers.map((number, id) => ({ id, number }));
const reasons = (refused: ReturnType<typeof refuseOverVelocity>) =>
  [...refused].map(([id, { reason }]) => [id, reason]);

describe('one-time passwords', () => {
  test('go to a number as often as it may have them, and no more', () => {
    const asked = texts('+12125550100', '+12125550100', '+12125550100');
    expect(reasons(refuseOverVelocity(asked, nothing, limits))).toEqual([[2, 'velocity.number']]);
  });

  test('to neighbours count together, and those of another block do not', () => {
    const asked = texts('+12125550100', '+12125550101', '+12125550102', '+12125550103', '+13125550103');
    expect(reasons(refuseOverVelocity(asked, nothing, limits))).toEqual([[3, 'velocity.prefix']]);
  });

  test('of the whole workspace have an end', () => {
    const full = { ...nothing, workspace: 5 };
    const refused = refuseOverVelocity(texts('+12125550100'), full, limits);
    expect(refused.get(0)).toEqual({
      reason: 'velocity.workspace',
      detail:
        'This workspace had 5 one-time passwords in ten minutes, which is the limit. Wait some minutes, or raise the limit where the people are real.',
    });
  });

  test('are counted with those that were let through before', () => {
    const before = {
      byNumber: new Map([['+12125550100', 2]]),
      byPrefix: new Map([[prefixOf('+13125550100'), 3]]),
      workspace: 0,
    };
    expect(reasons(refuseOverVelocity(texts('+12125550100', '+13125550104'), before, limits))).toEqual([
      [0, 'velocity.number'],
      [1, 'velocity.prefix'],
    ]);
  });

  test('that are refused close the door on nobody else', () => {
    const asked = texts(...Array<string>(10).fill('+12125550100'), '+12125550101');
    expect(refuseOverVelocity(asked, nothing, limits).has(10)).toBe(false);
  });

  test('have usual limits that a person who mistypes does not meet', () => {
    const person = texts(...Array<string>(5).fill('+12125550100'));
    expect(refuseOverVelocity(person, nothing, usualVelocityLimits).size).toBe(0);
  });
});
