import { listBuyers } from '../conversions/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { countTexts } from './counts.queries.ts';
import type { Arm, ArmCounts } from './experiment.ts';

/** What came of the texts of these campaigns, and what they brought by the workspace's attribution. */
export async function countArms(tx: Tx, campaignIds: readonly string[]): Promise<Map<string, ArmCounts>> {
  const counted = await countTexts(tx, campaignIds);
  const arms = new Map<string, ArmCounts>();
  for (const [id, texts] of counted) {
    const buyers = await listBuyers(tx, id);
    arms.set(id, {
      ...texts,
      conversions: buyers.filter(({ conversions }) => conversions > 0).length,
      revenue: buyers.reduce((sum, { revenue }) => sum + revenue, 0),
      revenueSquares: buyers.reduce((sum, { revenue }) => sum + revenue * revenue, 0),
    });
  }
  return arms;
}

/** The campaigns of one variant: one, and in a bandit one of each round. */
export type Strand = {
  readonly place: number;
  readonly arms: readonly Arm[];
  /** Of all of them together. */
  readonly counts: ArmCounts;
  readonly stoppedAt: Date | null;
};

/** Variant by variant, in their order. */
export function strandsOf(arms: readonly Arm[], counts: ReadonlyMap<string, ArmCounts>): Strand[] {
  const groups = [...Map.groupBy(arms, ({ place }) => place)].sort(([one], [other]) => one - other);
  return groups.map(([place, own]) => ({
    place,
    arms: own,
    counts: own.reduce((sum, { armId }) => addCounts(sum, counts.get(armId) ?? noCounts), noCounts),
    stoppedAt: own.find(({ stoppedAt }) => stoppedAt !== null)?.stoppedAt ?? null,
  }));
}

const addCounts = (one: ArmCounts, other: ArmCounts): ArmCounts => ({
  texts: one.texts + other.texts,
  clicks: one.clicks + other.clicks,
  replies: one.replies + other.replies,
  optOuts: one.optOuts + other.optOuts,
  conversions: one.conversions + other.conversions,
  revenue: one.revenue + other.revenue,
  revenueSquares: one.revenueSquares + other.revenueSquares,
});

export const noCounts: ArmCounts = {
  ...{ texts: 0, clicks: 0, replies: 0, optOuts: 0 },
  ...{ conversions: 0, revenue: 0, revenueSquares: 0 },
};
