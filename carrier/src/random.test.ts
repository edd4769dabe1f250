import { expect, test } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { createDice, pick, within } from './random.ts';

test('the same seed and question always give the same roll', () => {
  const roll = createDice(42)('throttle', 'ref-1', '+12025550101');
  expect(createDice(42)('throttle', 'ref-1', '+12025550101')).toBe(roll);
});

test('another seed, purpose or order of words gives another roll', () => {
  const roll = createDice(42)('throttle', 'ab', 'c');
  expect(createDice(43)('throttle', 'ab', 'c')).not.toBe(roll);
  expect(createDice(42)('refuse', 'ab', 'c')).not.toBe(roll);
  expect(createDice(42)('throttle', 'a', 'bc')).not.toBe(roll);
});

test.each([0.001, 0.02, 0.5])('neighbouring numbers are struck at a rate of %d', (rate) => {
  const dice = createDice(7);
  const struck = Array.from({ length: 50_000 }, (_, i) => dice('refuse', phone(i))).filter(
    (roll) => roll < rate,
  );
  const deviation = Math.sqrt(50_000 * rate * (1 - rate));
  expect(Math.abs(struck.length - 50_000 * rate)).toBeLessThan(5 * deviation);
});

test('two purposes strike independently of each other', () => {
  const dice = createDice(7);
  const both = Array.from({ length: 50_000 }, (_, i) => phone(i)).filter(
    (number) => dice('refuse', number) < 0.1 && dice('handset_off', number) < 0.1,
  );
  expect(both.length).toBeGreaterThan(400);
  expect(both.length).toBeLessThan(600);
});

test('a span includes both of its ends, and a list its last entry', () => {
  expect(within(0, { min: 2, max: 5 })).toBe(2);
  expect(within(0.999999, { min: 2, max: 5 })).toBe(5);
  expect(pick(0, ['a', 'b'])).toBe('a');
  expect(pick(0.999999, ['a', 'b'])).toBe('b');
});
