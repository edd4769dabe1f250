import { Conflict, Invalid } from '../../platform/errors.ts';
import type { CaseKindName, Severity } from './terms.ts';

/** `waiting`: for somebody outside. The day by which it is due does not move for that. */
export const caseStatuses = ['open', 'waiting', 'closed'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseDecisions = [
  'upheld',
  'partly_upheld',
  'not_upheld',
  'settled',
  'withdrawn',
  'answered',
] as const;
export type CaseDecision = (typeof caseDecisions)[number];

export type CaseFile = {
  readonly id: string;
  readonly kind: CaseKindName;
  readonly severity: Severity;
  readonly status: CaseStatus;
  readonly title: string;
  /** In E.164; the pseudonym once the person is erased. */
  readonly number: string | null;
  readonly campaignId: string | null;
  readonly replyId: number | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly dueSource: string;
  /** The account of a member. */
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly decision: CaseDecision | null;
  readonly remedy: string | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
};

export type CaseNote = {
  readonly at: Date;
  readonly by: string;
  readonly kind: 'opened' | 'note' | 'changed' | 'reply' | 'closed' | 'reopened';
  readonly body: string;
};

export const isOverdue = ({ status, dueAt }: Pick<CaseFile, 'status' | 'dueAt'>, now: Date): boolean =>
  status !== 'closed' && now > dueAt;

export function refuseClosed({ status }: Pick<CaseFile, 'status'>): void {
  if (status !== 'closed') return;
  throw new Conflict(
    'case.closed',
    'This case is closed. Reopen it, with a reason, before anything is changed.',
  );
}

export function refuseOpen({ status }: Pick<CaseFile, 'status'>): void {
  if (status === 'closed') return;
  throw new Conflict('case.not_closed', 'This case is not closed, so there is nothing to reopen.');
}

/** Words that somebody has to have written: not blank. */
export function wordsOf(text: string, code: string, sentence: string): string {
  const words = text.trim();
  if (words !== '') return words;
  throw new Invalid(code, sentence);
}

/** Another day needs to say where it comes from: else nobody could tell a term of law from a wish. */
export function refuseUnexplainedDay(
  dueAt: Date | undefined,
  source: string | undefined,
  receivedAt: Date,
): void {
  if ((dueAt === undefined) !== (source === undefined))
    throw new Invalid(
      'case.due_source',
      'A day of its own says where it comes from, such as “letter of the authority of 3 November”: give due_at and due_source together.',
    );
  if (dueAt !== undefined && dueAt < receivedAt)
    throw new Invalid('case.due_before_received', 'A case cannot be due before it was received.');
}
