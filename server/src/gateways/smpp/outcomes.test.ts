import { expect, test } from 'vitest';
import type { SubmitOutcome } from '../outcome.ts';
import { outcomeOfParts } from './outcomes.ts';

const accepted = (providerId: string): SubmitOutcome => ({ kind: 'accepted', providerId });
const throttled: SubmitOutcome = { kind: 'throttled', retryAfterMs: 1_000, sentence: 'Slower.' };
const unknown: SubmitOutcome = { kind: 'unknown', sentence: 'The carrier did not answer in time.' };
const notSent: SubmitOutcome = { kind: 'not_sent' };

test('a text of several parts is accepted when all of them are, under the id of the last', () => {
  expect(outcomeOfParts([accepted('1'), accepted('2')])).toEqual(accepted('2'));
});

test.each([
  ['one is refused and one is not answered', [throttled, unknown]],
  ['one is not answered and one never left', [unknown, notSent]],
  ['one is taken and one is refused', [accepted('1'), throttled]],
  ['one never left and one is taken', [notSent, accepted('2')]],
  ['one is taken and one is not answered', [accepted('1'), unknown]],
])('of which %s may have arrived in part, and never goes again', (_which, parts) => {
  expect(outcomeOfParts(parts)).toMatchObject({ kind: 'unknown' });
});

test('of which none can have been taken goes again', () => {
  expect(outcomeOfParts([throttled, throttled])).toEqual(throttled);
  expect(outcomeOfParts([notSent, throttled])).toEqual(notSent);
});
