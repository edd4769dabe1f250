import { expect, test } from 'vitest';
import { codeIn, joinLinkOf, newCode } from './referral.ts';

test('a code is read in whatever way it was typed, and nothing else is taken for one', () => {
  expect(['ac34kn', 'AC3-4KN', ' ac3 4kn '].map(codeIn)).toEqual(['AC34KN', 'AC34KN', 'AC34KN']);
  expect(['AC34K', 'AC34KNX', 'please', '', 'O0I1LB'].map(codeIn)).toEqual([null, null, null, null, null]);
});

test('a new code can be read', () => {
  const token = (bytes = 32) =>
    Buffer.from(Array.from({ length: bytes }, (_, at) => at * 41)).toString('base64url');
  expect(codeIn(newCode(token))).toBe(newCode(token));
});

test('the link opens the texts of a phone with the words that join', () => {
  expect(joinLinkOf('+12025550100', 'JOIN', 'AC34KN')).toBe('sms:+12025550100?&body=JOIN%20AC34KN');
});
