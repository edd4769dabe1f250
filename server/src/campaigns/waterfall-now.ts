import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { joinCounts } from './audience-counts.ts';
import type { CampaignContent } from './campaign.ts';
import { loadContent } from './load-question.ts';
import { countStandings, type StandingQuestion } from './standing.queries.ts';
import { buildWaterfall, type WaterfallLine } from './waterfall.ts';

/** The waterfall of a campaign that was not launched yet, as it stands in this moment, and the question behind it. */
export async function waterfallNow(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  content: CampaignContent,
  now: Date,
): Promise<{ readonly lines: readonly WaterfallLine[]; readonly question: StandingQuestion }> {
  const { question, files } = await loadContent(ctx, tx, content, now);
  return { lines: buildWaterfall(joinCounts(files, await countStandings(tx, question))), question };
}
