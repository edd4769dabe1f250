import type { Permission } from '../accounts/index.ts';
import { countOf } from '../platform/count-of.ts';
import { Conflict } from '../platform/errors.ts';

/** What can be done to everybody that a filter finds, and what whoever asks for it must be allowed. */
export const acts = {
  add_tag: 'contacts.write',
  remove_tag: 'contacts.write',
  add_to_list: 'contacts.write',
  remove_from_list: 'contacts.write',
  suppress: 'suppression.write',
  erase: 'requests.write',
} as const satisfies Record<string, Permission>;
export type Act = keyof typeof acts;

/**
 * `gathering`: people are being looked for. `ready`: they are found and counted, and wait for a word. `working` until it is
 * `done`, `stopped` or `failed`.
 */
export const statuses = ['gathering', 'ready', 'working', 'done', 'stopped', 'failed'] as const;
export type Status = (typeof statuses)[number];

/** Who is meant: these people, those that a search finds, or those whom a rule chooses. */
export type Whom =
  | { readonly kind: 'contacts'; readonly ids: readonly number[] }
  | {
      readonly kind: 'search';
      readonly search: string | null;
      readonly listId: string | null;
      readonly tag: string | null;
    }
  /** A segment rule as JSON. */
  | { readonly kind: 'rule'; readonly rule: unknown };

export type Details = {
  readonly tag?: string;
  readonly listId?: string;
  readonly reason?: string;
  readonly note?: string;
  /** Of a suppression; null for every brand there is and every one to come. */
  readonly brandId?: string | null;
};

/** Why somebody was left as they are. */
export const refusals = {
  gone: 'They have been erased or removed meanwhile.',
  restricted: 'Their data is restricted: it is kept, and nothing is done with it.',
  legal_hold: 'A legal hold stands on their number: they have been opted out, and are kept.',
  open_request: 'They have asked for something about their data themselves: answer that first.',
} as const;
export type Refusal = keyof typeof refusals;

export type BulkChange = {
  readonly id: string;
  readonly act: Act;
  readonly details: Details;
  readonly whom: Whom | null;
  readonly status: Status;
  readonly beginsAtOnce: boolean;
  readonly found: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
  readonly problem: string | null;
  /** Who asked for it, as the audit names them. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly begunAt: Date | null;
  readonly endedAt: Date | null;
};

/** What came of some of the people. */
export type Outcome = Pick<BulkChange, 'changed' | 'unchanged' | 'refused'>;

export const isOver = ({ status }: Pick<BulkChange, 'status'>): boolean =>
  status === 'done' || status === 'stopped' || status === 'failed';

/** How many a transaction deals with: an erasure goes through every slice there is, a tag is one row. */
export const peopleAtOnce: Readonly<Record<Act, number>> = {
  add_tag: 2_000,
  remove_tag: 2_000,
  add_to_list: 2_000,
  remove_from_list: 2_000,
  suppress: 500,
  erase: 10,
};

/** Whoever begins it has seen a number, and it is done to so many or to nobody. */
export function refuseBegin(change: Pick<BulkChange, 'status' | 'found'>, people: number | undefined): void {
  if (change.status === 'gathering')
    throw new Conflict(
      'bulk_change.gathering',
      'The people are still being looked for. Begin once they are counted.',
    );
  if (isOver(change))
    throw new Conflict('bulk_change.over', `This is ${change.status} already. Ask for it anew.`);
  if (people !== undefined && people !== change.found)
    throw new Conflict(
      'bulk_change.other_count',
      `${countOf(change.found, 'person was', 'people were')} found, and ${people} were expected. Look again, and begin with ${change.found} if that is right.`,
    );
}

export const total = ({ refused }: Pick<BulkChange, 'refused'>): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

/** Whose turn has not come; nobody's any more once it is over. */
export const waiting = (change: BulkChange): number =>
  isOver(change) ? 0 : change.found - change.changed - change.unchanged - total(change);
