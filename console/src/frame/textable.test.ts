import { expect, test } from 'vitest';
import { textableOf } from './textable.ts';

test('only those are said to be texted whose consent is enough for the program', () => {
  expect(textableOf({ with_consent: 3, weak_consent: 2 })).toBe(1);
  expect(textableOf({ with_consent: 3 })).toBe(3);
});
