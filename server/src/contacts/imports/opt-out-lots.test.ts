import { expect, test } from 'vitest';
import { lotsOf } from './opt-out-lots.ts';

test('small pages go together until they are a thousand people, and every page in one lot, in order', () => {
  const pages = [200, 300, 499, 1, 2_000, 5, 5].map((people, page) => ({ page, people }));
  expect(lotsOf(pages)).toEqual([[0, 1, 2, 3], [4], [5, 6]]);
  expect(lotsOf([])).toEqual([]);
});
