import { expect, test } from 'vitest';
import { openRecentIds } from './recent-ids.ts';

test('ids are known until as many others have come, and the oldest goes first', () => {
  const recent = openRecentIds(2);
  recent.remember('a', 'x.1');
  recent.remember('b', 'x.2');
  expect(recent.find('a')).toBe('x.1');
  recent.remember('c', 'x.3');
  expect([recent.find('a'), recent.find('b'), recent.find('c')]).toEqual([null, 'x.2', 'x.3']);
});
