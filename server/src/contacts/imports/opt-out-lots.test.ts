import { expect, test } from 'vitest';
import { lotsOf } from './opt-out-lots.ts';

test('small pages go together up to a thousand people, larger ones by themselves, and every page in one lot, in order', () => {
  const pages = [200, 300, 499, 1, 2_000, 5, 5].map((people, page) => ({ page, people }));
  expect(lotsOf(pages)).toEqual([[0, 1, 2, 3], [4], [5, 6]]);
  const large = [999, 2_000, 600, 401].map((people, page) => ({ page, people }));
  expect(lotsOf(large)).toEqual([[0], [1], [2], [3]]);
  expect(lotsOf([])).toEqual([]);
});
