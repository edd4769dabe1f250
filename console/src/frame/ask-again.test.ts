import { expect, it } from 'vitest';
import { askAgainMs } from './ask-again.ts';

it('asks for no more in a minute where more pages stand there', () => {
  expect([undefined, [], ['a'], ['a', 'b', 'c']].map((pages) => askAgainMs(10_000, pages))).toEqual([
    10_000, 10_000, 10_000, 30_000,
  ]);
  expect(askAgainMs(null, ['a'])).toBe(false);
});
