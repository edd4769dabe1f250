import { describe, expect, test } from 'vitest';
import { type Calendar, dayOf, easterOf, holidayOn } from './calendar.ts';
import { alabama, australia, france, louisiana, pennsylvania, rhodeIsland, utah } from './packs/holidays.ts';

const on = (date: string) => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayOf(year, month, day);
};

describe('holidays', () => {
  test.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, date) => expect(easterOf(year)).toBe(on(date)));

  test.each<[string, Calendar, string]>([
    ['2027-03-26', pennsylvania, 'Good Friday'],
    ['2026-11-03', pennsylvania, 'Election Day'],
    ['2027-06-14', pennsylvania, 'Flag Day'],
    ['2026-10-12', pennsylvania, 'Columbus Day'],
    ['2027-04-26', alabama, 'Confederate Memorial Day'],
    ['2027-06-07', alabama, 'Jefferson Davis’ Birthday'],
    ['2027-05-04', rhodeIsland, 'Rhode Island Independence Day'],
    ['2027-08-09', rhodeIsland, 'Victory Day'],
    ['2026-06-19', rhodeIsland, 'Juneteenth'],
    ['2027-07-24', utah, 'Pioneer Day'],
    ['2027-07-23', utah, 'Pioneer Day (observed)'],
    ['2027-05-31', louisiana, 'Memorial Day'],
    ['2026-11-26', louisiana, 'Thanksgiving'],
    ['2027-12-31', louisiana, 'New Year’s Day (observed)'],
    ['2027-05-17', france, 'Whit Monday'],
    ['2027-12-27', australia, 'Christmas Day (observed)'],
    ['2027-12-28', australia, 'Boxing Day (observed)'],
    ['2022-12-27', australia, 'Christmas Day (observed)'],
  ])('%s is one', (date, calendar, name) => expect(holidayOn(calendar, on(date))).toBe(name));

  test.each<[string, Calendar]>([
    ['2026-06-19', pennsylvania],
    ['2026-11-11', louisiana],
    ['2027-07-26', utah],
    ['2026-11-27', louisiana],
    ['2027-06-15', pennsylvania],
  ])('%s is none', (date, calendar) => expect(holidayOn(calendar, on(date))).toBeUndefined());
});
