import type { Calendar, HolidayRule } from '../calendar.ts';

const version = 'holidays 2026-11-23';

const weekday = { sun: 0, mon: 1, thu: 4 } as const;

const newYear: HolidayRule = { name: 'New Year’s Day', on: 'date', month: 1, day: 1, observed: 'nearest' };
const king: HolidayRule = {
  name: 'Martin Luther King Day',
  on: 'weekday',
  month: 1,
  weekday: weekday.mon,
  nth: 3,
};
const presidents: HolidayRule = {
  name: 'Presidents’ Day',
  on: 'weekday',
  month: 2,
  weekday: weekday.mon,
  nth: 3,
};
const goodFriday: HolidayRule = { name: 'Good Friday', on: 'easter', plusDays: -2 };
const easterMonday: HolidayRule = { name: 'Easter Monday', on: 'easter', plusDays: 1 };
const memorial: HolidayRule = {
  name: 'Memorial Day',
  on: 'weekday',
  month: 5,
  weekday: weekday.mon,
  nth: -1,
};
const juneteenth: HolidayRule = { name: 'Juneteenth', on: 'date', month: 6, day: 19, observed: 'nearest' };
const independence: HolidayRule = {
  name: 'Independence Day',
  on: 'date',
  month: 7,
  day: 4,
  observed: 'nearest',
};
const labor: HolidayRule = { name: 'Labor Day', on: 'weekday', month: 9, weekday: weekday.mon, nth: 1 };
const columbus: HolidayRule = {
  name: 'Columbus Day',
  on: 'weekday',
  month: 10,
  weekday: weekday.mon,
  nth: 2,
};
const veterans: HolidayRule = { name: 'Veterans Day', on: 'date', month: 11, day: 11, observed: 'nearest' };
const thanksgiving: HolidayRule = {
  name: 'Thanksgiving',
  on: 'weekday',
  month: 11,
  weekday: weekday.thu,
  nth: 4,
};
const christmas: HolidayRule = { name: 'Christmas Day', on: 'date', month: 12, day: 25, observed: 'nearest' };

/** What every list of the states that close on holidays has had for years. */
const everywhere = [newYear, king, presidents, memorial, independence, labor, thanksgiving, christmas];
const federal = [...everywhere, juneteenth, columbus, veterans];

export const alabama: Calendar = {
  id: 'holidays.us.al',
  version,
  source: 'Ala. Code 1-3-8(a); lists of dnc.com of 2019, 2022 and 2023',
  // Lee's birthday is kept on the day of Martin Luther King.
  days: [
    ...everywhere,
    { name: 'Confederate Memorial Day', on: 'weekday', month: 4, weekday: weekday.mon, nth: 4 },
    { name: 'Jefferson Davis’ Birthday', on: 'weekday', month: 6, weekday: weekday.mon, nth: 1 },
  ],
};

export const louisiana: Calendar = {
  id: 'holidays.us.la',
  version,
  source:
    'LPSC General Order R-29617; lists of dnc.com (Presidents’ Day stands in those of 2019 and 2023, not in that of 2022)',
  days: everywhere,
};

export const pennsylvania: Calendar = {
  id: 'holidays.us.pa',
  version,
  source: '73 P.S. 2242 and 2245: thirteen legal holidays',
  days: [
    ...[newYear, king, presidents, goodFriday, memorial, independence, labor, columbus, veterans],
    { name: 'Flag Day', on: 'date', month: 6, day: 14 },
    { name: 'Election Day', on: 'election' },
    thanksgiving,
    christmas,
  ],
};

export const rhodeIsland: Calendar = {
  id: 'holidays.us.ri',
  version,
  source: 'R.I. Gen. Laws 5-61-2(2): any state or federal holiday',
  days: [
    ...federal,
    { name: 'Rhode Island Independence Day', on: 'date', month: 5, day: 4, observed: 'nearest' },
    { name: 'Victory Day', on: 'weekday', month: 8, weekday: weekday.mon, nth: 2 },
  ],
};

export const utah: Calendar = {
  id: 'holidays.us.ut',
  version,
  source: 'Utah Code 13-25a-103(3), 63G-1-301; lists of dnc.com',
  days: [...everywhere, { name: 'Pioneer Day', on: 'date', month: 7, day: 24, observed: 'nearest' }],
};

export const france: Calendar = {
  id: 'holidays.fr',
  version,
  source: 'Code du travail L3133-1',
  days: [
    { name: 'New Year’s Day', on: 'date', month: 1, day: 1 },
    easterMonday,
    { name: 'Labour Day', on: 'date', month: 5, day: 1 },
    { name: 'Victory Day', on: 'date', month: 5, day: 8 },
    { name: 'Ascension Day', on: 'easter', plusDays: 39 },
    { name: 'Whit Monday', on: 'easter', plusDays: 50 },
    { name: 'Bastille Day', on: 'date', month: 7, day: 14 },
    { name: 'Assumption Day', on: 'date', month: 8, day: 15 },
    { name: 'All Saints’ Day', on: 'date', month: 11, day: 1 },
    { name: 'Armistice Day', on: 'date', month: 11, day: 11 },
    { name: 'Christmas Day', on: 'date', month: 12, day: 25 },
  ],
};

export const australia: Calendar = {
  id: 'holidays.au',
  version,
  source: 'Fair Work Act 2009 s. 115: the days that are kept in every state and territory',
  days: [
    { name: 'New Year’s Day', on: 'date', month: 1, day: 1, observed: 'next' },
    { name: 'Australia Day', on: 'date', month: 1, day: 26, observed: 'next' },
    goodFriday,
    easterMonday,
    { name: 'Anzac Day', on: 'date', month: 4, day: 25 },
    { name: 'Christmas Day', on: 'date', month: 12, day: 25, observed: 'next' },
    { name: 'Boxing Day', on: 'date', month: 12, day: 26, observed: 'next' },
  ],
};

export const calendars: readonly Calendar[] = [
  ...[alabama, louisiana, pennsylvania, rhodeIsland, utah],
  ...[france, australia],
];
