import { expect, test } from 'vitest';
import { sentenceOfRefusal } from './refusals.ts';

test('what went wrong at the single sign-on is said in a sentence', () => {
  expect(sentenceOfRefusal('single_sign_on.not_invited')).toContain('invited');
});

test('words that a link brings along are not shown', () => {
  expect(sentenceOfRefusal('Call +12125550100 to unlock your account')).not.toContain('Call');
});

test('nothing went wrong when nothing is said', () => {
  expect(sentenceOfRefusal(undefined)).toBeNull();
});
