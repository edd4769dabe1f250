import { recordAudit, type Scope } from '../accounts/index.ts';
import { checkCampaign, getCampaign, type MediaOf } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Internal, Problem } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { sharesOfRound } from './bandit.ts';
import { countArms } from './count-arms.ts';
import {
  deleteArm,
  findExperiment,
  insertArm,
  listArms,
  moveExperiment,
  saveDecidesAt,
  saveRound,
} from './experiment.queries.ts';
import { type Arm, type Experiment, partsOf, roundsOf } from './experiment.ts';
import { judgeExperiment } from './judge-experiment.ts';
import { isForNobody } from './launch-part.ts';
import { makePart } from './make-part.ts';
import { isOneToCome } from './postpone.ts';
import { settleExperiment } from './settle-experiment.ts';
import { sendArm } from './start-experiment.ts';

/**
 * A bandit, round by round. When the wait of a round is over, its winner is named where there is one, and else the next round is
 * made, with more for whatever has done better; behind the last one it is decided like any other. A round that cannot go out yet,
 * for want of an approval or money, is tried again each minute.
 */
export async function goRound(
  ctx: Context,
  scope: Scope,
  { campaignId: id }: Experiment,
  mediaOf: MediaOf,
): Promise<void> {
  const now = ctx.clock.now();
  const isMade = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const experiment = await findExperiment(tx, id, 'for update');
    // The first round is sent by whoever starts it.
    if (experiment?.state !== 'running' || !experiment.startedAt) return false;
    if (experiment.decidesAt === null) return true;
    return experiment.decidesAt <= now && endRound(ctx, tx, scope, experiment);
  });
  if (isMade) await sendRound(ctx, scope, id, mediaOf);
}

/** True where another round was made. */
async function endRound(ctx: Context, tx: Tx, scope: Scope, experiment: Experiment): Promise<boolean> {
  const { campaignId: id, plan } = experiment;
  const arms = await listArms(tx, id);
  if (await isOneToCome(tx, experiment, arms)) return false;
  const counts = await countArms(
    tx,
    arms.map(({ armId }) => armId),
  );
  const verdict = judgeExperiment(experiment, arms, counts);
  const round = experiment.round + 1;
  const standing = verdict.kept.arms;
  if (verdict.winner !== null || round >= roundsOf(plan) || standing.length < 2) {
    await settleExperiment(ctx, tx, scope, { experiment, arms, verdict });
    return false;
  }
  const chances = plan.variants.map(
    (_, place) => standing.find((one) => one.place === place)?.chance ?? null,
  );
  const shares = sharesOfRound(chances, plan.bandit?.floor ?? 0);
  await makeRound(ctx, tx, scope, { experiment, arms, round, shares });
  return true;
}

async function makeRound(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  next: {
    readonly experiment: Experiment;
    readonly arms: readonly Arm[];
    readonly round: number;
    readonly shares: readonly number[];
  },
): Promise<void> {
  const { experiment, arms, round, shares } = next;
  const { campaignId: id, plan } = experiment;
  const { name: rootName } = await getCampaign(tx, id);
  for (const [place, part] of partsOf(id, plan, round, shares).arms.entries()) {
    // Copied from the round before: whoever has mended a variant has mended what goes on.
    const before = arms.findLast((arm) => arm.place === place);
    if (!part || !before) continue;
    const name = `${rootName.slice(0, 130)} · ${before.name} · round ${round + 1}`;
    const arm = await makePart(ctx, tx, scope, before.armId, { name }, part);
    await insertArm(tx, id, { round, place, name: before.name, armId: arm.id });
  }
  await saveRound(tx, id, round);
  await recordAudit(tx, scope, {
    act: 'experiment.round_made',
    object: publicId('cmp', id),
    after: { round: round + 1, shares: shares.map((one) => Math.round(one * 1_000) / 1_000) },
  });
}

async function sendRound(ctx: Context, scope: Scope, id: string, mediaOf: MediaOf): Promise<void> {
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const experiment = await inShop((tx) => findExperiment(tx, id));
  if (experiment?.state !== 'running') return;
  const { plan, round } = experiment;
  // One that was stopped by itself stays stopped, also where it had not been sent yet.
  const latest = async () =>
    (await inShop((tx) => listArms(tx, id))).filter((arm) => arm.round === round && arm.stoppedAt === null);
  try {
    for (const arm of await latest())
      if (arm.status === 'draft')
        await unlessForNobody(ctx, scope, id, arm, () =>
          checkCampaign(ctx, scope, arm.armId, undefined, mediaOf),
        );
    const starts: Date[] = [];
    for (const arm of await latest())
      await unlessForNobody(ctx, scope, id, arm, async () => {
        starts.push(await sendArm(ctx, scope, arm, plan.variants[arm.place], mediaOf));
      });
    // A round that has nobody for any variant is over at once.
    const waitMs = starts.length === 0 ? 0 : plan.waitMinutes * 60_000;
    const lastMs = Math.max(ctx.clock.now().getTime(), ...starts.map((at) => at.getTime()));
    await inShop((tx) => saveDecidesAt(tx, id, new Date(lastMs + waitMs)));
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Internal) throw error;
    await inShop((tx) => moveExperiment(tx, id, ['running'], 'running', error.message));
  }
}

/** A round of a few people may have nobody for a variant that does badly. */
async function unlessForNobody(
  ctx: Context,
  scope: Scope,
  id: string,
  arm: Arm,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isForNobody(error)) throw error;
    await ctx.db.tx(scope.workspaceId, (tx) => deleteArm(tx, id, arm.armId));
  }
}
