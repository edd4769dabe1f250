import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openVirtualClock } from './virtual-clock.ts';

describe('the virtual clock', () => {
  test('stands still until the next event, and then is at its instant', () => {
    const clock = openVirtualClock<string>(1_000);
    clock.at(70_000_000, 'tomorrow');
    clock.at(5_000, 'soon');
    expect(clock.nowMs).toBe(1_000);
    expect(clock.next()).toBe('soon');
    expect(clock.nowMs).toBe(5_000);
    expect(clock.next()).toBe('tomorrow');
    expect(clock.nowMs).toBe(70_000_000);
    expect(clock.next()).toBeNull();
  });

  test('keeps the order of what was put down for the same instant', () => {
    const clock = openVirtualClock<number>(0);
    for (const n of [1, 2, 3, 4, 5, 6, 7]) clock.at(10, n);
    expect(Array.from({ length: 7 }, () => clock.next())).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('never goes back: what lies in the past happens now', () => {
    const clock = openVirtualClock<string>(0);
    clock.passTo(500);
    clock.passTo(100);
    clock.at(200, 'late');
    expect(clock.next()).toBe('late');
    expect(clock.nowMs).toBe(500);
  });

  test('leaves what lies beyond the horizon, and tells what that is', () => {
    const clock = openVirtualClock<string>(0);
    clock.at(100, 'beyond');
    clock.at(99, 'before');
    expect([clock.next(100), clock.next(100)]).toEqual(['before', null]);
    expect(clock.nowMs).toBe(99);
    expect(clock.rest()).toEqual(['beyond']);
  });

  test('yields everything once, by instant and then by turn, however it is mixed with taking', () => {
    const steps = fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (asked) => {
        const clock = openVirtualClock<{ ms: number; turn: number }>(0);
        const open: { ms: number; turn: number }[] = [];
        asked.forEach((ms, turn) => {
          if (ms !== null) {
            const event = { ms: Math.max(ms, clock.nowMs), turn };
            open.push(event);
            clock.at(ms, event);
            return;
          }
          open.sort((one, other) => one.ms - other.ms || one.turn - other.turn);
          expect(clock.next()).toEqual(open.shift() ?? null);
        });
        expect(clock.ahead).toBe(open.length);
      }),
      { numRuns: 200, seed: 20_261_129 },
    );
  });
});
