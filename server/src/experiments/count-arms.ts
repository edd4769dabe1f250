import { listBuyers } from '../conversions/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { countTexts } from './counts.queries.ts';
import type { ArmCounts } from './experiment.ts';

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

export const noCounts: ArmCounts = {
  ...{ texts: 0, clicks: 0, replies: 0, optOuts: 0 },
  ...{ conversions: 0, revenue: 0, revenueSquares: 0 },
};
