import { expect, test } from 'vitest';
import { readOptions, usageOf } from './options.ts';
import type { Proof } from './proof.ts';

const size = { texts: 10, kills: 1, seconds: 1 };
const proof: Proof = {
  shows: 'nothing in particular',
  controls: ['broken'],
  sizes: { short: size, usual: size, nightly: size },
  prove: async () => ({ passed: true, found: 0 }),
};
const proofs = { example: proof, bare: { ...proof, controls: [] } };

test('a proof is asked for by name, with sizes of its own where none are given', () => {
  expect(readOptions(['example'], proofs)).toEqual({
    ...{ name: 'example', control: null, seed: 424_242, size: 'usual', only: null, given: {} },
  });
  const asked = readOptions(['example', '--texts', '500', '--kills', '0', '--nightly'], proofs);
  expect(readOptions(['example', '--only', 'a,b'], proofs).only).toEqual(['a', 'b']);
  expect(asked).toMatchObject({ size: 'nightly', given: { texts: 500, kills: 0 } });
});

test('all of them in a row are short, unless the night is asked for', () => {
  expect(readOptions(['all'], proofs).size).toBe('short');
  expect(readOptions(['all', '--nightly'], proofs).size).toBe('nightly');
});

test('a control must be one of the proof’s own', () => {
  expect(readOptions(['example', '--control', 'broken'], proofs).control).toBe('broken');
  expect(() => readOptions(['example', '--control', 'other'], proofs)).toThrow('one of broken');
  expect(() => readOptions(['bare', '--control', 'broken'], proofs)).toThrow('it has none');
  expect(() => readOptions(['all', '--control', 'broken'], proofs)).toThrow('it has none');
});

test('whoever asks for something else is told what there is', () => {
  for (const argv of [[], ['toString'], ['other'], ['example', 'bare']])
    expect(() => readOptions(argv, proofs)).toThrow(usageOf(proofs));
  expect(() => readOptions(['example', '--texts', '1.5'], proofs)).toThrow('takes a whole number');
});
