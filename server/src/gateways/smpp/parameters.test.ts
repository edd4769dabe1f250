import { expect, test } from 'vitest';
import { readParameters } from './parameters.ts';

test('parameters of a carrier’s own are read as words and as octets', () => {
  expect(readParameters(' 1400=1101234; 0x1401=hex:0a0B ;')).toEqual([
    { tag: 0x1400, value: Buffer.from('1101234') },
    { tag: 0x1401, value: Buffer.from([0x0a, 0x0b]) },
  ]);
  expect(readParameters('')).toEqual([]);
});

test.each(['0424=x', '1400', '1400=', '4000=1', 'x=1', '1400=é', '1400=1,1401=2;zz'])(
  '%j is refused',
  (entered) => {
    expect(() => readParameters(entered)).toThrow('is no parameter');
  },
);
