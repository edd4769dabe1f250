import { expect, test } from 'vitest';
import { unshownConsents } from './unshown-consents.ts';

test('what shows a consent is asked for where it is of before the program, or a day alone where texts need a writing', () => {
  expect(unshownConsents({ counts: { dates_before_program: 4, unshown_consents: 2, weak_consent: 2 } })).toBe(
    6,
  );
  expect(unshownConsents({ counts: { unshown_consents: 2, weak_consent: 0 } })).toBe(0);
});
