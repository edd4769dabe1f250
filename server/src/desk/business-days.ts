import { type Calendar, holidayOn, instantOf, wallMsAt } from '@tidings/policy/hours';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const mondayOf = { first: 1, third: 3, second: 2, last: -1 } as const;
const onDate = (name: string, month: number, day: number) =>
  ({ name, on: 'date', month, day, observed: 'nearest' }) as const;
const onMonday = (name: string, month: number, which: keyof typeof mondayOf) =>
  ({ name, on: 'weekday', month, weekday: 1, nth: mondayOf[which] }) as const;

/** 5 U.S.C. 6103(a), with the weekdays on which a holiday of the weekend is kept (6103(b)). */
const federalHolidays: Calendar = {
  id: 'holidays.us.federal',
  version: '2026-11-28',
  source: '5 U.S.C. 6103',
  days: [
    onDate('New Year’s Day', 1, 1),
    onMonday('Birthday of Martin Luther King, Jr.', 1, 'third'),
    onMonday('Washington’s Birthday', 2, 'third'),
    onMonday('Memorial Day', 5, 'last'),
    onDate('Juneteenth', 6, 19),
    onDate('Independence Day', 7, 4),
    onMonday('Labor Day', 9, 'first'),
    onMonday('Columbus Day', 10, 'second'),
    onDate('Veterans Day', 11, 11),
    { name: 'Thanksgiving Day', on: 'weekday', month: 11, weekday: 4, nth: 4 },
    onDate('Christmas Day', 12, 25),
  ],
};

/**
 * The same hour on the wall, so many business days later: Monday to Friday without federal holidays, where the workspace is in
 * the United States; elsewhere Monday to Friday, since holidays differ by place and a day too early does no harm.
 */
export function afterBusinessDays(
  start: Date,
  days: number,
  { timeZone, country }: { readonly timeZone: string; readonly country: string },
): Date {
  const wall = wallMsAt(timeZone, start.getTime());
  let day = Math.floor(wall / dayMs);
  const minute = Math.floor((wall - day * dayMs) / minuteMs);
  for (let left = days; left > 0; ) {
    day += 1;
    if (isBusinessDay(day, country)) left -= 1;
  }
  return new Date(instantOf(timeZone, day, minute));
}

function isBusinessDay(day: number, country: string): boolean {
  const weekday = new Date(day * dayMs).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return country !== 'US' || holidayOn(federalHolidays, day) === undefined;
}
