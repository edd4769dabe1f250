import { useSyncExternalStore } from 'react';
import type { Attached } from './attach.tsx';

/** An answer that is being written: all that is sent with it, so that nothing leaves otherwise than it was shown. Beside it a note for colleagues. */
export type AnswerDraft = {
  readonly body: string;
  readonly media: readonly Attached[];
  readonly isLater: boolean;
  /** `2026-12-01T09:00` by the clock of the workspace; empty until an hour is chosen. */
  readonly later: string;
  readonly isUnlessReply: boolean;
  readonly note: string;
};

const atOnce = { isLater: false, later: '', isUnlessReply: true } as const;
const empty: AnswerDraft = { body: '', media: [], ...atOnce, note: '' };

// In the memory of the page: they stay while one looks elsewhere in the console, and whoever signs in next loads a page of their own.
const drafts = new Map<string, AnswerDraft>();
const listeners = new Set<() => void>();

export const findDraft = (conversationId: string): AnswerDraft => drafts.get(conversationId) ?? empty;

/** Also for a conversation that is no longer open: what was sent there, or uploaded, is done with all the same. */
export function changeDraft(conversationId: string, change: (now: AnswerDraft) => AnswerDraft): void {
  drafts.set(conversationId, change(findDraft(conversationId)));
  for (const tell of listeners) tell();
}

export const useDraft = (conversationId: string): AnswerDraft =>
  useSyncExternalStore(follow, () => findDraft(conversationId));

function follow(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** What was typed on after words that have been sent; all of it where they are not how it begins any more. */
export const restOf = (now: string, sent: string): string =>
  now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;

/** What is left once a draft has been sent as it stood then: what was typed, attached or chosen in the meantime. */
export function leftOf(now: AnswerDraft, sent: AnswerDraft): AnswerDraft {
  const isSameHour = now.isLater === sent.isLater && now.later === sent.later;
  return {
    ...now,
    body: restOf(now.body, sent.body),
    media: now.media.filter(({ id }) => sent.media.every((one) => one.id !== id)),
    ...(isSameHour ? atOnce : {}),
  };
}
