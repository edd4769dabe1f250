import { noOwnRules, openHours } from '@tidings/policy/hours';
import { describe, expect, test } from 'vitest';
import { flowOf } from './flow.ts';

const group = (code: string, people: number, parts = people, region: string | null = null) => ({
  text: { number: `+1${code}5550100`, region, purpose: 'marketing' },
  people,
  parts,
});
const flow = (groups: ReturnType<typeof group>[], at: string, partsPerSecond: number) =>
  flowOf(openHours(noOwnRules), groups, Date.parse(at), partsPerSecond);
const peopleOf = ({ hours }: ReturnType<typeof flow>) => hours.reduce((sum, { people }) => sum + people, 0);

describe('when a campaign is finished', () => {
  test('everybody awake: parts by pace', () => {
    const told = flow([group('212', 1_000, 2_000)], '2026-11-24T15:00:00Z', 10);
    expect(told.finishesAt?.toISOString()).toBe('2026-11-24T15:03:20.000Z');
    expect(told.hours).toEqual([{ from: new Date('2026-11-24T15:00:00Z'), people: 1_000, parts: 2_000 }]);
  });

  test('what the window of the evening does not hold goes on the next morning', () => {
    // 7,200 parts at one a second take two hours; New York closes at 21:00, an hour from now.
    const told = flow([group('212', 7_200)], '2026-11-25T01:00:00Z', 1);
    expect(told.finishesAt?.toISOString()).toBe('2026-11-25T14:00:00.000Z');
    expect(told.hours.map(({ from, people }) => [from.toISOString().slice(8, 13), people])).toEqual([
      ['25T01', 3_600],
      ['25T13', 3_600],
    ]);
  });

  test('who is held waits for their own hour, and nobody is lost or counted twice by rounding', () => {
    const groups = [group('401', 1_111), group('212', 2_222), group('310', 3_333), group('808', 777)];
    // 18:00 in Rhode Island, which closes; 13:00 in Hawaii.
    const told = flow(groups, '2026-11-24T23:00:00Z', 7);
    expect(peopleOf(told)).toBe(7_443);
    expect(told.finishesAt?.toISOString().slice(0, 10)).toBe('2026-11-25');
    expect(told.hours.at(-1)?.from.toISOString()).toBe('2026-11-25T14:00:00.000Z');
  });

  test('who can be told no hour is in none of the figures', () => {
    const told = flow([group('212', 10), group('999', 5), group('900', 2)], '2026-11-24T15:00:00Z', 1);
    expect(told.neverPeople).toBe(7);
    expect(peopleOf(told)).toBe(10);
  });

  test('nobody at all finishes never, and a pace of years is cut and said so', () => {
    expect(flow([], '2026-11-24T15:00:00Z', 1)).toMatchObject({ finishesAt: null, hours: [], isCut: false });
    const told = flow([group('212', 1_000_000)], '2026-11-24T15:00:00Z', 0.01);
    expect(told).toMatchObject({ isCut: true, finishesAt: new Date('2027-01-23T15:00:00Z') });
  });

  test('nothing leaves before its own hour, and who comes joins those of their kind who still wait', () => {
    const start = Date.parse('2026-11-24T15:00:00Z');
    const { text } = group('212', 1);
    // 3,600 parts an hour: the first are done at 16:00, the second at 19:00, where the third have joined them at 18:30.
    const at = (minutes: number, people: number) => ({
      text,
      people,
      parts: people,
      fromMs: start + minutes * 60_000,
    });
    const told = flowOf(openHours(noOwnRules), [at(210, 1_800), at(0, 3_600), at(180, 3_600)], start, 1);
    expect(told.hours.map(({ from, people }) => [from.toISOString().slice(11, 13), people])).toEqual([
      ['15', 3_600],
      ['18', 3_600],
      ['19', 1_800],
    ]);
    expect(told).toMatchObject({ finishesAt: new Date('2026-11-24T19:30:00Z'), isCut: false });
  });

  test('sixty days are looked at from the last planned hour on', () => {
    const start = Date.parse('2026-11-24T15:00:00Z');
    const late = { ...group('212', 10), fromMs: start + 70 * 86_400_000 };
    const told = flowOf(openHours(noOwnRules), [late], start, 1);
    expect(told).toMatchObject({ finishesAt: new Date('2027-02-02T15:00:10Z'), isCut: false });
  });

  test('a thousand slots of many kinds are no more work than their kinds', () => {
    const start = Date.parse('2026-11-24T15:00:00Z');
    const kinds = ['212', '305', '312', '401', '504', '602', '808', '907', '206', '617'].map((code) =>
      group(code, 70),
    );
    const groups = Array.from({ length: 1_000 }, (_, slot) =>
      kinds.map((kind) => ({ ...kind, fromMs: start + slot * 60_000 })),
    ).flat();
    const told = flowOf(openHours(noOwnRules), groups, start, 1);
    expect([peopleOf(told), told.isCut]).toEqual([700_000, false]);
  });

  test('a million people in all kinds of places take no longer than their kinds', () => {
    const codes = ['212', '305', '312', '401', '504', '602', '808', '907', '206', '617'];
    const told = flow(
      codes.map((code) => group(code, 100_000, 150_000)),
      '2026-11-24T22:00:00Z',
      25,
    );
    expect(peopleOf(told)).toBe(1_000_000);
    expect(told.isCut).toBe(false);
  });
});
