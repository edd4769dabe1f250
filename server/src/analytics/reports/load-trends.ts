import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { addDays, dayOf, type Period, readPeriod, startOfStep } from './period.ts';
import { sumByWeekday } from './report.queries.ts';
import {
  monthsThatStandOut,
  type StandsOut,
  type Trend,
  trendMeasures,
  trendOf,
  weekdaysThatStandOut,
} from './trends.ts';
import { type Changed, changeOverYear } from './year-change.ts';

export type Trends = {
  readonly from: string;
  readonly until: string;
  readonly trends: readonly Trend[];
  readonly weekdays: readonly StandsOut[];
  readonly months: readonly StandsOut[];
  /** The same weeks a year earlier, and what is more between them than weeks differ by. */
  readonly yearBefore: {
    readonly from: string;
    readonly until: string;
    readonly changes: readonly Changed[];
  };
};

// Of whom a text reached a week ago is known whether they answered: a click or a reply counts for a week.
const daysOfAnswers = 7;
const daysOfYear = 364;
// Fifty-two whole weeks lie in them, on whichever day they begin.
const usualDays = 370;

/** What somebody asks for, a year unless told, without the days whose answers are still to come, and whole weeks of it alone. */
export function weeksOf(
  asked: { from?: string; until?: string; of?: 'all' | 'campaigns' },
  now: Date,
  zone: string,
): Period {
  const lastKnown = addDays(dayOf(now, zone), -daysOfAnswers - 1);
  const until = asked.until !== undefined && asked.until < lastKnown ? asked.until : lastKnown;
  const from = asked.from ?? addDays(until, 1 - usualDays);
  const monday = startOfStep(addDays(from, 6), 'week');
  const sunday = addDays(startOfStep(addDays(until, 1), 'week'), -1);
  if (sunday < monday)
    throw new Invalid(
      'report.bad_period',
      'In these days lies no whole week, Monday to Sunday, whose answers are all in: people have seven days for them. Begin earlier, or end later.',
    );
  return readPeriod({ ...asked, from: monday, until: sunday }, now, zone);
}

export async function loadTrends(tx: Tx, period: Period, now: Date): Promise<Trends> {
  const { from, until, stretch, zone } = period;
  const totals = await sumByWeekday(tx, stretch, zone);
  const before = readPeriod(
    { from: addDays(from, -daysOfYear), until: addDays(until, -daysOfYear) },
    now,
    zone,
  );
  const ofBefore = { ...stretch, from: before.stretch.from, until: before.stretch.until };
  const totalsBefore = await sumByWeekday(tx, ofBefore, zone);
  return {
    ...{ from, until },
    trends: trendMeasures.map((measure) => trendOf(totals, measure)),
    weekdays: trendMeasures.flatMap((measure) => weekdaysThatStandOut(totals, measure)),
    months: trendMeasures.flatMap((measure) => monthsThatStandOut(totals, measure)),
    yearBefore: {
      ...{ from: before.from, until: before.until },
      changes: trendMeasures.map((measure) => changeOverYear(totalsBefore, totals, measure)),
    },
  };
}
