import type { Tx } from '../../platform/db/pool.ts';
import { changesOf } from './overview.ts';
import { addDays, type Period, readPeriod } from './period.ts';
import { sumByWeekday, sumTexts } from './report.queries.ts';
import {
  monthsThatStandOut,
  type StandsOut,
  type Trend,
  trendMeasures,
  trendOf,
  weekdaysThatStandOut,
} from './trends.ts';

export type Trends = {
  readonly from: string;
  readonly until: string;
  readonly trends: readonly Trend[];
  readonly weekdays: readonly StandsOut[];
  readonly months: readonly StandsOut[];
  /** The same days of the week a year earlier, and what is more than chance between them. */
  readonly yearBefore: {
    readonly from: string;
    readonly until: string;
    readonly changes: ReturnType<typeof changesOf>;
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
  const { until: today } = readPeriod({}, now, zone);
  const lastKnown = addDays(today, -daysOfAnswers - 1);
  const until = asked.until !== undefined && asked.until < lastKnown ? asked.until : lastKnown;
  const from = asked.from ?? addDays(until, 1 - usualDays);
  const [monday, sunday] = [
    addDays(from, (8 - weekdayOf(from)) % 7),
    addDays(until, -(weekdayOf(until) % 7)),
  ];
  return readPeriod(
    { ...asked, from: monday, until: sunday < monday ? addDays(monday, 6) : sunday },
    now,
    zone,
  );
}

/** 1 is Monday. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export async function loadTrends(tx: Tx, period: Period, now: Date): Promise<Trends> {
  const { from, until, stretch, zone } = period;
  const totals = await sumByWeekday(tx, stretch, zone);
  const before = readPeriod(
    { from: addDays(from, -daysOfYear), until: addDays(until, -daysOfYear) },
    now,
    zone,
  );
  const ofBefore = { ...stretch, from: before.stretch.from, until: before.stretch.until };
  return {
    ...{ from, until },
    trends: trendMeasures.map((measure) => trendOf(totals, measure)),
    weekdays: trendMeasures.flatMap((measure) => weekdaysThatStandOut(totals, measure)),
    months: trendMeasures.flatMap((measure) => monthsThatStandOut(totals, measure)),
    yearBefore: {
      ...{ from: before.from, until: before.until },
      changes: changesOf(await sumTexts(tx, ofBefore), await sumTexts(tx, stretch)),
    },
  };
}
