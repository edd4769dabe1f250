import type { Scope } from '../accounts/index.ts';
import { requireTraining } from '../desk/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { getCampaign, lockCampaign, saveStatus } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import { decideMove } from './campaign-states.ts';
import { loadContent } from './load-question.ts';
import { refuseBesideOther } from './send-again.ts';

/** Takes a checked campaign to lead an experiment: its arms are sent from now on, and it is not. */
export async function takeTest(ctx: Context, tx: Tx, scope: Scope, id: string): Promise<Campaign> {
  await refuseBesideOther(tx, id);
  const campaign = await lockCampaign(tx, id);
  const now = ctx.clock.now();
  await requireTraining(tx, scope, now);
  const status = decideMove(campaign.status, 'test') ?? campaign.status;
  const { contentHash } = await loadContent(ctx, tx, campaign, now);
  if (!campaign.contentHash?.equals(contentHash))
    throw new Conflict(
      'campaign.changed_since_check',
      'This is no longer what was checked: its program or a segment was changed. Check the campaign again.',
    );
  await saveStatus(tx, id, status);
  return getCampaign(tx, id);
}

/** The campaign that leads the experiment of which this is a part; null for whatever is no part of one. */
export const findLeader = async (tx: Tx, { part }: Pick<Campaign, 'part'>): Promise<Campaign | null> =>
  part && getCampaign(tx, part.root);

/**
 * A part of an experiment goes only while that is under way: afterwards its people may have had another text of it, and nothing
 * of what is paused leaves, whoever asks for it.
 */
export async function refuseOrphan(tx: Tx, campaign: Pick<Campaign, 'part'>): Promise<void> {
  const root = await findLeader(tx, campaign);
  if (root === null || root.status === 'testing') return;
  if (root.status === 'paused')
    throw new Conflict(
      'experiment.paused',
      `This is a part of the experiment “${root.name}”, which is paused. Resume that first.`,
    );
  throw new Conflict(
    'experiment.over',
    `This is an arm of the experiment “${root.name}”, which is ${root.status}.`,
  );
}
