import { countOf } from '../platform/count-of.ts';
import type { ApprovedContent } from './approved-content.ts';
import { mostAround } from './most-around.ts';

/** When a workspace wants campaigns approved. */
export type ApprovalPolicy = {
  /** How many people beside the authors; 0 where nobody need approve anything but emergencies. */
  readonly needed: number;
  /** Only campaigns to more people than this; null for all. */
  readonly overPeople: number | null;
  /** Only campaigns of these purposes; null for all. */
  readonly purposes: readonly string[] | null;
  readonly validHours: number;
};

export const usualPolicy: ApprovalPolicy = { needed: 0, overPeople: null, purposes: null, validHours: 72 };

export const approvalVerdicts = ['approved', 'declined', 'changes_requested'] as const;
export type ApprovalVerdict = (typeof approvalVerdicts)[number];

/** What an author says to those who are to approve exactly this. */
export type ApprovalRequest = {
  readonly contentHash: Buffer;
  readonly note: string;
  /** Whoever asked, by name. */
  readonly by: string;
  readonly askedAt: Date;
};

/** What somebody said of a campaign as it stood then. */
export type Approval = {
  readonly contentHash: Buffer;
  readonly people: number;
  readonly verdict: ApprovalVerdict;
  readonly accountId: string;
  readonly by: string;
  readonly note: string | null;
  readonly givenAt: Date;
  readonly expiresAt: Date;
  /** What it looked like; null of what was said before that was kept. */
  readonly content: ApprovedContent | null;
};

/** What is to be approved: these words, for so many people. */
export type ApprovalSubject = {
  readonly contentHash: Buffer;
  readonly people: number;
  /** Of a part of an experiment, how many the whole of it goes to: the policy asks by the larger of the two. */
  readonly whole?: number;
  /** Nobody is there to confirm a number, so an approval covers some more people than it was given for. */
  readonly isUnattended?: boolean;
  readonly purpose: string;
  /** Accounts of everybody who wrote any of it. */
  readonly authors: ReadonlySet<string>;
};

export const standingStates = ['not_needed', 'waiting', 'approved', 'declined', 'changes_requested'] as const;
export type StandingState = (typeof standingStates)[number];

export type Standing = {
  readonly needed: number;
  readonly given: number;
  readonly state: StandingState;
  readonly sentence: string;
};

/** Before a check there is nothing to say yes to. */
export const notChecked = {
  state: 'not_checked',
  sentence: 'Check the campaign first: what is approved is what was checked.',
  needed: 0,
  given: 0,
} as const;

/** Whether nothing of it leaves until somebody has said another word. */
export const isKeptBack = ({ state }: { readonly state: string }): boolean =>
  state === 'waiting' || state === 'declined' || state === 'changes_requested';

/** An emergency passes hours and caps, so two people answer for it: whoever wrote it and one more. */
export function neededFor(
  policy: ApprovalPolicy,
  { people, whole = 0, purpose }: Pick<ApprovalSubject, 'people' | 'whole' | 'purpose'>,
): number {
  const isAsked =
    (policy.overPeople === null || Math.max(people, whole) > policy.overPeople) &&
    (policy.purposes === null || policy.purposes.includes(purpose));
  const asked = isAsked ? policy.needed : 0;
  return purpose === 'emergency' ? Math.max(1, asked) : asked;
}

/** Whether texts to so many people for this purpose must not leave without somebody else having approved them. */
export const isApprovalNeeded = (
  policy: ApprovalPolicy,
  about: Pick<ApprovalSubject, 'people' | 'purpose'>,
): boolean => neededFor(policy, about) > 0;

/**
 * Where a campaign stands. An approval counts for the very words and the very number of people that it was given for (some more
 * where nobody is there to confirm it), until it expires, and not from an author. The last word of each person counts; one that
 * declines it, or wants it otherwise, keeps it back.
 */
export function standingOf(
  policy: ApprovalPolicy,
  subject: ApprovalSubject,
  approvals: readonly Approval[],
  now: Date,
): Standing {
  const needed = neededFor(policy, subject);
  const lastWords = new Map<string, Approval>();
  const ofTheseWords = approvals.filter(({ contentHash }) => contentHash.equals(subject.contentHash));
  for (const approval of ofTheseWords)
    if (isForSoMany(approval, subject)) lastWords.set(approval.accountId, approval);
  const words = [...lastWords.values()].filter(({ accountId }) => !subject.authors.has(accountId));
  const given = words.filter(({ verdict, expiresAt }) => verdict === 'approved' && expiresAt > now).length;
  const declined = words.find(({ verdict }) => verdict === 'declined');
  if (declined)
    return {
      needed,
      given,
      state: 'declined',
      sentence: `${declined.by} has declined it${declined.note ? `: ${declined.note}` : ''}. Change it, or have them approve it after all.`,
    };
  const asker = words.find(({ verdict }) => verdict === 'changes_requested');
  if (asker)
    return {
      needed,
      given,
      state: 'changes_requested',
      sentence: `${asker.by} wants it changed${asker.note ? `: ${asker.note.replace(/[.\s]+$/, '')}` : ''}. Change it and check it again.`,
    };
  if (needed === 0) return { needed, given, state: 'not_needed', sentence: 'Nobody need approve it.' };
  if (given >= needed)
    return { needed, given, state: 'approved', sentence: 'It is approved and can be launched.' };
  const missing = needed - given;
  const who = missing === 1 ? 'one more person' : `${missing} more people`;
  return {
    needed,
    given,
    state: 'waiting',
    sentence: `It needs the approval of ${who} who wrote none of it. ${whyNot(ofTheseWords, subject)}`,
  };
}

function isForSoMany(approval: Approval, { people, isUnattended = false }: ApprovalSubject): boolean {
  if (!isUnattended) return people === approval.people;
  // Whoever said no to these words said no to more people, too.
  return approval.verdict !== 'approved' || people <= mostAround(approval.people);
}

function whyNot(ofTheseWords: readonly Approval[], subject: ApprovalSubject): string {
  const other = ofTheseWords.findLast(
    (one) => one.verdict === 'approved' && !subject.authors.has(one.accountId) && !isForSoMany(one, subject),
  );
  return other
    ? `It was approved for ${countOf(other.people, 'person', 'people')}, and ${subject.people} would get it now.`
    : 'Any change makes earlier approvals void.';
}
