import { expect, test } from 'vitest';
import { type IdWriting, knownId } from './ids.ts';

test.each<[written: string, as: IdWriting, known: string]>([
  ['0A1b2c', 'literal', '0A1b2c'],
  [' 0A1b2c ', 'literal', '0A1b2c'],
  ['0000A1b2c', 'folded', 'A1B2C'],
  ['0A1B2C3D', 'hex', '169552957'],
  ['0169552957', 'decimal', '169552957'],
  ['ffffffffffffffffffff', 'hex', '1208925819614629174706175'],
  ['b1c2-d3', 'hex', 'B1C2-D3'],
])('the id %j, written %s, is known as %s', (written, as, known) => {
  expect(knownId(written, as)).toBe(known);
});
