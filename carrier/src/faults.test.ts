import { expect, test } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { lostAnswer, refusingFault } from './faults.ts';
import { profiles } from './profiles.ts';
import { createDice } from './random.ts';
import { changeSettings } from './settings.ts';

const dice = createDice(42);
const attempts = Array.from({ length: 5_000 }, (_, i) => ({
  reference: `ref-${i}`,
  to: phone(i),
  attempt: 0,
}));

test('a retry of the same text gets a fresh roll, so no reference is throttled for ever', () => {
  const settings = changeSettings(profiles.friendly, { faults: { throttle: 0.5 } });
  const throttled = attempts.filter((attempt) => refusingFault(dice, settings, attempt));
  const again = throttled.filter((attempt) => refusingFault(dice, settings, { ...attempt, attempt: 1 }));
  expect(again.length / throttled.length).toBeGreaterThan(0.4);
  expect(again.length / throttled.length).toBeLessThan(0.6);
});

test('a bad number stays bad, under any reference and at any attempt', () => {
  const settings = changeSettings(profiles.friendly, { faults: { refuse: 0.1 } });
  const bad = attempts.filter((attempt) => refusingFault(dice, settings, attempt));
  expect(bad.length).toBeGreaterThan(400);
  for (const { to } of bad) {
    expect(refusingFault(dice, settings, { to, reference: 'another', attempt: 3 })).toBe('refuse');
  }
});

test('changing one rate leaves the luck of the other faults as it was', () => {
  const before = changeSettings(profiles.friendly, { faults: { accept_then_reset: 0.1 } });
  const after = changeSettings(before, { faults: { throttle: 0.3, accept_then_500: 0 } });
  const hit = (settings: typeof before) =>
    attempts.filter((attempt) => lostAnswer(dice, settings, attempt) === 'accept_then_reset');
  expect(hit(after)).toEqual(hit(before));
  expect(hit(before).length).toBeGreaterThan(400);
});
