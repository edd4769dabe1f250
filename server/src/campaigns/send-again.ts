import { recordAudit, type Scope } from '../accounts/index.ts';
import { createSegmentWithin, freeSegmentName, segmentsOf } from '../audiences/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type Again, findFirst, listAgain, saveAgain } from './again.queries.ts';
import { type AgainTo, mayOverlap, nameOfAgain, nameOfGot, ruleOfAgain, ruleOfGot } from './again.ts';
import { getCampaign, lockCampaign, saveStatus } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import { type CampaignStatus, decideMove } from './campaign-states.ts';
import { cloneWithin } from './clone-campaign.ts';
import { updateWithin } from './create-campaign.ts';

/**
 * A draft that goes again to some people of a campaign that is done: those whom it did not reach, or who got it and did nothing.
 * They are a segment, so they are asked for anew at the check and at the launch. Of several in a row one is open at a time, and
 * each leaves out whoever got one before; one to the same people that was not sent is given up for the next, and one to others is told to
 * leave out whoever gets this one.
 */
export async function sendAgain(ctx: Context, scope: Scope, id: string, to: AgainTo): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    // Whoever goes again for one that went again goes again for the first.
    const first = await lockCampaign(tx, (await findFirst(tx, id)) ?? id);
    await refusePart(tx, first);
    refuseUndone(first, to);
    const earlier = await listAgain(tx, first.id);
    refuseOpen(earlier);
    const unsent = await lockUnsent(tx, earlier);
    const doesStay = ({ id }: Campaign) =>
      earlier.some((one) => one.id === id && one.to !== null && !mayOverlap(one.to, to));
    await giveUp(
      ctx,
      tx,
      scope,
      unsent.filter((one) => !doesStay(one)),
    );
    const segmentId = await segmentOf(ctx, tx, scope, { first, earlier, to });
    const made = await cloneWithin(ctx, tx, scope, first.id, {
      name: `${first.name.slice(0, longestName - marked.length)}${marked}`,
      include: { lists: [], tags: [], segments: [segmentId] },
      limit: null,
    });
    await saveAgain(tx, made.id, first.id, to);
    await leaveOut(ctx, tx, scope, made, unsent.filter(doesStay));
    await recordAudit(tx, scope, {
      act: 'campaign.sent_again',
      object: publicId('cmp', first.id),
      after: { to, campaign: publicId('cmp', made.id), segment: publicId('seg', segmentId) },
    });
    return made;
  });
}

const longestName = 200;
const marked = ' (again)';

type Family = {
  readonly first: Campaign;
  readonly earlier: readonly Again[];
  readonly to: AgainTo;
};

async function segmentOf(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  { first, earlier, to }: Family,
): Promise<string> {
  const rule = ruleOfAgain(
    to,
    first.id,
    earlier.map(({ id }) => id),
  );
  const name = await freeSegmentName(tx, nameOfAgain(to, first.name));
  return (await createSegmentWithin(ctx, tx, scope, { name, written: { rule } })).id;
}

/** A part that went again by itself would be beside what goes again for the whole, to the same people. */
async function refusePart(tx: Tx, { name, part }: Campaign): Promise<void> {
  if (part === null) return;
  const root = await getCampaign(tx, part.root);
  throw new Conflict(
    'campaign.is_part',
    `“${name}” is a part of the experiment “${root.name}” (${publicId('cmp', root.id)}). Send that again: it goes to those of all its parts.`,
  );
}

function refuseUndone({ status, name, shortensLinks }: Campaign, to: AgainTo): void {
  if (status !== 'finished' && status !== 'stopped')
    throw new Conflict(
      'campaign.not_done',
      `“${name}” is ${status}: whom it did not reach is known once it is finished or stopped.`,
    );
  if (to === 'not_clicked' && !shortensLinks)
    throw new Conflict(
      'campaign.no_clicks',
      `Nobody knows who clicked: the links of “${name}” were not shortened. Choose those who did not reply, or whom it did not reach.`,
    );
}

const isOver = (status: CampaignStatus) => status === 'finished' || status === 'stopped';
const isUnsent = (status: CampaignStatus) => status === 'draft' || status === 'checked';

async function lockUnsent(tx: Tx, earlier: readonly Again[]): Promise<Campaign[]> {
  const locked: Campaign[] = [];
  for (const { id } of earlier.filter(({ status }) => isUnsent(status)))
    locked.push(await lockCampaign(tx, id));
  // Somebody may have sent one since they were listed.
  refuseOpen(locked);
  return locked.filter(({ status }) => isUnsent(status));
}

/** Nobody has had it, and nobody gets it afterwards: two of them would go to the same people. */
async function giveUp(ctx: Context, tx: Tx, scope: Scope, unsent: readonly Campaign[]): Promise<void> {
  for (const { id, status } of unsent) {
    const next = decideMove(status, 'drop');
    await saveStatus(tx, id, next ?? status, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'campaign.given_up',
      object: publicId('cmp', id),
      before: { status },
      after: { status: next },
    });
  }
}

/**
 * Those that stay leave out whoever gets the new one: a text that had arrived by all that was known may be reported as failed days
 * later, and then the same person is of both.
 */
async function leaveOut(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  made: Campaign,
  staying: readonly Campaign[],
): Promise<void> {
  if (staying.length === 0) return;
  const name = await freeSegmentName(tx, nameOfGot(made.name));
  const got = await createSegmentWithin(ctx, tx, scope, { name, written: { rule: ruleOfGot(made.id) } });
  for (const one of staying) {
    const segments = [...segmentsOf(one.exclude), got.id];
    await updateWithin(tx, scope, one, { exclude: { ...one.exclude, segments } });
  }
}

/**
 * Refuses the launch of one that goes again, or its start as an experiment, while another of the same campaign is still leaving: who gets
 * that one is not known before it is done. The first one's row is the lock under which all that go again for it take turns.
 */
export async function refuseBesideOther(tx: Tx, id: string): Promise<void> {
  const first = await findFirst(tx, id);
  if (first === null) return;
  await lockCampaign(tx, first);
  const others = (await listAgain(tx, first)).filter((one) => one.id !== id);
  refuseOpen(others.filter(({ status }) => status !== 'scheduled'));
}

function refuseOpen(earlier: readonly Pick<Again, 'id' | 'name' | 'status'>[]): void {
  const open = earlier.find(({ status }) => !isOver(status) && !isUnsent(status));
  if (open === undefined) return;
  throw new Conflict(
    'campaign.again_open',
    `“${open.name}” (${publicId('cmp', open.id)}) goes to them again already and is ${open.status}. Let it end, stop it, or take it out of its schedule before there is another.`,
  );
}
