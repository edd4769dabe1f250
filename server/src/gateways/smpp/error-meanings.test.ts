import { expect, test } from 'vitest';
import { readErrorMeanings } from './error-meanings.ts';

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

test.each(['spam=69', 'filtered', 'filtered=', '69=filtered', 'filtered=1=2', 'filtered=1;refused=001'])(
  '%j is refused',
  (entered) => {
    expect(() => readErrorMeanings(entered)).toThrow('Write such as filtered=69,480');
  },
);
