import { expect, test } from 'vitest';
import { buildDepartures, noDepartures } from './departure.ts';

test('the lines go from those who may be texted to those whose text goes at once', () => {
  const counts = { ...noDepartures(), at_once: 5, quiet_hours: 3, capped: 2 };
  expect(buildDepartures(counts, { willReceive: 10 })).toMatchObject([
    { line: 'quiet_hours', sign: '-', count: 3 },
    { line: 'capped', sign: '-', count: 2 },
    { line: 'at_once', sign: '=', count: 5 },
  ]);
});

test('lines that do not add up are refused', () => {
  expect(() => buildDepartures({ ...noDepartures(), at_once: 5 }, { willReceive: 10 })).toThrow('add up');
});

test('by a schedule nobody is said to go at once, and who waits for a person stands in a line of their own', () => {
  const counts = { ...noDepartures(), at_once: 5, go_on: 3 };
  expect(buildDepartures(counts, { willReceive: 8 }, true)).toEqual([
    { line: 'go_on', sign: '-', count: 3, label: 'Wait until somebody lets them go on' },
    { line: 'at_once', sign: '=', count: 5, label: 'Go at the hour that is planned for them' },
  ]);
});
