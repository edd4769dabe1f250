import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noOwnRules, openHours } from '@tidings/policy/hours';
import { describe, expect, test } from 'vitest';
import { launchTable, run } from './launch.ts';

const fiveInNewYork = new Date('2026-11-24T22:00:00Z');
const hours = openHours(noOwnRules);
const sum = (lines: readonly { people: number }[]) => lines.reduce((all, { people }) => all + people, 0);

describe('a launch to people of all states', () => {
  test('at 17:00 in New York reaches everybody at once, and everybody stands in one line', () => {
    const lines = launchTable({ people: 20_000, at: fiveInNewYork, pace: Number.POSITIVE_INFINITY }, hours);
    expect(sum(lines)).toBe(20_000);
    expect(lines.every(({ decision }) => decision === 'allow')).toBe(true);
  });

  test('at a pace that takes until 20:42 holds whoever’s turn comes after their hours, till the next morning', () => {
    // A fiftieth of a million people at a fiftieth of the pace: the same hours.
    const lines = launchTable({ people: 20_000, at: fiveInNewYork, pace: 1.5 }, hours);
    expect(sum(lines)).toBe(20_000);
    const held = lines.filter(({ decision }) => decision === 'hold');
    expect(sum(held)).toBeGreaterThan(400);
    expect(held.every(({ until }) => until?.toISOString().startsWith('2026-11-25T'))).toBe(true);
    const eastern = held.filter(({ offsets }) => offsets.join() === '-5');
    expect(eastern.map(({ until }) => until?.toISOString())).toEqual([
      '2026-11-25T13:00:00.000Z',
      '2026-11-25T14:00:00.000Z',
    ]);
    expect(eastern[1]?.states).toContain('RI');
    // Nobody west of the Eastern clock was past their hours by then.
    expect(held.every(({ offsets }) => offsets.some((offset) => offset >= -5))).toBe(true);
  });

  test('on a Sunday at noon holds the states that keep it, and says until when', () => {
    const at = new Date('2026-11-29T17:00:00Z');
    const lines = launchTable({ people: 2_000, at, pace: Number.POSITIVE_INFINITY }, hours);
    const held = lines.filter(({ decision }) => decision === 'hold').flatMap(({ states }) => states);
    for (const state of ['AL', 'LA', 'MS', 'RI', 'SD', 'UT']) expect(held).toContain(state);
  });

  test('is told as a table, whose lines stand in the guide', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/flight-check.md'), 'utf8');
    const told = run(['--people', '20000']).split('\n');
    expect(told[0]).toContain('20,000 get it today, 0 are held.');
    const cells = (line: string) => line.split(' | ').slice(0, 2).join(' | ');
    const inGuide = guide.split('\n').map(cells);
    for (const line of told.slice(4)) expect(inGuide).toContain(cells(line));
  });

  test.each([
    [['--people', '0'], 'no whole number'],
    [['--pace', 'fast'], 'no whole number'],
    [['--profile', 'loose'], 'none of strict'],
    [['--at', 'noon'], 'is no instant'],
  ])('%j is refused', (args, sentence) => expect(() => run(args)).toThrow(sentence));
});
