import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HourPlan, slotsOf, startOfZone } from './hour-plan.ts';
import { instantOfWall, readWall, type Wall, wallOf, writeWall } from './wall.ts';

const wall = (text: string): Wall => readWall(text) ?? { day: 0, minute: 0 };
const newYork = 'America/New_York';

describe('an hour on a wall', () => {
  test('is read and written, and no hour that no calendar has', () => {
    expect(writeWall(wall('2026-12-01T10:05'))).toBe('2026-12-01T10:05');
    for (const text of ['2026-02-30T10:00', '2026-13-01T10:00', '2026-12-01T24:00', '2026-12-01', 'soon'])
      expect(readWall(text)).toBeNull();
  });

  test('is the instant at which the clocks there show it, in summer and in winter', () => {
    expect(instantOfWall(newYork, wall('2026-07-01T10:00')).at.toISOString()).toBe(
      '2026-07-01T14:00:00.000Z',
    );
    expect(instantOfWall(newYork, wall('2026-12-01T10:00')).at.toISOString()).toBe(
      '2026-12-01T15:00:00.000Z',
    );
    expect(instantOfWall(newYork, wall('2026-12-01T10:00')).sentence).toBeNull();
  });

  test('that the night of summer time leaves out is the first moment after, and says so', () => {
    const { at, sentence } = instantOfWall(newYork, wall('2027-03-14T02:30'));
    expect(at.toISOString()).toBe('2027-03-14T07:00:00.000Z');
    expect(sentence).toBe(
      '02:30 does not exist on 2027-03-14 in New York: the clocks go forward that night. It goes at 03:00, the first moment after.',
    );
  });

  test('that the night of winter time has twice is the first of the two, and says so', () => {
    const { at, sentence } = instantOfWall(newYork, wall('2026-11-01T01:30'));
    expect(at.toISOString()).toBe('2026-11-01T05:30:00.000Z');
    expect(sentence).toContain('comes twice on 2026-11-01 in New York');
  });

  test('comes back from its instant on any day in any zone, but for hours that do not exist', () => {
    const zones = [newYork, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 20_000, max: 22_000 }),
        fc.integer({ min: 0, max: 1_439 }),
        (zone, day, minute) => {
          const { at, sentence } = instantOfWall(zone, { day, minute });
          if (sentence?.includes('does not exist')) return;
          expect(wallOf(zone, at)).toEqual({ day, minute });
        },
      ),
    );
  });
});

describe('people of a zone', () => {
  const plan = (past: 'now' | 'next_day' | 'skip'): HourPlan => ({
    local: { wall: wall('2026-12-01T10:00'), past },
    spread: null,
  });
  const all = (zone: string) => ({ zone, hour: null });
  const before = new Date('2026-12-01T14:00:00Z');
  const after = new Date('2026-12-01T16:00:00Z');

  test('go at their own hour while it is to come', () => {
    expect(startOfZone(plan('skip'), all(newYork), before)).toMatchObject({
      at: new Date('2026-12-01T15:00:00Z'),
      isPast: false,
    });
    expect(startOfZone(plan('skip'), all('America/Los_Angeles'), after).at).toEqual(
      new Date('2026-12-01T18:00:00Z'),
    );
  });

  test('go at an hour of their own where they have one', () => {
    expect(startOfZone(plan('skip'), { zone: newYork, hour: 18 }, after).at).toEqual(
      new Date('2026-12-01T23:00:00Z'),
    );
    expect(startOfZone(plan('next_day'), { zone: newYork, hour: 9 }, after).at).toEqual(
      new Date('2026-12-02T14:00:00Z'),
    );
  });

  test('whose hour is over go now, on the next day, or not at all, as was said', () => {
    expect(startOfZone(plan('now'), all(newYork), after).at).toEqual(after);
    expect(startOfZone(plan('next_day'), all(newYork), after).at).toEqual(new Date('2026-12-02T15:00:00Z'));
    expect(startOfZone(plan('skip'), all(newYork), after)).toMatchObject({ at: null, isPast: true });
  });

  test('are not found past again when a launch comes days late', () => {
    const late = new Date('2026-12-05T12:00:00Z');
    expect(startOfZone(plan('next_day'), all(newYork), late).at).toEqual(new Date('2026-12-05T15:00:00Z'));
  });
});

describe('slots', () => {
  const start = new Date('2026-10-30T14:00:00Z');
  test('are one where nothing is spread', () => {
    expect(slotsOf(null, 1_000, start, newYork).offsets).toEqual([0]);
  });

  test('fill a window evenly', () => {
    const { offsets } = slotsOf({ kind: 'over', minutes: 120 }, 10_000, start, newYork);
    expect([offsets.length, offsets[0], offsets.at(-1)]).toEqual([120, 0, 119]);
    expect(slotsOf({ kind: 'over', minutes: 120 }, 3, start, newYork).offsets).toEqual([0, 40, 80]);
  });

  test('keep a pace: so many an hour, also when that is one in ten minutes', () => {
    const hourly = slotsOf({ kind: 'pace', people: 600, everyMinutes: 60 }, 1_200, start, newYork);
    expect([hourly.peopleEach, hourly.offsets.length, hourly.offsets.at(-1)]).toEqual([10, 120, 119]);
    const slow = slotsOf({ kind: 'pace', people: 6, everyMinutes: 60 }, 12, start, newYork);
    expect([slow.peopleEach, slow.offsets]).toEqual([1, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]]);
  });

  test('never let more go than the pace, and take everybody', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.constantFrom(1, 60),
        fc.integer({ min: 1, max: 500_000 }),
        (perUnit, everyMinutes, people) => {
          fc.pre((people / perUnit) * everyMinutes <= 60 * 1_440);
          const { offsets, peopleEach } = slotsOf(
            { kind: 'pace', people: perUnit, everyMinutes },
            people,
            start,
            newYork,
          );
          const each = peopleEach ?? 0;
          expect(offsets.length * each).toBeGreaterThanOrEqual(people);
          for (const [slot, offset] of offsets.entries())
            expect(slot * each).toBeLessThanOrEqual(((offset + 1) * perUnit) / everyMinutes);
        },
      ),
    );
  });

  test('of a drip keep their hour when the clocks change', () => {
    const { offsets, peopleEach } = slotsOf({ kind: 'daily', people: 100 }, 400, start, newYork);
    expect(peopleEach).toBe(100);
    // Clocks are put back on 1 November: that day has 25 hours.
    expect(offsets).toEqual([0, 1_440, 2 * 1_440 + 60, 3 * 1_440 + 60]);
  });

  test('of a canary are two: some first, and all others later or when somebody says so', () => {
    const of = (minutes: number | null) =>
      slotsOf({ kind: 'first', people: 50, minutes }, 9_000, start, newYork);
    expect(of(60)).toEqual({ offsets: [0, 60], peopleEach: 50 });
    expect(of(null).offsets).toEqual([0, 172_800]);
  });

  test('that would take months are refused with the days they would take', () => {
    expect(() => slotsOf({ kind: 'daily', people: 10 }, 10_000, start, newYork)).toThrow(/in 1000 days/);
  });
});
