import type { Tx } from '../../platform/db/pool.ts';
import { type HourTotals, hourTotals } from '../reports/report.queries.ts';

export type CampaignTotals = HourTotals & {
  /** Of an arm: the campaign that leads its experiment. */
  readonly id: string;
  readonly name: string;
  readonly launchedAt: Date;
  /** Whether its links were shortened, without which no click is known. */
  readonly shortensLinks: boolean;
};

/** What each campaign of a stretch came to, from the counts by the hour; an experiment arm by arm. */
export async function sumTextsOfCampaigns(tx: Tx, from: Date): Promise<CampaignTotals[]> {
  const { rows } = await tx.query<CampaignTotals>({
    name: 'analytics_sum_texts_of_campaigns',
    text: `with t as (
        select campaign_id, ${hourTotals} from text_hour
        where workspace_id = $1 and hour >= $2 and campaign_id is not null group by 1
      )
      select r.id, r.name, coalesce(r.launched_at, c.launched_at) as "launchedAt", c.shortens_links as "shortensLinks",
        t.texts, t.parts, t.delivered, t.failed, t.unconfirmed, t.unknown, t.clicked, t.replied, t."optOuts"
      from t join campaign c on c.workspace_id = $1 and c.id = t.campaign_id
      join campaign r on r.workspace_id = $1 and r.id = coalesce((c.part->>'root')::uuid, c.id)
      where c.launched_at is not null`,
    values: [tx.workspaceId, from],
  });
  return rows;
}
