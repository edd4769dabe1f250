import { afterEach, expect, test, vi } from 'vitest';
import { openRecentIds } from './recent-ids.ts';

test('ids are known until as many others have come, and the oldest goes first', () => {
  const recent = openRecentIds(2);
  recent.remember('a', 'x.1');
  recent.remember('b', 'x.2');
  expect(recent.find('a')).toBe('x.1');
  recent.remember('c', 'x.3');
  expect([recent.find('a'), recent.find('b'), recent.find('c')]).toEqual([null, 'x.2', 'x.3']);
});

test('what is taken is known no more, and makes room', () => {
  const recent = openRecentIds(4);
  recent.remember('a', 'x.1');
  recent.remember('b', 'x.2');
  expect([recent.take('a'), recent.find('a'), recent.take('a')]).toEqual(['x.1', null, null]);
  recent.remember('c', 'x.3');
  recent.remember('d', 'x.4');
  expect([recent.take('b'), recent.take('d'), recent.find('c')]).toEqual(['x.2', 'x.4', 'x.3']);
});

afterEach(() => {
  vi.useRealTimers();
});

test('ids of moments ago stay where the minutes are over just after so many have come', () => {
  vi.useFakeTimers();
  const recent = openRecentIds(2);
  recent.remember('a', 'x.1');
  vi.advanceTimersByTime(5 * 60_000 - 1);
  recent.remember('b', 'x.2');
  vi.advanceTimersByTime(1);
  expect([recent.find('a'), recent.find('b')]).toEqual(['x.1', 'x.2']);
});

test('ids are known for minutes, however few come after them, and then nothing is kept or waited for', () => {
  vi.useFakeTimers();
  const recent = openRecentIds(100);
  recent.remember('a', 'x.1');
  vi.advanceTimersByTime(6 * 60_000);
  expect(recent.find('a')).toBe('x.1');
  recent.remember('b', 'x.2');
  vi.advanceTimersByTime(5 * 60_000);
  expect([recent.find('a'), recent.find('b')]).toEqual([null, 'x.2']);
  vi.advanceTimersByTime(10 * 60_000);
  expect(recent.find('b')).toBe(null);
  expect(vi.getTimerCount()).toBe(0);
  recent.remember('c', 'x.3');
  expect([recent.find('c'), vi.getTimerCount()]).toEqual(['x.3', 1]);
});
