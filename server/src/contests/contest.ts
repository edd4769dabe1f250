export type ContestState = 'draft' | 'open' | 'closed' | 'drawn' | 'cancelled';

export type ContestContent = {
  readonly name: string;
  readonly programId: string;
  readonly senderId: string | null;
  /** Whoever sends it enters; null where the form is the only way. */
  readonly keywordId: string | null;
  readonly prize: string;
  /** The official rules, shown at the contest's own page. */
  readonly rules: string;
  /** Null for the usual words. */
  readonly enteredBody: string | null;
  readonly wonBody: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly entries: 'once' | 'daily';
  readonly leastAge: number | null;
  /** Such as `US-TX`; null for everywhere. */
  readonly regions: readonly string[] | null;
  readonly winners: number;
  readonly alternates: number;
  readonly claimHours: number;
  /** Whence the number comes that nobody here can know before; said when people begin to enter. */
  readonly beaconSource: string | null;
};

export type Contest = ContestContent & {
  readonly id: string;
  readonly state: ContestState;
  readonly seedHash: string | null;
  readonly entriesHash: string | null;
  /** Told with the draw. */
  readonly seed: string | null;
  readonly beacon: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly drawnAt: Date | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

export type EntryWay = 'keyword' | 'form' | 'hand';

export type Entry = {
  readonly id: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly period: string;
  readonly way: EntryWay;
  readonly person: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly region: string | null;
  readonly state: 'asked' | 'entered' | 'refused';
  readonly reason: string | null;
  readonly enteredAt: Date;
};

/** Why nobody can enter at this hour; null where people can. */
export function closedBecause(
  { state, startsAt, endsAt }: Pick<Contest, 'state' | 'startsAt' | 'endsAt'>,
  now: Date,
): 'not_yet' | 'over' | null {
  if (state === 'draft' || (state === 'open' && now < startsAt)) return 'not_yet';
  return state !== 'open' || now >= endsAt ? 'over' : null;
}

export type Eligibility = { readonly state: Entry['state']; readonly reason: string | null };

/**
 * Whether an entry counts. Where somebody lives is asked by the form; of a text it is what is on file, and who is nowhere on file enters and
 * shows it when they win, as the rules say. Who has not said how old they are is asked before the entry counts.
 */
export function eligibilityOf(
  { leastAge, regions }: Pick<Contest, 'leastAge' | 'regions'>,
  { region, isOldEnough }: { readonly region: string | null; readonly isOldEnough: boolean | null },
): Eligibility {
  if (regions !== null && region !== null && !regions.includes(region))
    return { state: 'refused', reason: 'region' };
  if (leastAge === null || isOldEnough === true) return { state: 'entered', reason: null };
  return isOldEnough === false ? { state: 'refused', reason: 'age' } : { state: 'asked', reason: null };
}

/** The day there, such as 2026-11-24, where people may enter once a day; else the same for all. */
export const periodOf = ({ entries }: Pick<Contest, 'entries'>, timeZone: string, at: Date): string =>
  entries === 'daily' ? at.toLocaleDateString('en-CA', { timeZone }) : '';

export const inNameOf = (brandName: string, words: string): string =>
  words.toLowerCase().includes(brandName.toLowerCase()) ? words : `${brandName}: ${words}`;
