import { expect, test } from 'vitest';
import { codeOfFailure, readErrorMeanings, receiptErrors } from './error-meanings.ts';

test('what errors mean is read from one line, whatever zeros are in front', () => {
  expect([...readErrorMeanings(' filtered=069,480;unreachable_phone = 1 EC_3; ')]).toEqual([
    ...[
      ['69', 'filtered'],
      ['480', 'filtered'],
      ['1', 'unreachable_phone'],
      ['ec_3', 'unreachable_phone'],
    ],
  ]);
  expect([...readErrorMeanings('refused=000')]).toEqual([['0', 'refused']]);
  expect(readErrorMeanings('').size).toBe(0);
});

test.each([
  ['spam=69', '“spam” is no word for what an error means.'],
  ['69=filtered', '“69” is no word for what an error means.'],
  ['filtered', '“filtered” does not say which errors it is of.'],
  ['filtered=', '“filtered=” does not say which errors it is of.'],
  ['filtered=1=2', '“filtered=1=2” does not say which errors it is of.'],
  ['filtered=1;refused=001', 'The error 001 stands there with two meanings.'],
])('%j is refused', (entered, why) => {
  expect(() => readErrorMeanings(entered)).toThrow(`${why} Write such as filtered=69,480`);
});

test('a receipt without an error has its state for a reason, and no table is named for it', () => {
  const code = codeOfFailure({ err: null, stat: 'EXPIRED', networkError: null }, new Map());
  expect(receiptErrors[code ?? '']).toEqual({ class: 'expired', says: 'Its time was over.' });
});
