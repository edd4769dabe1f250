import { type Calendar, holidayOn, weekdayOf } from './calendar.ts';

/** Minutes of the day on the wall, half-open: 08:00 belongs to [480, 1260) and 21:00 does not. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** null: nothing may arrive on such a day. */
export interface Week {
  readonly monFri: Window | null;
  readonly sat: Window | null;
  readonly sun: Window | null;
}

/**
 * How sure we are. A: the text of the statute or regulator was read. B: a summary by a law firm or agency. C: a table of a
 * vendor alone. M: from memory. R: our own recommendation, where no law says anything.
 */
export type Confidence = 'A' | 'B' | 'C' | 'M' | 'R';

/** One case of a row, so that a row that is edited wrongly is noticed before it decides about anybody. */
export interface HoursVector {
  /** A minute on the clock that the row is meant for, such as `2027-01-05T08:59`. */
  readonly at: string;
  readonly decision: 'allow' | 'hold';
}

/** One rule about hours, as it stood in a pack: never changed, but followed by another row with a later version. */
export interface HoursRow extends Week {
  /** `hours.us.fl`. The same id again with other dates is the same rule at another time. */
  readonly id: string;
  /** `US-FL`, `US`, `GB`. */
  readonly jurisdiction: string;
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** The first day on which it holds; null since before anybody texted. */
  readonly validFrom: string | null;
  /** The first day on which it no longer holds; null while no end is known. */
  readonly validTo: string | null;
  /** Days on which nothing may arrive. */
  readonly holidays: Calendar | null;
  /** The zone in which the hours are meant, whatever the person's clock shows. */
  readonly zone: string | null;
  readonly reachesTexts: 'yes' | 'unclear' | 'voice';
  /** Whether consent that is on file takes the person out of the rule. */
  readonly isLiftedByConsent: boolean;
  readonly note: string;
  /** Of a row that somebody brought in; those of the others stand in `packs/hours-vectors.ts`. */
  readonly vectors?: readonly HoursVector[];
}

/** What a rule says of one day: a window, or why there is none. */
export type DayHours =
  | { readonly window: Window; readonly because: null }
  | { readonly window: null; readonly because: string };

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

export function weekHours(week: Week, day: number): DayHours {
  const weekday = weekdayOf(day);
  const window = weekday === 0 ? week.sun : weekday === 6 ? week.sat : week.monFri;
  return window ? { window, because: null } : { window: null, because: `on ${weekdays[weekday]}` };
}

export function rowHours(row: HoursRow, day: number): DayHours {
  const holiday = row.holidays ? holidayOn(row.holidays, day) : undefined;
  return holiday === undefined ? weekHours(row, day) : { window: null, because: `on ${holiday}` };
}

/** `08:00–21:00`, as people write a window. */
export const showWindow = ({ from, to }: Window): string => `${showMinute(from)}–${showMinute(to)}`;

export const showMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
