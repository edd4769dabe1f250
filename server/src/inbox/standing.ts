import { Conflict, Invalid } from '../platform/errors.ts';

export const conversationStates = ['open', 'pending', 'snoozed', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** Where a conversation stands: whose turn it is, who sees to it, and by when. */
export type Standing = {
  readonly state: ConversationState;
  /** The account of the colleague who sees to it. */
  readonly assigneeId: string | null;
  readonly snoozedUntil: Date | null;
  /** Since when the person waits for a person's answer; null while nobody does. */
  readonly waitsSince: Date | null;
  /** By when that answer is due; null where the business has promised itself nothing. */
  readonly dueAt: Date | null;
  readonly isOverdue: boolean;
  /** How often anybody has said something. */
  readonly turn: number;
  readonly lastAt: Date;
  readonly closedAt: Date | null;
  readonly awayToldAt: Date | null;
  readonly ratingAskedAt: Date | null;
  readonly rating: number | null;
  readonly ratedAt: Date | null;
};

/** A conversation that nobody is asked for yet: what a keyword has answered is over before anybody has looked. */
export const newStanding = (at: Date): Standing => ({
  ...{ state: 'closed', assigneeId: null, snoozedUntil: null, waitsSince: null, dueAt: null },
  ...{ isOverdue: false, turn: 0, lastAt: at, closedAt: at, awayToldAt: null },
  ...{ ratingAskedAt: null, rating: null, ratedAt: null },
});

const nobodyWaits = { waitsSince: null, dueAt: null, isOverdue: false } as const;

const later = (a: Date, b: Date) => (a > b ? a : b);

/** The person has written. Where that asks for a person of the business, it is open again, whatever it was. */
export function afterReply(
  standing: Standing,
  { at, asksForPerson, dueAt }: { at: Date; asksForPerson: boolean; dueAt: Date | null },
): Standing {
  const said = { ...standing, turn: standing.turn + 1, lastAt: later(standing.lastAt, at) };
  if (!asksForPerson) return said;
  const open = { ...said, state: 'open', snoozedUntil: null, closedAt: null } as const;
  // Whoever writes twice waits since the first time.
  return standing.waitsSince === null ? { ...open, waitsSince: at, dueAt, isOverdue: false } : open;
}

/** The person has left: there is nothing to answer any more. */
export const afterOptOut = (standing: Standing, at: Date): Standing => ({
  ...{ ...standing, ...nobodyWaits, state: 'closed', snoozedUntil: null },
  closedAt: standing.closedAt ?? at,
});

/** We have answered, and wait for the person. */
export const afterAnswer = (standing: Standing, at: Date): Standing => ({
  ...{ ...standing, ...nobodyWaits, state: 'pending', snoozedUntil: null, closedAt: null },
  ...{ turn: standing.turn + 1, lastAt: later(standing.lastAt, at) },
});

/** What they waited for is answered; for what they have written since then they wait on. */
export const waitAnew = (standing: Standing, since: Date, dueAt: Date | null): Standing => ({
  ...{ ...standing, waitsSince: since, dueAt, isOverdue: false },
});

export function close(standing: Standing, at: Date): Standing {
  if (standing.state === 'closed')
    throw new Conflict('conversation.closed_already', 'This conversation is closed already.');
  return { ...standing, ...nobodyWaits, state: 'closed', snoozedUntil: null, closedAt: at };
}

export function reopen(standing: Standing): Standing {
  if (standing.state === 'open')
    throw new Conflict('conversation.open_already', 'This conversation is open already.');
  return { ...standing, state: 'open', snoozedUntil: null, closedAt: null };
}

const longestSnoozeDays = 366;
const dayMs = 86_400_000;

/** Out of sight until then, or until the person writes. The clock of the answer runs on: they are waiting all the same. */
export function snooze(standing: Standing, until: Date, now: Date): Standing {
  if (until <= now)
    throw new Invalid('conversation.snooze_past', 'Snooze it until an hour that is still to come.');
  if (until.getTime() - now.getTime() > longestSnoozeDays * dayMs)
    throw new Invalid('conversation.snooze_too_long', 'Snooze it for a year at the most.');
  return { ...standing, state: 'snoozed', snoozedUntil: until, closedAt: null };
}

export const wake = (standing: Standing): Standing => ({ ...standing, state: 'open', snoozedUntil: null });

/** Whoever answers says what they had read: where somebody has said something since, they read that first. */
export function refuseStale(standing: Standing, readTurn: number | null): void {
  if (readTurn === null || readTurn >= standing.turn) return;
  throw new Conflict(
    'conversation.moved_on',
    'Somebody has said something since you read this conversation. Read it again, and send your answer if it still fits.',
  );
}
