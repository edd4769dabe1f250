import { describe, expect, test } from 'vitest';
import type { ArmedPlan } from './armed-plan.ts';
import type { HourPlan, ZonePeople } from './hour-plan.ts';
import { timetableOf, unknownHoursInWords } from './timetable.ts';
import { readWall } from './wall.ts';

// Tuesday noon in New York.
const startsAt = new Date('2026-11-24T17:00:00Z');
const wall = readWall('2026-11-24T12:00') ?? { day: 0, minute: 0 };
const zone = (name: string, people: number): ZonePeople => ({ zone: name, hour: null, people });
const zones = [zone('America/New_York', 5), zone('America/Halifax', 3), zone('America/Denver', 2)];
const timetable = (plan: Partial<HourPlan>, more: Partial<ArmedPlan> = {}) =>
  timetableOf(
    { plan: { local: null, spread: null, ...plan }, startsAt, mostPeople: 100, ...more },
    { runId: 'r', own: null, fallbackZone: 'America/New_York', zones },
  );
const hoursOf = ({ zones: told }: ReturnType<typeof timetable>) =>
  told.map(({ at }) => at?.toISOString().slice(5, 16) ?? null);

describe('a timetable', () => {
  test.each([
    ['skip', null, 'are left out'],
    ['now', '11-24T17:00', 'get it as soon as it starts'],
    ['next_day', '11-25T16:00', 'get it at that hour on the next day'],
  ] as const)('says of whoever is past their hour: %s', (past, halifax, words) => {
    const told = timetable({ local: { wall, past } });
    expect(hoursOf(told)).toEqual(['11-24T17:00', halifax, '11-24T19:00']);
    expect(told.sentences).toEqual([
      expect.stringMatching(new RegExp(`^For 3 people .*: they ${words}\\.$`)),
    ]);
    expect(told.lastAt.toISOString().slice(5, 16)).toBe(past === 'next_day' ? '11-25T16:00' : '11-24T19:00');
  });

  test('ends with the last slot of the last zone', () => {
    const told = timetable({ local: { wall, past: 'now' }, spread: { kind: 'over', minutes: 60 } });
    expect(told.lastAt).toEqual(new Date('2026-11-24T19:54:00Z'));
  });

  test('has so many a day, and ends on the last of them', () => {
    const told = timetable({ spread: { kind: 'daily', people: 4 } });
    expect([told.slots.offsets, told.goOnMs]).toEqual([[0, 1_440, 2_880], null]);
    expect(told.lastAt).toEqual(new Date('2026-11-26T17:00:00Z'));
  });

  test('of a pilot ends with the first, and names those who wait for a person', () => {
    const told = timetable({ spread: { kind: 'first', people: 4, minutes: null } });
    expect([told.lastAt, told.goOnMs]).toEqual([startsAt, Date.parse('2027-01-23T17:00:00Z')]);
    expect(told.sentences[0]).toContain('The others (6 people) wait until somebody lets them go on.');
    expect(timetable({ spread: { kind: 'first', people: 4, minutes: 30 } }).goOnMs).toBeNull();
  });

  test('says why it would not start: more people than it allows, or a pace that takes too long for them', () => {
    expect(timetable({}).refusal).toBeNull();
    expect(timetable({}, { mostPeople: 9 }).refusal?.code).toBe('campaign.more_people');
    // Whoever is left out because their hour is over does not count.
    expect(timetable({ local: { wall, past: 'skip' } }, { mostPeople: 7 }).refusal).toBeNull();
    const slow = timetable({ spread: { kind: 'pace', people: 1, everyMinutes: 20_000 } });
    expect([slow.refusal?.code, slow.slots.offsets]).toEqual(['schedule.too_long', [0]]);
  });

  test('of best hours says of how many nobody knows theirs, and at which hour they are counted', () => {
    const own = { from: 9, to: 20, others: 21 };
    expect(unknownHoursInWords({ own }, 1_200)[0]).toContain(
      '1,200 people like to answer: they are counted at 20:00',
    );
    expect([unknownHoursInWords({ own }, 0), unknownHoursInWords({ own: null }, 5)]).toEqual([[], []]);
  });
});
