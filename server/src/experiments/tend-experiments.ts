import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../accounts/index.ts';
import {
  checkCampaign,
  finishCampaign,
  getCampaign,
  type MediaOf,
  readWall,
  stopCampaign,
  wallOf,
  writeWall,
} from '../campaigns/index.ts';
import { findSchedule } from '../planning/index.ts';
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
  moveExperiment,
  saveArmStop,
  saveRest,
} from './experiment.queries.ts';
import { type Arm, type Experiment, partsOf } from './experiment.ts';
import { goRound } from './go-round.ts';
import { judgeExperiment } from './judge-experiment.ts';
import { armPart, isForNobody, launchPart } from './launch-part.ts';
import { makePart } from './make-part.ts';
import { isOneToCome } from './postpone.ts';
import { settleExperiment } from './settle-experiment.ts';
import { armsToStop } from './statistics/judge-arms.ts';

/** Looks after every experiment: stops arms that drive people away, decides when the wait is over, and sends the winner on. */
export async function tendExperiments(ctx: Context, mediaOf: MediaOf): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    await tendAll(ctx, workspaceId, mediaOf).catch((error: Error) =>
      ctx.log.warn(
        { workspace: workspaceId, err: error },
        'The experiments of a workspace could not be read.',
      ),
    );
}

async function tendAll(ctx: Context, workspaceId: string, mediaOf: MediaOf): Promise<void> {
  const { hold, open } = await ctx.db.tx(workspaceId, async (tx) => ({
    hold: (await findHold(tx)).hold,
    open: await listOpenExperiments(tx),
  }));
  if (hold) return;
  for (const experiment of open)
    await tend(ctx, systemScope(workspaceId, 'experiments'), experiment, mediaOf).catch((error: Error) =>
      ctx.log.warn(
        { campaign: experiment.campaignId, err: error },
        'An experiment could not be looked after.',
      ),
    );
}

const open = ['running', 'deciding', 'held'] as const;

async function tend(ctx: Context, scope: Scope, experiment: Experiment, mediaOf: MediaOf): Promise<void> {
  const { campaignId: id } = experiment;
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const { status } = await inShop((tx) => getCampaign(tx, id));
  if (status === 'stopped')
    return inShop((tx) => moveExperiment(tx, id, open, 'stopped', 'Somebody has stopped it.'));
  // Nothing of it goes on: no decision, no round, no rest. Whoever pauses it this very moment is heard by the launch.
  if (status === 'paused') return;
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
  // Also one that waits for its hour or an approval: nobody is to get it afterwards.
  await stopCampaign(ctx, scope, arm.armId);
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
    if (await isOneToCome(tx, experiment, arms)) return;
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
    if (status === 'checked' && local === null) await launchPart(ctx, scope, restId, mediaOf);
    else if (status === 'checked')
      await armPart(ctx, scope, restId, mediaOf, nextHour(local ?? '', ctx.clock.now()));
    await inShop((tx) => moveExperiment(tx, id, ['deciding'], 'ended'));
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Internal) throw error;
    // Nobody is left for it: that is an end, too.
    const state = isForNobody(error) ? 'ended' : 'deciding';
    await inShop((tx) => moveExperiment(tx, id, ['deciding'], state, error.message));
  }
}

async function makeRest(ctx: Context, tx: Tx, scope: Scope, before: Experiment): Promise<string | null> {
  const { campaignId: id } = before;
  const experiment = await findExperiment(tx, id, 'for update');
  if (experiment?.state !== 'deciding' || experiment.winner === null) return null;
  if (experiment.restId) return experiment.restId;
  const { plan } = experiment;
  const { name } = await getCampaign(tx, id);
  const winner = (await listArms(tx, id)).findLast(({ place }) => place === experiment.winner);
  const { rest: part } = partsOf(id, plan, experiment.round);
  if (!winner || !part) return null;
  // Copied from the arm and not from the plan: whoever mended an arm before it was sent has mended what goes to the rest.
  const rest = await makePart(
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

/** The hour that has won, on the first day on which it is still to come for people. */
function nextHour(local: string, now: Date): string {
  return writeWall({ day: wallOf('UTC', now).day, minute: readWall(local)?.minute ?? 0 });
}

async function finishWhenAllAre(ctx: Context, scope: Scope, experiment: Experiment): Promise<void> {
  const { campaignId: id, restId } = experiment;
  const isOver = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const rest = restId === null ? null : await getCampaign(tx, restId);
    if (rest?.status === 'checked') await sendAgainAt(tx, experiment, rest.id);
    const statuses = [...(await listArms(tx, id)), ...(rest ? [rest] : [])].map(({ status }) => status);
    return statuses.every((status) => status === 'finished' || status === 'stopped');
  });
  if (isOver) await finishCampaign(ctx, scope.workspaceId, id);
}

/** A rest that could not start at its hour, for want of an approval, say, is armed for the next day; one that somebody took back is not. */
async function sendAgainAt(tx: Tx, { campaignId }: Experiment, restId: string): Promise<void> {
  const schedule = await findSchedule(tx, restId);
  if (schedule?.state !== 'failed') return;
  await moveExperiment(tx, campaignId, ['ended'], 'deciding', schedule.sentence);
}
