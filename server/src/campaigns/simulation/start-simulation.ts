import type { ProfileName } from '@tidings/carrier/without-port';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { getCampaign } from '../campaign.queries.ts';
import type { Campaign } from '../campaign.ts';
import { launchAheadOf, noPlanKnown, type PlanOf } from '../hours/armed-plan.ts';
import { loadContent } from '../load-question.ts';
import { readTemplate } from './copy-campaign.ts';
import { getSimulation, insertSimulation } from './simulation.queries.ts';
import type { Simulation } from './simulation.ts';

export const workSimulationTask = 'campaigns.work_simulation';

export type StartWish = {
  readonly launchAt: Date | undefined;
  readonly seed: number | undefined;
  readonly profile: ProfileName | undefined;
  readonly carrierPartsPerSecond: number | undefined;
};

/**
 * Asks for a simulation. What cannot be simulated is refused here, with a sentence: a campaign that has been launched, that
 * refers to what is no longer there, or whose words cannot be read, and a second simulation beside one under way.
 */
export async function startSimulation(
  ctx: Context,
  scope: Scope,
  campaignId: string,
  wish: StartWish,
  planOf: PlanOf = noPlanKnown,
): Promise<Simulation & { report: object | null }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, campaignId);
    refuseLaunched(campaign);
    const now = ctx.clock.now();
    const launch = await launchAheadOf(tx, campaign, planOf, { at: wish.launchAt, now });
    const loaded = await loadContent(ctx, tx, campaign, now);
    await readTemplate(ctx, tx, loaded, campaign.shortensLinks);
    const id = ctx.ids.uuid();
    const asked = {
      launchAt: launch.at,
      seed: wish.seed ?? Buffer.from(ctx.ids.token(4), 'base64url').readUInt32BE() >>> 1,
      profile: wish.profile ?? 'realistic',
      carrierPartsPerSecond: wish.carrierPartsPerSecond ?? null,
    };
    await insertSimulation(tx, id, campaignId, asked, { by: scope.actor, at: now });
    await enqueue(tx, workSimulationTask, { workspaceId: scope.workspaceId, simulationId: id }, { key: id });
    await recordAudit(tx, scope, {
      act: 'simulation.started',
      object: publicId('cmp', campaignId),
      after: { simulation: publicId('sim', id), ...asked, launchAt: asked.launchAt.toISOString() },
    });
    return getSimulation(tx, id);
  });
}

export function refuseLaunched({ status }: Pick<Campaign, 'status'>): void {
  if (status === 'draft' || status === 'checked' || status === 'scheduled') return;
  throw new Conflict(
    'campaign.already_launched',
    `This campaign was launched before and is ${status}: its own report tells what really becomes of everybody. Make a new one to simulate it again.`,
  );
}
