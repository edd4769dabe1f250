import type { CampaignTotals } from './benchmark.queries.ts';

/** Shares of 0 to 1; null where there is nobody to have done it, or no way to know. */
export type PlainShares = {
  readonly reached: number;
  readonly delivered: number | null;
  readonly clicked: number | null;
  readonly replied: number | null;
  readonly optedOut: number | null;
};

export type OtherCampaign = {
  readonly id: string;
  readonly name: string;
  readonly launchedAt: Date;
  readonly shares: PlainShares;
};

export type Benchmark = {
  readonly own: PlainShares | null;
  /** The one that was launched last before it. */
  readonly previous: OtherCampaign | null;
  /** The middle of all others; null where they are too few to have one. */
  readonly median: { readonly campaigns: number; readonly shares: PlainShares } | null;
};

// A share of fewer people says more of chance than of the campaign.
const leastReached = 20;
// Of two the middle is neither.
const leastCampaigns = 3;

/** A campaign beside the one before it, and beside the middle of all others. */
export function benchmarkOf(rows: readonly CampaignTotals[], id: string): Benchmark {
  const all = [...Map.groupBy(rows, (row) => row.id).values()].flatMap(joinArms);
  const own = all.find((one) => one.id === id);
  const others = all.filter((one) => one.id !== id && one.shares.reached >= leastReached);
  const before = others
    .filter(({ launchedAt }) => own !== undefined && launchedAt < own.launchedAt)
    .sort((one, other) => other.launchedAt.getTime() - one.launchedAt.getTime());
  return {
    own: own?.shares ?? null,
    previous: before[0] ?? null,
    median:
      others.length < leastCampaigns
        ? null
        : { campaigns: others.length, shares: medianShares(others.map(({ shares }) => shares)) },
  };
}

function joinArms(arms: readonly CampaignTotals[]): OtherCampaign[] {
  const [first] = arms;
  if (!first) return [];
  const sum = (of: (arm: CampaignTotals) => number) => arms.reduce((total, arm) => total + of(arm), 0);
  const reached = sum(({ delivered, unconfirmed }) => delivered + unconfirmed);
  const isCounted = arms.some(({ shortensLinks }) => shortensLinks);
  const shares = {
    reached,
    delivered: share(
      sum(({ delivered }) => delivered),
      sum(({ texts, unknown }) => texts - unknown),
    ),
    clicked: isCounted
      ? share(
          sum(({ clicked }) => clicked),
          reached,
        )
      : null,
    replied: share(
      sum(({ replied }) => replied),
      reached,
    ),
    optedOut: share(
      sum(({ optOuts }) => optOuts),
      reached,
    ),
  };
  return [{ id: first.id, name: first.name, launchedAt: first.launchedAt, shares }];
}

const share = (hits: number, of: number): number | null => (of > 0 ? Math.min(1, hits / of) : null);

const medianShares = (all: readonly PlainShares[]): PlainShares => ({
  reached: Math.round(median(all.map(({ reached }) => reached)) ?? 0),
  delivered: median(all.map(({ delivered }) => delivered)),
  clicked: median(all.map(({ clicked }) => clicked)),
  replied: median(all.map(({ replied }) => replied)),
  optedOut: median(all.map(({ optedOut }) => optedOut)),
});

/** Of those that are known; null where they are too few. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).toSorted((one, other) => one - other);
  if (known.length < leastCampaigns) return null;
  const middle = Math.floor(known.length / 2);
  const upper = known[middle] ?? 0;
  return known.length % 2 === 1 ? upper : ((known[middle - 1] ?? 0) + upper) / 2;
}
