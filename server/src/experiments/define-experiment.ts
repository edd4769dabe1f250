import { recordAudit, type Scope } from '../accounts/index.ts';
import { getCampaign, readWall } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getSender } from '../senders/index.ts';
import { findExperiment, savePlan } from './experiment.queries.ts';
import { type Experiment, type Plan, refusePlan, settleLanguages } from './experiment.ts';

/** Says what is to be tried, of a campaign that has not been sent. Said anew it takes the place of what was said before. */
export async function defineExperiment(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: Plan,
): Promise<Experiment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, id);
    if (campaign.status !== 'draft' && campaign.status !== 'checked')
      throw new Conflict(
        'experiment.under_way',
        `This campaign is ${campaign.status}. An experiment is planned before anything is sent: clone it and plan it there.`,
      );
    if (campaign.part)
      throw new Conflict('experiment.is_arm', 'This campaign is an arm of an experiment itself.');
    const plan = settleLanguages(wish, campaign);
    refusePlan(plan);
    for (const { senderId, local } of plan.variants) {
      if (senderId !== null) await getSender(tx, senderId);
      if (local !== null && readWall(local) === null)
        throw new Invalid('schedule.bad_hour', 'Write the hour as clocks show it, such as 2026-12-01T10:00.');
    }
    const before = await findExperiment(tx, id);
    await savePlan(tx, id, plan, { by: scope.actor, at: ctx.clock.now() });
    await recordAudit(tx, scope, {
      act: 'experiment.planned',
      object: publicId('cmp', id),
      ...(before && { before: before.plan }),
      after: plan,
    });
    return getExperiment(tx, id);
  });
}

export async function getExperiment(
  tx: Parameters<typeof findExperiment>[0],
  id: string,
): Promise<Experiment> {
  const found = await findExperiment(tx, id);
  if (found) return found;
  throw new NotFound(
    'experiment.not_found',
    'This campaign is no experiment. Say with PUT what is to be tried.',
  );
}
