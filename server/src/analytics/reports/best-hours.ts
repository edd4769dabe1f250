import { type Rate, rateOf } from '../results/intervals.ts';
import type { SlotTotals } from './report.queries.ts';

export const slotMetrics = ['clicked', 'replied', 'opted_out'] as const;
export type SlotMetric = (typeof slotMetrics)[number];

export type Slot = {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly texts: number;
  /** Null where too few texts left in that hour to say anything. */
  readonly rate: Rate | null;
};

export type BestHours = {
  readonly slots: readonly Slot[];
  readonly all: Rate | null;
  /** The best hour of those that can be told apart from all the others together; null where none can. */
  readonly best: Slot | null;
};

/** Fewer texts than this in an hour of the week are not shown: chance would paint the map. */
export const leastTexts = 200;

const hitsOf = (one: SlotTotals, metric: SlotMetric): number =>
  metric === 'clicked' ? one.clicked : metric === 'replied' ? one.replied : one.optOuts;

/**
 * Hours of the week by what people did. The best one is only named where its interval lies wholly on the better side of all hours
 * together, at a width that holds for all hours that are looked at: of a hundred hours five are “better” by chance alone.
 */
export function bestHours(
  totals: readonly SlotTotals[],
  metric: SlotMetric,
  zOf: (questions: number) => number,
): BestHours {
  const shown = totals.filter((one) => one.texts >= leastTexts);
  const z = zOf(Math.max(1, shown.length));
  const sum = (pick: (one: SlotTotals) => number) => totals.reduce((total, one) => total + pick(one), 0);
  const all = rateOf(
    sum((one) => hitsOf(one, metric)),
    sum((one) => one.reached),
  );
  const slots = totals.map((one) => ({
    weekday: Math.floor(one.slot / 24) + 1,
    hour: one.slot % 24,
    texts: one.texts,
    rate: one.texts < leastTexts ? null : rateOf(Math.min(hitsOf(one, metric), one.reached), one.reached),
  }));
  const sign = metric === 'opted_out' ? -1 : 1;
  const better = shown.flatMap((one) => {
    const rate = rateOf(Math.min(hitsOf(one, metric), one.reached), one.reached, z);
    if (rate === null || all === null || shown.length < 2) return [];
    const isBetter = sign > 0 ? rate.low > all.value : rate.high < all.value;
    return isBetter ? [{ slot: one.slot, value: rate.value }] : [];
  });
  better.sort((a, b) => sign * (b.value - a.value) || a.slot - b.slot);
  const [first] = better;
  const best =
    first === undefined
      ? null
      : (slots.find((one) => (one.weekday - 1) * 24 + one.hour === first.slot) ?? null);
  return { slots, all, best };
}
