import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalId, type IdWriting, idsToTry } from './message-ids.ts';

describe('one spelling of an id', () => {
  test.each<[string, IdWriting, string]>([
    ['0A1B2C3D', 'literal', 'A1B2C3D'],
    [' 0a1b2c3d\0', 'literal', 'A1B2C3D'],
    ['0A1B2C3D', 'hex', '169552957'],
    ['0a1b2c3d', 'hex', '169552957'],
    ['0169552957', 'decimal', '169552957'],
    ['0000', 'literal', '0'],
    ['0000', 'hex', '0'],
    ['5f0c21aa-1c7e', 'hex', '5F0C21AA-1C7E'],
    ['abc', 'decimal', 'ABC'],
    ['', 'hex', ''],
    ['ffffffffffffffffffff', 'hex', '1208925819614629174706175'],
    ['9007199254740993', 'decimal', '9007199254740993'],
  ])('of %j written as %s is %s', (id, writing, expected) => {
    expect(canonicalId(id, writing)).toBe(expected);
  });

  test('is the same for a hexadecimal id and the decimal one in its receipt, whatever their length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), fc.boolean(), (number, isPadded) => {
        const hex = number.toString(16);
        const decimal = number.toString().padStart(isPadded ? 64 : 0, '0');
        expect(canonicalId(hex.toUpperCase(), 'hex')).toBe(canonicalId(decimal, 'decimal'));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the ids to look for', () => {
  test('begin with the one that came, because ids may differ in case alone', () => {
    expect(idsToTry('aB01')).toEqual(['aB01', 'AB01']);
  });

  test('contain the one under which an accepted text was kept', () => {
    const writings = { response: 'hex', receipt: 'decimal' } as const;
    const kept = canonicalId('0A1B2C3D', writings.response);
    expect(idsToTry('0169552957', writings)).toEqual(['0169552957', kept]);
  });

  test('contain it the other way round as well', () => {
    const writings = { response: 'decimal', receipt: 'hex' } as const;
    expect(idsToTry('0A1B2C3D', writings)).toContain(canonicalId('169552957', writings.response));
  });

  test('are none for an empty id', () => {
    expect(idsToTry(' \0')).toEqual([]);
  });

  test('are one where all are the same', () => {
    expect(idsToTry('77')).toEqual(['77']);
  });
});
