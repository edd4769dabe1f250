import { expect, it } from 'vitest';
import { wordsOf } from './words.ts';

it('leaves a sentence alone and makes words of a code', () => {
  expect(wordsOf('Quiet hours in Florida until 08:00.')).toBe('Quiet hours in Florida until 08:00.');
  expect(wordsOf('carrier.filtered')).toBe('Carrier filtered');
  expect(wordsOf('quiet_hours')).toMatch(/too early or too late/);
});
