import { expect, test } from 'vitest';
import { readWall } from '../../campaigns/index.ts';
import { judgeDue } from './judge-due.ts';

const startsAt = new Date('2026-11-25T15:00:00Z');
const at = (hour: string) => new Date(`2026-11-25T${hour}:00Z`);
const wall = readWall('2026-11-25T10:00') ?? { day: 0, minute: 0 };
const hour = { startsAt, plan: { local: { wall, past: 'next_day' }, spread: null } } as const;
const instant = { startsAt, plan: { local: null, spread: null } };
const leader = (status: 'testing' | 'paused', resumedAt: Date | null = null) => ({ status, resumedAt });

test('what is due starts, up to two hours late, and later waits for a person', () => {
  expect(judgeDue(hour, at('15:01'), false, null)).toBe('start');
  expect(judgeDue(hour, at('17:00'), false, null)).toBe('start');
  expect(judgeDue(hour, at('17:01'), false, null)).toEqual({ missed: expect.stringContaining('2 hours') });
  expect(judgeDue(hour, at('15:00'), true, null)).toEqual({ missed: expect.stringContaining('on hold') });
});

test('a part of an experiment that is paused waits, however late it gets', () => {
  expect(judgeDue(hour, at('15:01'), false, leader('paused'))).toBe('wait');
  expect(judgeDue(instant, at('23:00'), true, leader('paused'))).toBe('wait');
});

test('a part that tries an hour goes at that hour on the next day, where it could not at its own', () => {
  expect(judgeDue(hour, at('15:01'), false, leader('testing'))).toBe('start');
  expect(judgeDue(hour, at('15:01'), false, leader('testing', at('14:00')))).toBe('start');
  expect(judgeDue(hour, at('15:31'), false, leader('testing', at('15:30')))).toBe('next_day');
  expect(judgeDue(hour, at('18:00'), false, leader('testing'))).toBe('next_day');
});

test('a part without an hour of its own starts as soon as it may', () => {
  expect(judgeDue(instant, at('21:01'), false, leader('testing', at('21:00')))).toBe('start');
});
