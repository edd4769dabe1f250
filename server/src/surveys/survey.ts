import type { Question } from './question.ts';

export const surveyKinds = ['survey', 'poll', 'nps', 'review'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

export type SurveyContent = {
  readonly kind: SurveyKind;
  readonly name: string;
  readonly programId: string;
  /** Null leaves the number to us. */
  readonly senderId: string | null;
  /** Whoever sends it is asked; null where people are texted only. */
  readonly keywordId: string | null;
  /** What stands before the first question where people are texted; null where nobody is. */
  readonly invitation: string | null;
  readonly questions: readonly Question[];
  readonly thanks: string;
  /** Who has answered gets this tag. */
  readonly tag: string | null;
  readonly expiresHours: number;
  readonly remindHours: number | null;
  readonly reminders: number;
  readonly endsAt: Date | null;
  /** Whole answers in all; null for any number. */
  readonly most: number | null;
  readonly counts: 'first' | 'last';
  /** Nobody reads who said what; whose answers they were is forgotten when it is closed. */
  readonly isAnonymous: boolean;
};

export type Survey = SurveyContent & {
  readonly id: string;
  readonly state: 'draft' | 'open' | 'closed';
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly closedAt: Date | null;
};

export type SessionState = 'queued' | 'asked' | 'done' | 'expired' | 'handed' | 'refused';

/** One person and one survey. */
export type Session = {
  readonly id: number;
  readonly surveyId: string;
  readonly number: string;
  readonly contactId: number | null;
  readonly state: SessionState;
  /** The place of the question that is open. */
  readonly question: number;
  /** Answers to it that nobody could read. */
  readonly tries: number;
  readonly reminded: number;
  readonly startedAt: Date;
  readonly expiresAt: Date | null;
};

/** Why nobody can answer it at this hour; null where people can. */
export function closedBecause(
  { state, endsAt }: Pick<Survey, 'state' | 'endsAt'>,
  now: Date,
): 'not_yet' | 'over' | null {
  if (state === 'draft') return 'not_yet';
  return state === 'closed' || (endsAt !== null && endsAt <= now) ? 'over' : null;
}

const hourMs = 3_600_000;

/** When a session that was asked something at `now` is due next: for a reminder, or for its end. */
export function dueAfter(
  { remindHours, reminders, expiresHours }: Pick<Survey, 'remindHours' | 'reminders' | 'expiresHours'>,
  { reminded, startedAt }: Pick<Session, 'reminded' | 'startedAt'>,
  now: Date,
): { readonly dueAt: Date; readonly expiresAt: Date } {
  const expiresAt = new Date(startedAt.getTime() + expiresHours * hourMs);
  const remindAt =
    remindHours === null || reminded >= reminders ? null : new Date(now.getTime() + remindHours * hourMs);
  return { dueAt: remindAt !== null && remindAt < expiresAt ? remindAt : expiresAt, expiresAt };
}

/** Begins with the brand, once. */
export const inNameOf = (brandName: string, words: string): string =>
  words.toLowerCase().includes(brandName.toLowerCase()) ? words : `${brandName}: ${words}`;
