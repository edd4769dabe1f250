import type { ConsentLevelName, DoNotCallKind } from '@tidings/policy/permission';
import type { JsonValue } from '../platform/canonical-json.ts';
import { Invalid } from '../platform/errors.ts';
import type { UnreachableReason } from './number-checks/number-check.ts';

/** `pending`: asked to join and has not said YES; nothing may be sent on it. */
export type ConsentStatus = 'pending' | 'opted_in' | 'opted_out';

/** Where a number stands in one program. A number that is absent never agreed to anything. */
export type Consent = {
  readonly status: ConsentStatus;
  /** The event that brought it there; the text that relies on it points at it. */
  readonly eventId: number;
  /** What that event is worth by law (consent-level.ts); null until it has been worked out. */
  readonly level: ConsentLevelName | null;
  /** When it ends; null where it does not. */
  readonly levelExpiresAt: Date | null;
  /** The brand may not text this number, whatever any program says. */
  readonly isSuppressed: boolean;
  /** What is on file about the number is kept and not used, by its owner's wish; absent while that is not so. */
  readonly isRestricted?: boolean;
  /** Since when marketing waits for a person to judge what this number wrote; absent or null while it does not. */
  readonly heldSince?: Date | null;
  /** Until when its owner wants no marketing; absent or null without such a wish. May lie in the past. */
  readonly pausedUntil?: Date | null;
  /** No text reaches the number, by what a source says, until then; null for good. Absent while nothing is said. */
  readonly unreachable?: { readonly reason: UnreachableReason; readonly until: Date | null };
  /** The number was given up after this consent, so it may be somebody else's. */
  readonly isReassigned?: boolean;
  /** The do-not-call lists on which the number stands; absent where it stands on none. */
  readonly doNotCall?: readonly DoNotCallKind[];
  /** The day of the oldest register of those at hand; absent while the federal one is not. */
  readonly registersAsOf?: Date;
};

/** `lifted`: a block that staff or a list had set is gone, which is no consent. */
export type ConsentEventType =
  | 'opt_in'
  | 'opt_out'
  | 'rejoin'
  | 'withdrawn'
  | 'doi_requested'
  | 'doi_confirmed'
  | 'expired'
  | 'erased'
  | 'lifted';

/** What proves the event: raw words, provider's message id, source page, who attested. Kept as it is given. */
export type Evidence = { readonly [key: string]: JsonValue | undefined };

/** An event before it has its place in the chain. */
export type ConsentEventDraft = {
  readonly number: string;
  readonly contactId: number | null;
  readonly brandId: string;
  /** Null when it concerns every program of the brand, as an opt-out does. */
  readonly programId: string | null;
  readonly type: ConsentEventType;
  /** How it came about: keyword, reply, web_form, paper, verbal, point_of_sale, api, import, console, carrier … */
  readonly method: string;
  /** When the person did it; `recorded_at` is when we wrote it down. */
  readonly occurredAt: Date;
  /** The exact words the person saw; null when nobody can say. */
  readonly wordsShown: string | null;
  readonly evidence: Evidence;
  /**
   * Where many events came from at once, such as a file and its columns: one object for all of them, kept once. The
   * event's own evidence is laid over it, and both together are what proves it.
   */
  readonly origin?: Evidence;
  readonly actor: string;
  readonly importId: string | null;
};

export type ConsentEvent = ConsentEventDraft & { readonly id: number; readonly recordedAt: Date };

export type Suppression = { readonly eventId: number; readonly isLifted: boolean };

/** A consent as it stands while its row is locked. */
export type HeldConsent = {
  readonly programId: string;
  readonly status: ConsentStatus;
  readonly eventId: number;
  /** When what the event tells happened. */
  readonly occurredAt: Date;
  readonly level: ConsentLevelName | null;
  readonly levelExpiresAt: Date | null;
};

export type OptOutDecision =
  | { kind: 'already_out'; eventId: number }
  | { kind: 'opt_out'; programIds: string[] };

/** A second STOP changes nothing and adds nothing to the ledger. */
export function decideOptOut(
  held: readonly HeldConsent[],
  suppression: Suppression | undefined,
): OptOutDecision {
  const programIds = held
    .filter((consent) => consent.status !== 'opted_out')
    .map((consent) => consent.programId);
  if (suppression && !suppression.isLifted && programIds.length === 0) {
    return { kind: 'already_out', eventId: suppression.eventId };
  }
  return { kind: 'opt_out', programIds };
}

export type GrantDecision = 'granted' | 'unchanged' | 'opted_out';

/**
 * What somebody else says about a person (a file, an API call) never overrides what the person said: only the person's
 * own START does (see rejoin.ts). Who is in already gets a second event only where that is worth more than the first.
 */
export function decideGrant(
  current: ConsentStatus | undefined,
  suppression: Suppression | undefined,
  isStronger = false,
): GrantDecision {
  if (suppression && !suppression.isLifted) return 'opted_out';
  if (current === 'opted_out') return 'opted_out';
  return current === 'opted_in' && !isStronger ? 'unchanged' : 'granted';
}

export type LedgerEntry = Pick<ConsentEvent, 'id' | 'type' | 'programId' | 'method' | 'occurredAt'>;

/**
 * What START gives back: the programs this number itself had joined, each with the event in which it did. A program it
 * never joined, from which its consent was withdrawn as unfounded, or which it left by itself and not by a STOP, stays
 * closed: START is no new consent. `entries` are the events of one number and one brand, oldest first.
 */
export function joinedPrograms(entries: readonly LedgerEntry[]): Map<string, number> {
  const joined = new Map<string, number>();
  for (const entry of entries) {
    if ((entry.type === 'opt_in' || entry.type === 'doi_confirmed') && entry.programId)
      joined.set(entry.programId, entry.id);
    if (entry.type === 'withdrawn' && entry.programId) joined.delete(entry.programId);
    if (entry.type === 'opt_out' && entry.programId && entry.method !== 'reply')
      joined.delete(entry.programId);
    if (entry.type === 'withdrawn' && !entry.programId) joined.clear();
  }
  return joined;
}

/**
 * Whether a START of that hour takes back how the program was left: only what came before it, and where the brand as a whole
 * is not blocked only what a STOP has closed.
 */
export function takesBack(
  entries: readonly LedgerEntry[],
  programId: string,
  { at, isBlocked }: { readonly at: Date; readonly isBlocked: boolean },
): boolean {
  const last = entries.findLast(
    (entry) => entry.type === 'opt_out' && (entry.programId === programId || entry.programId === null),
  );
  if (!last) return isBlocked;
  return last.occurredAt <= at && (isBlocked || last.method === 'reply');
}

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9999, 11, 31);

/** A draft that could not be proven later is refused before it enters the ledger. */
export function checkDraft(draft: ConsentEventDraft): void {
  if (draft.number.trim() === '' || draft.method.trim() === '' || draft.actor.trim() === '') {
    throw new Invalid(
      'consent.incomplete',
      'A consent event needs a number, the way it came about and who recorded it.',
    );
  }
  const at = draft.occurredAt.getTime();
  if (!(at >= earliest && at <= latest)) {
    throw new Invalid(
      'consent.bad_date',
      'A consent event needs the date on which it happened, between 1970 and 9999.',
    );
  }
}
