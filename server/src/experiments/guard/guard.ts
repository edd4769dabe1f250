import { wilson, zOfLevel } from '../../platform/statistics/interval.ts';
import { type Money, moneyOf, writeMoney } from '../../spending/index.ts';

/** How much of a campaign may go wrong before it is paused; shares in percent, null for what is not looked at. */
export type Bounds = {
  readonly failedPercent: number | null;
  readonly optOutPercent: number | null;
  readonly complaintPercent: number | null;
  readonly unknownPercent: number | null;
  /** Money that its texts have taken, as a decimal in the currency of the workspace; absent in guards of before there was this. */
  readonly mostSpent?: string | null;
};

/** What the trade takes for too much. */
export const usualBounds: Bounds = {
  failedPercent: 15,
  optOutPercent: 3,
  complaintPercent: 1,
  unknownPercent: 2,
  mostSpent: null,
};

export type GuardCounts = {
  /** Texts that left or were to: everything but what waits or was not allowed. */
  readonly tried: number;
  /** Texts of which it is known whether they arrived. */
  readonly settled: number;
  readonly failed: number;
  /** Taken by a carrier. */
  readonly taken: number;
  readonly optOuts: number;
  readonly complaints: number;
  readonly unknown: number;
  /** A decimal; absent where it was counted before money was. */
  readonly spent?: string;
  /** People whose text waits because another would pass the money that may be spent. */
  readonly heldForMoney?: number;
};

export type Guard = {
  readonly campaignId: string;
  readonly bounds: Bounds;
  readonly state: 'watching' | 'tripped' | 'over';
  readonly sentence: string | null;
  /** What had been counted when somebody let it go on: it is judged by what came after. */
  readonly since: GuardCounts;
  readonly counts: GuardCounts | null;
  readonly lookedAt: Date | null;
  readonly setBy: string;
  readonly setAt: Date;
};

export const nothingYet: GuardCounts = {
  ...{ tried: 0, settled: 0, failed: 0, taken: 0, optOuts: 0, complaints: 0, unknown: 0, spent: '0.00' },
};

// Two of ten failed texts say nothing. From so many on an interval says how much.
const leastTries = 20;
// One-sided 97.5 %: looked at every minute, for as long as a campaign takes.
const level = 0.95;

/** Why it has to pause; null while nothing is surely beyond its bound. What is judged are sizes as they are: few texts have to be much worse. */
export function judgeGuard(
  bounds: Bounds,
  counts: GuardCounts,
  since: GuardCounts = nothingYet,
): string | null {
  const of = (key: Exclude<keyof GuardCounts, 'spent' | 'heldForMoney'>) => counts[key] - since[key];
  const questions = [
    ['failed', of('failed'), of('settled'), bounds.failedPercent],
    ['led to an opt-out', of('optOuts'), of('taken'), bounds.optOutPercent],
    ['led to a complaint', of('complaints'), of('taken'), bounds.complaintPercent],
    ['may or may not have left', of('unknown'), of('tried'), bounds.unknownPercent],
  ] as const;
  for (const [what, hits, tries, most] of questions) {
    if (most === null || tries < leastTries) continue;
    const { low } = wilson(Math.min(hits, tries), tries, zOfLevel(level));
    if (low * 100 <= most) continue;
    return `${hits} of ${tries} texts ${what}: surely more than ${percent(low * 100)}, and ${percent(most)} is the most.`;
  }
  return judgeSpend(bounds, spentOf(counts) - spentOf(since), counts.heldForMoney ?? 0);
}

/** Money is no sample: what is spent is spent, however few texts it was. Dispatch lets no text pass it; what costs more came by a bill. */
function judgeSpend({ mostSpent = null }: Bounds, spent: Money, held: number): string | null {
  if (mostSpent === null) return null;
  const most = writeMoney(moneyOf(mostSpent));
  if (spent > moneyOf(mostSpent))
    return `Its texts have taken ${writeMoney(spent)}, and ${most} is the most.`;
  if (held === 0) return null;
  return `Its texts have taken ${writeMoney(spent)} of ${most}, and another would be more than that; people who wait: ${held}.`;
}

const spentOf = ({ spent }: GuardCounts): Money => moneyOf(spent ?? '0');

const percent = (value: number) => `${Math.round(value * 10) / 10} %`;
