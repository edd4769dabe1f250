import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeOfPrefix, readContactSearch } from './contact-search.ts';

describe('what somebody typed', () => {
  test('nothing means everybody', () => {
    for (const text of [undefined, '', '  ']) expect(readContactSearch(text, 'US')).toEqual({ kind: 'all' });
  });

  test.each([
    ['+1 (202) 555', 'US', ['+1202555']],
    ['202-555', 'US', ['+1202555', '+202555']],
    ['1202', 'US', ['+11202', '+1202']],
    ['07700 900', 'GB', ['+447700900', '+07700900']],
    ['+44 7700', 'US', ['+447700']],
    ['202', 'ZZ', ['+202']],
  ])('digits are the beginning of a number: %s in %s', (text, country, prefixes) => {
    expect(readContactSearch(text, country)).toEqual({ kind: 'number', prefixes });
  });

  test('anything else begins names or addresses', () => {
    expect(readContactSearch(' Ada  QUI', 'US')).toEqual({ kind: 'words', words: ['ada', 'qui'] });
    expect(readContactSearch('ada@ex', 'US')).toEqual({ kind: 'words', words: ['ada@ex'] });
    expect(readContactSearch('+', 'US')).toEqual({ kind: 'words', words: ['+'] });
    expect(readContactSearch('a b c d e f g', 'US')).toMatchObject({ words: ['a', 'b', 'c', 'd', 'e'] });
  });
});

describe('the range of a beginning', () => {
  test('ends before the next beginning of the same length', () => {
    expect(rangeOfPrefix('+1202')).toEqual({ from: '+1202', before: '+1203' });
    expect(rangeOfPrefix('+1299')).toEqual({ from: '+1299', before: '+13' });
    expect(rangeOfPrefix('+99')).toEqual({ from: '+99', before: null });
  });

  test('holds exactly the numbers that begin so', () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{0,${max}}$`));
    fc.assert(
      fc.property(digits(6), digits(14), fc.boolean(), (prefix, other, isOurs) => {
        const number = `+${isOurs ? prefix + other : other}`;
        const { from, before } = rangeOfPrefix(`+${prefix}`);
        expect(number >= from && (before === null || number < before)).toBe(number.startsWith(`+${prefix}`));
      }),
      { numRuns: 300 },
    );
  });
});
