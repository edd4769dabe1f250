import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../accounts/index.ts';
import {
  checkCampaign,
  cloneWithin,
  finishCampaign,
  getCampaign,
  launchCampaign,
  type MediaOf,
  readWall,
  stopCampaign,
  wallOf,
  writeWall,
} from '../campaigns/index.ts';
import { armCampaign } from '../planning/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Internal, Problem } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { findHold } from '../platform/installation.queries.ts';
import { countArms, strandsOf } from './count-arms.ts';
import {
  findExperiment,
  listArms,
  listOpenExperiments,
  saveArmStop,
  saveExperimentState,
  saveRest,
} from './experiment.queries.ts';
import { type Arm, type Experiment, partsOf } from './experiment.ts';
import { goRound } from './go-round.ts';
import { judgeExperiment } from './judge-experiment.ts';
import { settleExperiment } from './settle-experiment.ts';
import { armsToStop } from './statistics/judge-arms.ts';

/** Looks after every experiment: stops arms that drive people away, decides when the wait is over, and sends the winner on. */
export async function tendExperiments(ctx: Context, mediaOf: MediaOf): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const { hold, open } = await ctx.db.tx(workspaceId, async (tx) => ({
      hold: (await findHold(tx)).hold,
      open: await listOpenExperiments(tx),
    }));
    if (hold) continue;
    for (const experiment of open)
      await tend(ctx, systemScope(workspaceId, 'experiments'), experiment, mediaOf).catch((error: Error) =>
        ctx.log.warn(
          { campaign: experiment.campaignId, err: error },
          'An experiment could not be looked after.',
        ),
      );
  }
}

async function tend(ctx: Context, scope: Scope, experiment: Experiment, mediaOf: MediaOf): Promise<void> {
  const { campaignId: id } = experiment;
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const { status } = await inShop((tx) => getCampaign(tx, id));
  if (status === 'stopped')
    return inShop((tx) => saveExperimentState(tx, id, 'stopped', 'Somebody has stopped it.'));
  if (experiment.state === 'running') await guard(ctx, scope, experiment);
  if (experiment.state === 'running')
    await (experiment.plan.bandit ? goRound : decide)(ctx, scope, experiment, mediaOf);
  const now = await inShop((tx) => findExperiment(tx, id));
  if (now?.state === 'deciding') await sendRest(ctx, scope, now, mediaOf);
  if (now?.state === 'ended') await finishWhenAllAre(ctx, scope, now);
}

async function guard(ctx: Context, scope: Scope, { campaignId: id }: Experiment): Promise<void> {
  const strands = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const arms = await listArms(tx, id);
    const counts = await countArms(
      tx,
      arms.map(({ armId }) => armId),
    );
    return strandsOf(arms, counts).filter(({ stoppedAt }) => stoppedAt === null);
  });
  const optOuts = strands.map(({ counts: { texts, optOuts: hits } }) => ({
    tries: texts,
    hits: Math.min(texts, hits),
  }));
  for (const at of armsToStop(optOuts)) {
    const [strand, left] = [strands[at], optOuts[at]];
    if (!strand || !left) continue;
    const sentence = `Stopped by itself: ${left.hits} of ${left.tries} people left, at least twice the share of the other arms.`;
    for (const arm of strand.arms) await stopArm(ctx, scope, id, arm, sentence);
  }
}

async function stopArm(ctx: Context, scope: Scope, id: string, arm: Arm, sentence: string): Promise<void> {
  if (arm.status === 'sending' || arm.status === 'paused') await stopCampaign(ctx, scope, arm.armId);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await saveArmStop(tx, id, arm.place, { at: ctx.clock.now(), sentence });
    await recordAudit(tx, scope, {
      act: 'experiment.arm_stopped',
      object: publicId('cmp', id),
      after: { arm: publicId('cmp', arm.armId), name: arm.name, why: sentence },
    });
  });
}

/** The one look. Nothing is decided before the wait is over, whoever is ahead. */
async function decide(ctx: Context, scope: Scope, { campaignId: id }: Experiment): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const experiment = await findExperiment(tx, id, 'for update');
    const now = ctx.clock.now();
    if (experiment?.state !== 'running' || !experiment.decidesAt || experiment.decidesAt > now) return;
    const arms = await listArms(tx, id);
    const counts = await countArms(
      tx,
      arms.map(({ armId }) => armId),
    );
    await settleExperiment(ctx, tx, scope, {
      experiment,
      arms,
      verdict: judgeExperiment(experiment, arms, counts),
    });
  });
}

/**
 * Sends what was chosen to everybody who was in no arm. It is a campaign like any other, so what stands against it, such as
 * an approval that is missing, keeps it back and is said; it is tried again with every round.
 */
async function sendRest(ctx: Context, scope: Scope, experiment: Experiment, mediaOf: MediaOf): Promise<void> {
  const { campaignId: id, plan } = experiment;
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  try {
    const restId = experiment.restId ?? (await inShop((tx) => makeRest(ctx, tx, scope, experiment)));
    if (restId === null) return;
    let { status } = await inShop((tx) => getCampaign(tx, restId));
    if (status === 'draft')
      status = (await checkCampaign(ctx, scope, restId, undefined, mediaOf)).campaign.status;
    const local = plan.variants[experiment.winner ?? 0]?.local ?? null;
    if (status === 'checked' && local === null) await launchCampaign(ctx, scope, restId, {});
    else if (status === 'checked') await armRest(ctx, scope, restId, local ?? '');
    await inShop((tx) => saveExperimentState(tx, id, 'ended'));
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Internal) throw error;
    // Nobody is left for it: that is an end, too.
    const isOver = error.code === 'audience.nobody';
    await inShop((tx) => saveExperimentState(tx, id, isOver ? 'ended' : 'deciding', error.message));
  }
}

async function makeRest(ctx: Context, tx: Tx, scope: Scope, before: Experiment): Promise<string | null> {
  const { campaignId: id } = before;
  const experiment = await findExperiment(tx, id, 'for update');
  if (experiment?.state !== 'deciding' || experiment.winner === null) return null;
  if (experiment.restId) return experiment.restId;
  const { plan } = experiment;
  const { name } = await getCampaign(tx, id);
  const arms = await listArms(tx, id);
  const winner = arms.findLast(({ place }) => place === experiment.winner);
  const { rest: part } = partsOf(id, plan, arms.at(-1)?.round);
  if (!winner || !part) return null;
  // Copied from the arm and not from the plan: whoever mended an arm before it was sent has mended what goes to the rest.
  const rest = await cloneWithin(
    ctx,
    tx,
    scope,
    winner.armId,
    { name: `${name.slice(0, 150)} · the rest` },
    part,
  );
  await saveRest(tx, id, rest.id);
  return rest.id;
}

/** At the hour that has won, on the first day on which it is still to come for people. */
async function armRest(ctx: Context, scope: Scope, restId: string, local: string): Promise<void> {
  const won = readWall(local);
  const today = wallOf('UTC', ctx.clock.now()).day;
  await armCampaign(ctx, scope, restId, {
    local: { text: writeWall({ day: today, minute: won?.minute ?? 0 }), past: 'next_day' },
    ...{ recallMinutes: 0, spread: null, confirmCount: undefined, mostPeople: undefined },
  });
}

async function finishWhenAllAre(ctx: Context, scope: Scope, experiment: Experiment): Promise<void> {
  const { campaignId: id, restId } = experiment;
  const isOver = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const over = (status: string) => status === 'finished' || status === 'stopped';
    const arms = await listArms(tx, id);
    const rest = restId === null ? null : await getCampaign(tx, restId);
    return (
      arms.every(({ status, stoppedAt }) => over(status) || stoppedAt !== null) &&
      (rest === null || over(rest.status))
    );
  });
  if (isOver) await finishCampaign(ctx, scope.workspaceId, id);
}
