import { expect, it } from 'vitest';
import { describeClock } from './rehearsal-clock.ts';

const tuesdayEvening = Date.parse('2026-03-04T01:14:05Z');

it('says that it is a rehearsal clock, how fast it runs, and where', () => {
  expect(describeClock(tuesdayEvening, { speed: 60, is_real: false }, 'America/New_York')).toBe(
    'Rehearsal clock, 60× — Tue 20:14 New York',
  );
});

it('names no speed when it runs like any other', () => {
  expect(describeClock(tuesdayEvening, { speed: 1, is_real: false }, 'Europe/London')).toBe(
    'Rehearsal clock — Wed 01:14 London',
  );
  expect(describeClock(tuesdayEvening, { speed: 1, is_real: true }, 'Europe/London')).toBe(
    'Real clock — Wed 01:14 London',
  );
});
