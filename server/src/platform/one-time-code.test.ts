import { expect, test } from 'vitest';
import { systemIds } from './ids.ts';
import { judgeCode, sixDigits } from './one-time-code.ts';

const now = new Date('2026-11-28T10:00:00Z');

test('a code counts while it is new, and not after five wrong ones', () => {
  const sent = { tries: 0, expiresAt: new Date('2026-11-28T10:10:00Z') };
  expect(judgeCode(null, true, now)).toBe('none_sent');
  expect(judgeCode(sent, true, now)).toBe('right');
  expect(judgeCode(sent, false, now)).toBe('wrong');
  expect(judgeCode({ ...sent, tries: 5 }, true, now)).toBe('too_many');
  expect(judgeCode(sent, true, sent.expiresAt)).toBe('expired');
});

test('a code has six digits, those in front among them', () => {
  expect(sixDigits({ token: () => Buffer.from([0, 0, 0, 0, 0, 42]).toString('base64url') })).toBe('000042');
  expect(sixDigits(systemIds())).toMatch(/^\d{6}$/);
});
