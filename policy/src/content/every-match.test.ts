import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyMatch } from './every-match.ts';

test('finds what matchAll finds, empty places included, and again at the next question', () => {
  const patterns = [/a/g, /a*/g, /\b/g, /(?<=a)b?/g, /ab|b/g];
  fc.assert(
    fc.property(fc.constantFrom(...patterns), fc.stringMatching(/^[ab ]{0,12}$/), (pattern, text) => {
      const expected = [...text.matchAll(pattern)].map((match) => [match.index, ...match]);
      for (let time = 0; time < 2; time += 1)
        expect(everyMatch(pattern, text).map((match) => [match.index, ...match])).toEqual(expected);
    }),
  );
});
