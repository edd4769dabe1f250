import { expect, test } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { lostAnswer, refusingFault } from './faults.ts';
import { profiles } from './profiles.ts';
import { createDice } from './random.ts';

const dice = createDice(42);
const none = profiles.friendly.faults;
const attempts = Array.from({ length: 5_000 }, (_, i) => ({
  reference: `ref-${i}`,
  to: phone(i),
  attempt: 0,
}));

test('a retry of the same text gets a fresh roll, so no reference is throttled for ever', () => {
  const rates = { ...none, throttle: 0.5 };
  const throttled = attempts.filter((attempt) => refusingFault(dice, rates, attempt));
  const again = throttled.filter((attempt) => refusingFault(dice, rates, { ...attempt, attempt: 1 }));
  expect(again.length / throttled.length).toBeGreaterThan(0.4);
  expect(again.length / throttled.length).toBeLessThan(0.6);
});

test('a bad number stays bad, under any reference and at any attempt', () => {
  const rates = { ...none, refuse: 0.1 };
  const bad = attempts.filter((attempt) => refusingFault(dice, rates, attempt));
  expect(bad.length).toBeGreaterThan(400);
  for (const { to } of bad) {
    expect(refusingFault(dice, rates, { to, reference: 'another', attempt: 3 })).toBe('refuse');
  }
});

test('changing one rate leaves the luck of the other faults as it was', () => {
  const before = { ...none, accept_then_reset: 0.1 };
  const after = { ...before, throttle: 0.3, handset_off: 0.2 };
  const hit = (rates: typeof before) =>
    attempts.filter((attempt) => lostAnswer(dice, rates, attempt) === 'accept_then_reset');
  expect(hit(after)).toEqual(hit(before));
  expect(hit(before).length).toBeGreaterThan(400);
});
