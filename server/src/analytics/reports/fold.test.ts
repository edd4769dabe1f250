import { expect, test } from 'vitest';
import { dueSpan } from './fold.ts';
import type { FoldState } from './text-hour.queries.ts';

const now = new Date('2026-11-24T17:00:00Z');
const state = (span: FoldState['span'], minutesAgo: number, tookMs = 100): FoldState => ({
  ...{ span, foldedAt: new Date(now.getTime() - minutesAgo * 60_000), tookMs },
});

test('what nobody has counted is counted, the widest first', () => {
  expect(dueSpan([], now)).toBe('cold');
});

test('the last hours are counted each minute, the last days each hour, the week each night', () => {
  expect(dueSpan([state('cold', 30)], now)).toBe('hot');
  expect(dueSpan([state('cold', 0.5)], now)).toBeNull();
  expect(dueSpan([state('cold', 90)], now)).toBe('warm');
  expect(dueSpan([state('cold', 90), state('warm', 20), state('hot', 2)], now)).toBe('hot');
  expect(dueSpan([state('cold', 25 * 60), state('warm', 1), state('hot', 0)], now)).toBe('cold');
});

test('counting takes a tenth of the time at most', () => {
  expect(dueSpan([state('cold', 30), state('hot', 2, 30_000)], now)).toBeNull();
  expect(dueSpan([state('cold', 30), state('hot', 6, 30_000)], now)).toBe('hot');
});

test('a clock that was set back keeps nobody from counting', () => {
  expect(dueSpan([state('cold', -600)], now)).not.toBeNull();
});
