import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { buildCampaignRecord, type CampaignRecord } from './campaign-record.ts';
import { gatherCampaign } from './gather-campaign.ts';

/** Makes the record of a campaign, and says in the audit that it was asked for. NotFound where there is none. */
export async function makeCampaignRecord(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  id: string,
  format: 'json' | 'pdf',
): Promise<CampaignRecord> {
  const workspace = await getWorkspace(tx);
  const found = await gatherCampaign(tx, id, workspace.country);
  const record = buildCampaignRecord(found, { at: ctx.clock.now(), by: scope.actor, workspace });
  await recordAudit(tx, scope, {
    act: 'campaign_record.made',
    object: publicId('cmp', id),
    after: { format, holds: record.checks.every(({ holds }) => holds) },
  });
  return record;
}
