import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readToken, tokenKey, writeTokens } from './token.ts';

const keyOf = (word: string) => tokenKey(createHash('sha256').update(word).digest());
const highest = 58 ** 7 - 1;

describe('the tokens of numbers', () => {
  test('lead back to them, whatever the number and the key', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.integer({ min: 0, max: highest }), { minLength: 1, maxLength: 20 }),
        (word, numbers) => {
          const key = keyOf(word);
          const tokens = writeTokens(key, numbers);
          expect(tokens.map((token) => readToken(key, token))).toEqual(numbers);
          for (const token of tokens) expect(token).toMatch(/^[1-9A-HJ-NP-Za-km-z]{7}$/);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('are all different, and neighbours have nothing in common', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => 512 * 77 + index);
    const tokens = writeTokens(keyOf('a'), numbers);
    expect(new Set(tokens).size).toBe(numbers.length);
    // Of two unrelated tokens every 58th letter is the same; ten times as many would be a pattern.
    const same = tokens
      .slice(1)
      .map((token, index) => [...token].filter((letter, at) => letter === tokens[index]?.[at]).length)
      .reduce((sum, count) => sum + count, 0);
    expect(same / (7 * tokens.length)).toBeGreaterThan(0.014);
    expect(same / (7 * tokens.length)).toBeLessThan(0.021);
  });

  test('of one key mean something else under another', () => {
    const [token = ''] = writeTokens(keyOf('a'), [1]);
    expect(readToken(keyOf('b'), token)).not.toBe(1);
  });

  test('are not read out of what none of them looks like', () => {
    const key = keyOf('a');
    for (const token of ['', 'abc', 'abcdefg0', 'abcdef0', 'abcdefI', 'äbcdefg', 'abcdefgh'])
      expect(readToken(key, token)).toBeNull();
  });
});
