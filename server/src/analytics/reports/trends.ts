import { tFor, zFor } from '../results/intervals.ts';

/** What people did over weeks: whether it goes anywhere, which days of the week and which months stand out. Pure. */

export const trendMeasures = ['delivered', 'clicked', 'replied', 'opted_out'] as const;
export type TrendMeasure = (typeof trendMeasures)[number];

/** Texts of one day of the week in one week, by where people are. */
export type WeekdayTotals = {
  /** The Monday with which its week begins, `YYYY-MM-DD`. */
  readonly week: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Whose fate is known, which is what arrived is a share of. */
  readonly texts: number;
  readonly delivered: number;
  /** Of whom the rest is a share. */
  readonly reached: number;
  readonly clicked: number;
  readonly replied: number;
  readonly optedOut: number;
};

/** Did so many of so many, in a week, on a day of it. */
type Cell = {
  readonly week: string;
  readonly month: string;
  readonly weekday: number;
  readonly of: number;
  readonly hits: number;
};

const hitsOf = (one: WeekdayTotals, measure: TrendMeasure): number =>
  ({ delivered: one.delivered, clicked: one.clicked, replied: one.replied, opted_out: one.optedOut })[
    measure
  ];

function cellsOf(totals: readonly WeekdayTotals[], measure: TrendMeasure): Cell[] {
  return totals.flatMap((one) => {
    const of = measure === 'delivered' ? one.texts : one.reached;
    const hits = Math.min(hitsOf(one, measure), of);
    return of > 0 ? [{ week: one.week, month: monthOf(one.week), weekday: one.weekday, of, hits }] : [];
  });
}

// What is left of them to tell how far a line may be off is six, which is the least for which `tFor` is right.
export const leastWeeks = 8;
export const leastOfAWeek = 50;
export const leastHits = 40;

type Week = { readonly week: string; readonly at: number; readonly of: number; readonly rate: number };

/** A line through the rates of weeks. */
type Line = {
  readonly weeks: readonly Week[];
  readonly slope: number;
  readonly deviation: number;
  /** The rate by the line, so many weeks after the first. */
  rateAt(at: number): number;
};

const weekMs = 7 * 86_400_000;

/** What people did in each week that has enough texts, the first week first. */
export const weeksOfMeasure = (totals: readonly WeekdayTotals[], measure: TrendMeasure) =>
  weeksOf(cellsOf(totals, measure));

const weeksOf = (cells: readonly Cell[]) =>
  sumByWeek(cells)
    .filter((one) => one.of >= leastOfAWeek)
    .sort((one, other) => (one.week < other.week ? -1 : 1));

const sumByWeek = (cells: readonly Cell[]) =>
  [...Map.groupBy(cells, (cell) => cell.week)].map(([week, of]) => ({
    week,
    of: sum(of, (cell) => cell.of),
    hits: sum(of, (cell) => cell.hits),
  }));

const weeksBetween = (first: string, week: string): number =>
  Math.round((Date.parse(week) - Date.parse(first)) / weekMs);

/** Null where there are too few weeks, or people, to draw one. */
function lineOf(cells: readonly Cell[]): Line | null {
  const told = weeksOf(cells);
  const [first] = told;
  if (first === undefined || told.length < leastWeeks) return null;
  if (sum(told, (one) => one.hits) < leastHits) return null;
  const weeks = told.map(({ week, of, hits }) => ({
    ...{ week, of, rate: hits / of },
    at: weeksBetween(first.week, week),
  }));
  return fit(weeks);
}

export const sum = <T>(all: readonly T[], pick: (one: T) => number): number =>
  all.reduce((total, one) => total + pick(one), 0);

/**
 * Least squares, weeks with more people weighing more. How far the line may be off is told by how far weeks lie from it, and not by the number
 * of people alone: weeks differ by what was offered in them far more than by chance. Where large weeks are the restless ones the usual
 * deviation is too small, so the larger of it and of one that supposes nothing of the kind (MacKinnon and White's HC3) counts.
 */
function fit(weeks: readonly Week[]): Line {
  const weight = sum(weeks, (one) => one.of);
  const meanAt = sum(weeks, (one) => one.of * one.at) / weight;
  const meanRate = sum(weeks, (one) => one.of * one.rate) / weight;
  const spread = sum(weeks, (one) => one.of * (one.at - meanAt) ** 2);
  const slope = sum(weeks, (one) => one.of * (one.at - meanAt) * one.rate) / spread;
  const rateAt = (at: number) => meanRate + slope * (at - meanAt);
  const usual = sum(weeks, (one) => one.of * (one.rate - rateAt(one.at)) ** 2) / (weeks.length - 2) / spread;
  const robust =
    sum(weeks, (one) => {
      const leverage = one.of * (1 / weight + (one.at - meanAt) ** 2 / spread);
      return (
        ((one.of * (one.at - meanAt) * (one.rate - rateAt(one.at))) / (1 - Math.min(0.95, leverage))) ** 2
      );
    }) /
    spread ** 2;
  return { weeks, slope, deviation: Math.sqrt(Math.max(usual, robust)), rateAt };
}

export type Trend = {
  readonly measure: TrendMeasure;
  readonly verdict: 'rising' | 'falling' | 'no_trend_seen' | 'too_few';
  readonly weeks: number;
  /** What a week adds to the share; null where there are too few. */
  readonly perWeek: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly sentence: string;
};

/** Months that stand out are told of by themselves; a December in the line would hide where the other weeks are going. */
export function trendOf(totals: readonly WeekdayTotals[], measure: TrendMeasure): Trend {
  const months = monthsThatStandOut(totals, measure).map(({ when }) => when);
  const line = lineOf(cellsOf(totals, measure).filter(({ month }) => !months.includes(month)));
  return line === null ? tooFewWeeks(measure) : readLine(line, measure, months);
}

function readLine(line: Line, measure: TrendMeasure, without: readonly string[]): Trend {
  const { weeks, slope } = line;
  const half = tFor(trendMeasures.length, weeks.length - 2) * line.deviation;
  const perWeek = { value: slope, low: slope - half, high: slope + half };
  const verdict = perWeek.low > 0 ? 'rising' : perWeek.high < 0 ? 'falling' : 'no_trend_seen';
  const last = weeks.at(-1)?.at ?? 0;
  const sentence = sentenceOf(verdict, {
    weeks: weeks.length,
    ends: [percent(line.rateAt(0)), percent(line.rateAt(last))],
    bounds: [points(perWeek.low * last), points(perWeek.high * last)],
  });
  const more = without.length === 0 ? '' : ` That is without ${without.join(', ')}, which stands out.`;
  return { measure, verdict, weeks: weeks.length, perWeek, sentence: `${sentence}${more}` };
}

type Said = {
  readonly weeks: number;
  readonly ends: readonly [from: string, to: string];
  readonly bounds: readonly [least: string, most: string];
};

function sentenceOf(verdict: 'rising' | 'falling' | 'no_trend_seen', { weeks, ends, bounds }: Said): string {
  const [from, to] = ends;
  const [least, most] = bounds;
  if (verdict === 'rising')
    return `Rises over ${weeks} weeks, by the line through them from ${from} to ${to}; it could be ${least} to ${most} points.`;
  if (verdict === 'falling')
    return `Falls over ${weeks} weeks, by the line through them from ${from} to ${to}; it could be ${least} to ${most} points.`;
  return `No trend seen over ${weeks} weeks; in all of them it could be from ${least} to ${most} points.`;
}

const tooFewWeeks = (measure: TrendMeasure): Trend => ({
  ...{ measure, verdict: 'too_few', weeks: 0, perWeek: null },
  sentence: `Too few to see a trend: it takes ${leastWeeks} whole weeks with ${leastOfAWeek} texts each, and ${leastHits} people who did it.`,
});

/** A day of the week, or a month, that stands out. */
export type StandsOut = {
  readonly measure: TrendMeasure;
  /** 1 to 7 from Monday on, or `YYYY-MM`. */
  readonly when: string;
  readonly verdict: 'higher' | 'lower';
  readonly sentence: string;
};

const dayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/**
 * Days of the week on which more people, or fewer, did it than on the other days of the same weeks: what was offered in a week is
 * the same for all of its days. A week with texts on one day alone says nothing of days.
 */
export function weekdaysThatStandOut(totals: readonly WeekdayTotals[], measure: TrendMeasure): StandsOut[] {
  const compared = [...Map.groupBy(cellsOf(totals, measure), (cell) => cell.week).values()]
    .filter((cells) => cells.length > 1)
    .flatMap((cells) => {
      const of = sum(cells, (cell) => cell.of);
      const rate = sum(cells, (cell) => cell.hits) / of;
      return cells.map((cell) => ({
        ...cell,
        expected: cell.of * rate,
        variance: cell.of * rate * (1 - rate) * (1 - cell.of / of),
      }));
    })
    .filter(({ variance }) => variance > 0);
  const z = zFor(7 * trendMeasures.length);
  return [...Map.groupBy(compared, (cell) => cell.weekday)].flatMap(([weekday, cells]): StandsOut[] => {
    const expected = sum(cells, (cell) => cell.expected);
    if (cells.length < leastWeeks || expected < leastHits) return [];
    const ratio = sum(cells, (cell) => cell.hits) / expected;
    // By itself a day of one week may lie far off, as for an offer of that day: the deviation is that between weeks, if it is the larger.
    const scatter =
      sum(cells, (cell) => (cell.hits - ratio * cell.expected) ** 2) * (cells.length / (cells.length - 1));
    const ofPeople = sum(cells, (cell) => cell.variance);
    const half = (z * Math.sqrt(Math.max(scatter, ofPeople))) / expected;
    if (Math.abs(ratio - 1) <= half) return [];
    const verdict = ratio > 1 ? 'higher' : 'lower';
    const day = dayNames[weekday - 1] ?? '';
    const bounds = `${times(ratio - half)} to ${times(ratio + half)} times`;
    const sentence =
      verdict === 'higher'
        ? `${day} are higher than the other days of the same weeks: ${bounds} what those weeks had on average.`
        : `${day} are lower than the other days of the same weeks: ${bounds} what those weeks had on average.`;
    return [{ measure, when: String(weekday), verdict, sentence }];
  });
}

/** Months that lie off the line through all weeks by more than chance. */
export function monthsThatStandOut(totals: readonly WeekdayTotals[], measure: TrendMeasure): StandsOut[] {
  const cells = cellsOf(totals, measure);
  const months = [...new Set(cells.map(({ month }) => month))].sort();
  return months.flatMap((month): StandsOut[] => {
    // The line is of the other months: a month that stands out would draw it to itself.
    const line = lineOf(cells.filter((cell) => cell.month !== month));
    const own = cells.filter((cell) => cell.month === month);
    if (line === null || own.length === 0) return [];
    return readMonth(line, { month, cells: own, asked: months.length, measure });
  });
}

type Month = {
  readonly month: string;
  readonly cells: readonly Cell[];
  readonly asked: number;
  readonly measure: TrendMeasure;
};

function readMonth(line: Line, { month, cells, asked, measure }: Month): StandsOut[] {
  const first = line.weeks[0]?.week ?? '';
  const weeks = sumByWeek(cells).map((one) => ({ ...one, at: weeksBetween(first, one.week) }));
  const of = sum(weeks, (one) => one.of);
  // One week is an offer, and no month.
  if (weeks.length < 3 || of < 3 * leastOfAWeek) return [];
  const rate = sum(weeks, (one) => one.hits) / of;
  const byLine = sum(weeks, (one) => one.of * line.rateAt(one.at)) / of;
  const free = line.weeks.length - 2;
  const scatter = sum(line.weeks, (one) => (one.rate - line.rateAt(one.at)) ** 2) / free;
  const at = sum(weeks, (one) => one.of * one.at) / of;
  const middle = sum(line.weeks, (one) => one.of * one.at) / sum(line.weeks, (one) => one.of);
  const ofLine = scatter / line.weeks.length + ((at - middle) * line.deviation) ** 2;
  const half =
    tFor(asked * trendMeasures.length, free) *
    Math.sqrt(scatter * sum(weeks, (one) => (one.of / of) ** 2) + ofLine);
  if (Math.abs(rate - byLine) <= half) return [];
  const verdict = rate > byLine ? 'higher' : 'lower';
  const [here, there] = [percent(rate), percent(byLine)];
  const sentence =
    verdict === 'higher'
      ? `${month} is higher than the other months would have it: ${here}, where the line through them has ${there}.`
      : `${month} is lower than the other months would have it: ${here}, where the line through them has ${there}.`;
  return [{ measure, when: month, verdict, sentence }];
}

/** The month of most of its days: that of its Thursday. */
const monthOf = (week: string): string =>
  new Date(Date.parse(week) + 3 * 86_400_000).toISOString().slice(0, 7);
export const percent = (value: number): string => `${(Math.max(0, value) * 100).toFixed(1)} %`;
const times = (value: number): string => Math.max(0, value).toFixed(2);
export const points = (value: number): string => {
  const written = (Math.abs(value) * 100).toFixed(1);
  return `${value < 0 && Number(written) > 0 ? '−' : '+'}${written}`;
};
