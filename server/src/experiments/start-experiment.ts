import { recordAudit, type Scope } from '../accounts/index.ts';
import { checkCampaign, type MediaOf, takeTest } from '../campaigns/index.ts';
import { findSchedule } from '../planning/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getExperiment } from './define-experiment.ts';
import { findExperiment, insertArm, listArms, moveExperiment, saveStart } from './experiment.queries.ts';
import { type Arm, type Experiment, partsOf, settleLanguages, type Variant } from './experiment.ts';
import { armPart, launchPart } from './launch-part.ts';
import { makePart } from './make-part.ts';

/**
 * Makes the arms and sends them. All are made and checked before the first is sent, so that what stands against one keeps
 * them all; asked again it goes on where it was: an arm that waits for an approval, or was mended, is sent then, and none
 * twice. The wait begins when all are out.
 */
export async function startExperiment(
  ctx: Context,
  scope: Scope,
  id: string,
  mediaOf: MediaOf,
): Promise<Experiment> {
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const { plan } = await makeArms(ctx, scope, id);
  for (const arm of await inShop((tx) => listArms(tx, id)))
    if (arm.status === 'draft') await checkCampaign(ctx, scope, arm.armId, undefined, mediaOf);
  let lastAt = ctx.clock.now();
  for (const arm of await inShop((tx) => listArms(tx, id))) {
    const startsAt = await sendArm(ctx, scope, arm, plan.variants[arm.place], mediaOf);
    if (startsAt > lastAt) lastAt = startsAt;
  }
  return inShop(async (tx) => {
    const experiment = await getExperiment(tx, id);
    if (experiment.startedAt) return experiment;
    const decidesAt = new Date(lastAt.getTime() + plan.waitMinutes * 60_000);
    await saveStart(tx, id, { startedAt: ctx.clock.now(), decidesAt });
    return getExperiment(tx, id);
  });
}

/** The campaign leads from now on and is not sent itself. Each arm is a copy for its part, with what differs. */
async function makeArms(ctx: Context, scope: Scope, id: string): Promise<Experiment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const experiment = await findExperiment(tx, id, 'for update');
    if (!experiment) return getExperiment(tx, id);
    if (experiment.state === 'running') return experiment;
    if (experiment.state !== 'draft')
      throw new Conflict(
        'experiment.over',
        'This experiment has been decided or stopped. Clone its campaign to try again.',
      );
    const root = await takeTest(ctx, tx, scope, id);
    // A language may have been written into the campaign since it was planned.
    const plan = settleLanguages(experiment.plan, root);
    const { arms } = partsOf(id, plan);
    for (const [place, variant] of plan.variants.entries()) {
      const part = arms[place];
      if (!part) continue;
      const change = changeOf(variant, `${root.name.slice(0, 150)} · ${variant.name}`);
      const arm = await makePart(ctx, tx, scope, id, change, part);
      await insertArm(tx, id, { round: 0, place, name: variant.name, armId: arm.id });
    }
    await moveExperiment(tx, id, ['draft'], 'running');
    await recordAudit(tx, scope, {
      act: 'experiment.started',
      object: publicId('cmp', id),
      before: { state: experiment.state },
      after: { state: 'running', arms: plan.variants.length, version: root.version },
    });
    return getExperiment(tx, id);
  });
}

export function changeOf({ body, texts, senderId }: Variant, name: string) {
  return {
    name,
    ...(body !== null && { body }),
    ...(texts && { texts }),
    ...(senderId !== null && { senderId }),
  };
}

/** Sends an arm, or arms it for the hour that it tries. Returns when it starts. */
export async function sendArm(
  ctx: Context,
  scope: Scope,
  arm: Arm,
  variant: Variant | undefined,
  mediaOf: MediaOf,
): Promise<Date> {
  const now = ctx.clock.now();
  if (arm.status === 'scheduled') {
    const armed = await ctx.db.tx(scope.workspaceId, (tx) => findSchedule(tx, arm.armId));
    return armed ? new Date(armed.told.lastAt) : now;
  }
  if (arm.status !== 'checked') return now;
  if (!variant?.local) {
    await launchPart(ctx, scope, arm.armId, mediaOf);
    return now;
  }
  const { startsAt, told } = await armPart(ctx, scope, arm.armId, mediaOf, variant.local);
  const last = new Date(told.lastAt);
  return last > startsAt ? last : startsAt;
}
