import type { Tx } from '../../platform/db/pool.ts';
import { nothing } from '../results/campaign-results.ts';
import { type Compared, compare } from '../results/compare.ts';
import { type Rate, rateOf } from '../results/intervals.ts';
import { type Period, stepsOf } from './period.ts';
import {
  countMembers,
  type HourTotals,
  type SlotTotals,
  type Step,
  sumBySlot,
  sumCostBy,
  sumGrowth,
  sumRevenueBy,
  sumTexts,
  sumTextsBy,
} from './report.queries.ts';
import { readFoldStates } from './text-hour.queries.ts';

export type SeriesPoint = {
  readonly at: string;
  readonly totals: HourTotals;
  readonly revenue: string;
  readonly conversions: number;
  readonly cost: string;
  readonly joined: number;
  readonly left: number;
};
export type Weekday = {
  readonly weekday: number;
  readonly texts: number;
  readonly clicked: Rate | null;
  readonly optedOut: Rate | null;
};

export type Overview = {
  readonly period: Period;
  readonly step: Step;
  readonly countedAt: Date | null;
  readonly totals: HourTotals;
  readonly before: HourTotals;
  readonly changes: readonly Pick<Compared, 'measure' | 'verdict' | 'sentence'>[];
  readonly revenue: string;
  readonly conversions: number;
  readonly cost: string;
  readonly members: number;
  readonly series: readonly SeriesPoint[];
  readonly weekdays: readonly Weekday[];
};

const empty: HourTotals = {
  ...{
    texts: 0,
    parts: 0,
    delivered: 0,
    failed: 0,
    unconfirmed: 0,
    unknown: 0,
    clicked: 0,
    replied: 0,
    optOuts: 0,
  },
};

/** Everything of a stretch of days on one page, with as many days before it, and what is more than chance between them. */
export async function loadOverview(tx: Tx, period: Period, step: Step): Promise<Overview> {
  const { stretch, zone } = period;
  const [totals, before] = [await sumTexts(tx, stretch), await sumTexts(tx, period.before)];
  const texts = new Map((await sumTextsBy(tx, stretch, step, zone)).map(({ at, ...one }) => [at, one]));
  const money = new Map((await sumRevenueBy(tx, stretch, step, zone)).map((one) => [one.at, one]));
  const costs = new Map((await sumCostBy(tx, stretch, step, zone)).map((one) => [one.at, one.expected]));
  const growth = Map.groupBy(await sumGrowth(tx, stretch, step, zone), (one) => one.at);
  const series = stepsOf(period, step).map((at) => ({
    at,
    totals: texts.get(at) ?? empty,
    revenue: money.get(at)?.revenue ?? '0',
    conversions: money.get(at)?.conversions ?? 0,
    cost: costs.get(at) ?? '0',
    joined: (growth.get(at) ?? []).reduce((sum, one) => sum + one.joined, 0),
    left: (growth.get(at) ?? []).reduce((sum, one) => sum + one.left, 0),
  }));
  const folded = (await readFoldStates(tx)).map((one) => one.foldedAt.getTime());
  return {
    ...{ period, step, totals, before, series },
    countedAt: folded.length === 0 ? null : new Date(Math.max(...folded)),
    changes: changesOf(before, totals),
    revenue: addDecimals(series.map((one) => one.revenue)),
    conversions: series.reduce((sum, one) => sum + one.conversions, 0),
    cost: addDecimals(series.map((one) => one.cost)),
    members: await countMembers(tx),
    weekdays: weekdaysOf(await sumBySlot(tx, stretch)),
  };
}

/** Money is not asked: what people spent in the days after a text is put down to those days, and not to its readers. */
function changesOf(before: HourTotals, now: HourTotals) {
  const figuresOf = (one: HourTotals) => ({
    ...nothing,
    ...{ texts: one.texts, delivered: one.delivered, failed: one.failed, unconfirmed: one.unconfirmed },
    ...{ unknown: one.unknown, clickers: one.clicked, repliers: one.replied, optOuts: one.optOuts },
  });
  return compare(figuresOf(before), figuresOf(now))
    .filter(({ measure }) => measure !== 'bought' && measure !== 'revenue_per_person')
    .map(({ measure, verdict, sentence }) => ({ measure, verdict, sentence }));
}

export function weekdaysOf(slots: readonly SlotTotals[]): Weekday[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const own = slots.filter(({ slot }) => Math.floor(slot / 24) + 1 === weekday);
    const sum = (pick: (one: SlotTotals) => number) => own.reduce((total, one) => total + pick(one), 0);
    const reached = sum((one) => one.reached);
    return {
      ...{ weekday, texts: sum((one) => one.texts) },
      clicked: rateOf(
        Math.min(
          sum((one) => one.clicked),
          reached,
        ),
        reached,
      ),
      optedOut: rateOf(
        Math.min(
          sum((one) => one.optOuts),
          reached,
        ),
        reached,
      ),
    };
  });
}

/** Decimals of the database, of up to six places, added without rounding. */
export function addDecimals(texts: readonly string[]): string {
  const places = 6;
  const sum = texts.reduce((total, text) => {
    const [whole = '0', part = ''] = text.replace('-', '').split('.');
    const units = BigInt(whole) * 10n ** BigInt(places) + BigInt(part.slice(0, places).padEnd(places, '0'));
    return text.startsWith('-') ? total - units : total + units;
  }, 0n);
  const size = sum < 0n ? -sum : sum;
  const digits = String(size % 10n ** BigInt(places))
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${size / 10n ** BigInt(places)}${digits === '' ? '' : `.${digits}`}`;
}
