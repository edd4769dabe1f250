import { instantOfWall, type Spread, type WhenPast } from '../../campaigns/index.ts';
import { daysOf, readRecurrence } from './recurrence.ts';

/** A campaign that comes again by a rule; each time a campaign of its own, a copy of the model as it stands then. */
export type Series = {
  readonly id: string;
  /** The model. */
  readonly campaignId: string;
  readonly rule: string;
  /** Days since 1970. */
  readonly fromDay: number;
  readonly minute: number;
  /** Whose clock the hour is on; null for that of each person. */
  readonly zone: string | null;
  readonly past: WhenPast;
  readonly spread: Spread | null;
  readonly mostPeople: number;
  readonly state: 'on' | 'off' | 'ended';
  readonly sentence: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
};

export type Occurrence = {
  readonly seriesId: string;
  readonly day: number;
  readonly campaignId: string;
  readonly state: 'made' | 'scheduled' | 'failed';
  readonly sentence: string | null;
};

const dayMs = 86_400_000;
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
export const wallText = ({ minute }: Pick<Series, 'minute'>, day: number): string =>
  new Date(day * dayMs + minute * 60_000).toISOString().slice(0, 16);

export type ComingTime = { readonly day: number; readonly at: Date; readonly sentence: string | null };

/** So many of what comes, as far as there is so much. */
export function firstOf<T>(coming: Iterable<T>, most: number): T[] {
  const some: T[] = [];
  for (const one of coming) if (some.push(one) === most) break;
  return some;
}

/** The first place on earth whose clocks show an hour: nobody is earlier. */
const firstZone = 'Pacific/Kiritimati';

/**
 * The times of a series that are still to come, in order. The hour is read on its day in its zone, so it stays the same hour
 * when the clocks change. At the hours of people it is counted from whoever on earth could be first.
 */
export function* timesOf(
  series: Pick<Series, 'rule' | 'fromDay' | 'minute' | 'zone'>,
  after: Date,
): Generator<ComingTime> {
  for (const day of daysOf(readRecurrence(series.rule), series.fromDay)) {
    const { at, sentence } = instantOfWall(series.zone ?? firstZone, { day, minute: series.minute });
    if (at > after) yield { day, at, sentence: series.zone === null ? null : sentence };
  }
}

/**
 * How long before its hour a time is made, checked and armed: long enough for somebody to see it in the calendar, to approve
 * it where that is asked for, and to take it back.
 */
export const madeAheadMs = 24 * 3_600_000;
