import { expect, test } from 'vitest';
import { ratingOf } from './take-rating.ts';

test.each([
  ['5', 5],
  [' 4 ', 4],
  ['3/5', 3],
  ['1!', 1],
  ['5 ⭐', 5],
  ['0', null],
  ['6', null],
  ['55', null],
  ['5 loaves please', null],
  ['STOP', null],
  ['', null],
])('“%s” is a rating of %s', (body, rating) => {
  expect(ratingOf(body)).toBe(rating);
});
