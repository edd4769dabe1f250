import { expect, test } from 'vitest';
import { createIds } from './ids.ts';

test('ids count on in base 36, whatever they are of', () => {
  const newId = createIds('5f0c21aa');
  const made = Array.from({ length: 100_000 }, (_, i) => newId(i % 3 === 0 ? 'ev' : 'rc'));
  const expected = made.map((_, i) => `${i % 3 === 0 ? 'ev' : 'rc'}_5f0c21aa${(i + 1).toString(36)}`);
  expect(made).toEqual(expected);
});
