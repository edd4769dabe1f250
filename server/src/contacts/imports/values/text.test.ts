import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, guardCell, splitName } from './text.ts';

describe('a cell', () => {
  test('loses the space and the invisible marks around it and nothing else', () => {
    expect(cleanText(' \u202a+1 703\u2011555\u20110136\u202c ')).toBe('+1 703\u2011555\u20110136');
    expect(cleanText('\ufeffname')).toBe('name');
    expect(cleanText('line one\nline two')).toBe('line one\nline two');
    expect(cleanText("Rock 'n' Roll")).toBe("Rock 'n' Roll");
    expect(cleanText("'tis")).toBe("'tis");
  });

  test('is composed, so that one name is spelled one way', () => expect(cleanText('Zoe\u0308')).toBe('Zoë'));

  test('that a spreadsheet would run is guarded, and a number is not', () => {
    expect(['=1+1', '@x', '-5% off', '+1 303 555 0146', '+13035550146', 'plain'].map(guardCell)).toEqual([
      "'=1+1",
      "'@x",
      "'-5% off",
      "'+1 303 555 0146",
      '+13035550146',
      'plain',
    ]);
  });

  test('means the same after it has been exported and read again', () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", 'a', '1', ' ', '"'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(cell, (text) => {
        expect(cleanText(guardCell(text))).toBe(cleanText(text));
      }),
    );
  });
});

test('names are taken apart as they are written', () => {
  expect(splitName('Ana María Silva')).toEqual({ first: 'Ana', last: 'María Silva' });
  expect(splitName('Silva, Ana María')).toEqual({ first: 'Ana María', last: 'Silva' });
  expect(splitName('Cher')).toEqual({ first: 'Cher', last: '' });
});
