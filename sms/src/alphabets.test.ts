import { describe, expect, test } from 'vitest';
import { gsmUnitsOf, gsmUnitsOfCode, isGsm, unitsOf } from './alphabets.ts';

describe('the GSM-7 alphabet', () => {
  test('has 127 characters of one unit and 10 of two', () => {
    const costs = Array.from({ length: 0x10000 }, (_, code) => gsmUnitsOfCode(code));
    expect(costs.filter((cost) => cost === 1)).toHaveLength(127);
    expect(costs.filter((cost) => cost === 2)).toHaveLength(10);
  });

  test.each([...'€{}[]^~|\\\f'])('%j takes two units, an escape and the character', (character) => {
    expect(unitsOf(character, 'gsm7')).toBe(2);
    expect(gsmUnitsOf(`a${character}b`)).toBe(4);
  });

  test.each([...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r'])('%j takes one unit', (character) => {
    expect(unitsOf(character, 'gsm7')).toBe(1);
    expect(gsmUnitsOf(character)).toBe(1);
  });

  test.each([...'áíóúçÁÍÓÚ`“’–…\t\u001b😀'])('%j is not in it', (character) => {
    expect(isGsm(character)).toBe(false);
    expect(gsmUnitsOf(`plain ${character}`)).toBe(-1);
  });

  test('an empty text is in it', () => {
    expect(isGsm('')).toBe(true);
  });

  test('the fast look at plain text agrees with the table for every character of ASCII', () => {
    for (let code = 0; code < 128; code++) {
      const cost = gsmUnitsOfCode(code);
      expect([code, gsmUnitsOf(String.fromCharCode(code))]).toEqual([code, cost === 0 ? -1 : cost]);
    }
  });
});

describe('the length of a text', () => {
  test('is counted in 16-bit units in UCS-2', () => {
    expect(unitsOf('hi 😀', 'ucs2')).toBe(5);
  });

  test('counts one question mark for what a forced GSM-7 cannot say', () => {
    expect(unitsOf('hi 😀í', 'gsm7')).toBe(5);
  });
});
