import { recordAudit, requireAccount, type Scope } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import { requireTraining } from '../desk/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import {
  findApprovalPolicy,
  findApprovalRequest,
  insertApproval,
  listApprovals,
  listAuthorAccounts,
} from './approval.queries.ts';
import {
  type Approval,
  type ApprovalRequest,
  type ApprovalSubject,
  type ApprovalVerdict,
  isKeptBack,
  type Standing,
  type StandingState,
  standingOf,
} from './approval.ts';
import { contentToApprove } from './approved-content.ts';
import { getCampaign, lockCampaign } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import type { PlanOf } from './hours/armed-plan.ts';
import { findLeader } from './take-test.ts';

export type ApprovalsOfCampaign = {
  readonly standing: Standing | null;
  readonly subject: ApprovalSubject | null;
  readonly approvals: readonly Approval[];
  readonly request: ApprovalRequest | null;
};

/** Where a campaign stands with those who must approve it; nothing to approve before it is checked. */
export async function readApprovals(ctx: Context, tx: Tx, id: string): Promise<ApprovalsOfCampaign> {
  return approvalsOf(ctx, tx, await getCampaign(tx, id));
}

/** The same of a campaign that has been read. */
export async function approvalsOf(ctx: Context, tx: Tx, campaign: Campaign): Promise<ApprovalsOfCampaign> {
  const approvals = await listApprovals(tx, campaign.id);
  const request = await findApprovalRequest(tx, campaign.id);
  const subject = await subjectOf(tx, campaign);
  if (!subject) return { standing: null, subject: null, approvals, request };
  const standing = standingOf(await findApprovalPolicy(tx), subject, approvals, ctx.clock.now());
  return { standing, subject, approvals, request };
}

export type Word = {
  readonly verdict: ApprovalVerdict;
  /** Of the content that they have looked at. */
  readonly contentHash: Buffer;
  readonly note: string | null;
};

/** Somebody who wrote none of it says yes or no, or what is wanted otherwise, to exactly what they have seen. */
export async function approveCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  word: Word,
  planOf: PlanOf,
): Promise<ApprovalsOfCampaign> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await lockCampaign(tx, id);
    const accountId = requireAccount(scope);
    await requireTraining(tx, scope, ctx.clock.now());
    if (word.verdict === 'changes_requested' && word.note === null)
      throw new Invalid(
        'approval.no_note',
        'Say what you want changed; its author has nothing else to go by.',
        [{ pointer: '/note', code: 'approval.no_note', detail: 'Say what you want changed.' }],
      );
    const subject = await requireSubject(tx, campaign);
    if (!subject.contentHash.equals(word.contentHash))
      throw new Conflict(
        'campaign.changed_meanwhile',
        'This is no longer what you looked at: somebody changed the campaign. Look at it again.',
      );
    if (subject.authors.has(accountId))
      throw new Forbidden(
        'approval.own_words',
        'You wrote some of this campaign, or made the key that it was written with. Somebody else must approve it.',
      );
    const { validHours } = await findApprovalPolicy(tx);
    const givenAt = ctx.clock.now();
    const expiresAt = new Date(givenAt.getTime() + validHours * 3_600_000);
    const { people } = subject;
    const content = await contentToApprove(tx, campaign, planOf);
    await insertApproval(tx, id, { ...word, people, accountId, givenAt, expiresAt, content });
    await recordAudit(tx, scope, {
      act: `campaign.${word.verdict}`,
      object: publicId('cmp', id),
      after: { content_sha256: word.contentHash.toString('hex'), people, note: word.note },
    });
    return readApprovals(ctx, tx, id);
  });
}

/**
 * Refuses a launch that somebody has still to approve, or has declined. `people` are those who would be texted now: by them it is asked
 * whether anybody must approve it, and by what the check found where that was more.
 */
export async function requireApproval(
  ctx: Context,
  tx: Tx,
  campaign: Campaign,
  launch: Pick<ApprovalSubject, 'people' | 'isUnattended'>,
): Promise<void> {
  const found = await subjectOf(tx, campaign);
  if (!found) return;
  const subject = { ...found, ...launch, whole: Math.max(found.people, found.whole ?? 0) };
  const [policy, approvals] = [await findApprovalPolicy(tx), await listApprovals(tx, campaign.id)];
  const standing = standingOf(policy, subject, approvals, ctx.clock.now());
  if (isKeptBack(standing))
    throw new Conflict(refusals[standing.state] ?? 'campaign.not_approved', standing.sentence);
}

const refusals: Partial<Readonly<Record<StandingState, string>>> = {
  declined: 'campaign.declined',
  changes_requested: 'campaign.changes_requested',
};

/** What there is to approve. One that is scheduled has not begun, and can still be approved or kept back. */
export async function requireSubject(tx: Tx, campaign: Campaign): Promise<ApprovalSubject> {
  const subject = await subjectOf(tx, campaign);
  if (subject && (campaign.status === 'checked' || campaign.status === 'scheduled')) return subject;
  throw new Conflict(
    'campaign.not_checked',
    'There is nothing to approve: the campaign is not checked, or has been launched.',
  );
}

async function subjectOf(tx: Tx, campaign: Campaign): Promise<ApprovalSubject | null> {
  const { contentHash, estimate, id, programId } = campaign;
  if (!contentHash || !estimate) return null;
  const { purpose } = await getProgram(tx, programId);
  const [people, whole] = [estimate.people, await countWhole(tx, campaign)];
  return { contentHash, people, whole, purpose, authors: await listAuthorAccounts(tx, id) };
}

/** How many people the whole goes to of which this is a part, as its check found them: eight small parts are one large campaign. */
export const countWhole = async (tx: Tx, campaign: Pick<Campaign, 'part'>): Promise<number> =>
  (await findLeader(tx, campaign))?.estimate?.people ?? 0;
