import { expect, test } from 'vitest';
import { textableOf } from '../../frame/textable.ts';
import { unshownConsents } from './unshown-consents.ts';

test('only those are said to be texted whose consent is enough for the program', () => {
  expect(textableOf({ with_consent: 3, weak_consent: 2 })).toBe(1);
  expect(textableOf({ with_consent: 3 })).toBe(3);
});

test('what shows a consent is asked for where it is of before the program, or a day alone where texts need a writing', () => {
  expect(unshownConsents({ counts: { dates_before_program: 4, unshown_consents: 2, weak_consent: 2 } })).toBe(
    6,
  );
  expect(unshownConsents({ counts: { unshown_consents: 2, weak_consent: 0 } })).toBe(0);
});
