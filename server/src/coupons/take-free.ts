import type { Tx } from '../platform/db/pool.ts';
import type { CouponPool } from './coupon.ts';
import {
  findLastGiven,
  type Given,
  type Giving,
  holdPicked,
  holdWhereFree,
  listGiven,
  listUnfinishedLots,
  openPlaces,
  type Picked,
  type Places,
  pause,
  pickCodes,
  pickFree,
  restOfLot,
} from './holder.queries.ts';

export type Wanting = { readonly contactId: number; readonly messageId: number | null };

type Reach = {
  /** How far codes of the pool were picked. */
  readonly upTo: number;
  /** Ends of lots that were passed over, because whoever picked the beginning had not ended. */
  readonly leftovers: readonly Places[];
  /** When it was last found that there are none. */
  readonly foundDryAtMs: number;
};

/** A guess and nothing else, of whoever gives many: each batch would otherwise read past all codes that were given before it. */
export type CodeReach = Map<string, Reach>;

export const openCodeReach = (): CodeReach => new Map();

const nowhere: Reach = { upTo: 0, leftovers: [], foundDryAtMs: Number.NEGATIVE_INFINITY };

// More pools than one process gives codes of at a time; what is forgotten is looked for once more.
const mostPools = 1_000;

// Only what a failed transaction held comes back to a pool, and a text without a code waits longer than this.
const lookAgainAfterMs = 60_000;

// So many share a lot with others who take as few, and lock each place besides. A chunk would fill the table of locks with its places.
const few = 32;

// Whoever passes a lot over holds back for whoever gives of it to end, half a second in all, since whoever agreed is locked meanwhile: 10 ms, then 20 …
const mostPauses = 9;
const pauseStepMs = 10;

// As many as there may be chunks under way; what is forgotten is found when nothing else is left.
const mostLeftovers = 64;

type Taking = {
  readonly tx: Tx;
  readonly reach: CodeReach;
  readonly pool: Pick<CouponPool, 'id' | 'name'>;
  readonly at: Date;
  readonly isFew: boolean;
};

/** Codes of the pool for people who have none, as far as there are any. */
export async function takeFree(
  tx: Tx,
  reach: CodeReach,
  pool: Taking['pool'],
  people: readonly Wanting[],
  at: Date,
): Promise<readonly Given[]> {
  const taking = { tx, reach, pool, at, isFew: people.length <= few };
  const given: Given[] = [];
  const left = await takeNext(taking, people, given);
  if (left.length > 0 && !isLately(reachOf(taking).foundDryAtMs, at)) await takeGaps(taking, left, given);
  return given;
}

/** Behind those that were given; returns who got none. */
async function takeNext(
  taking: Taking,
  people: readonly Wanting[],
  given: Given[],
): Promise<readonly Wanting[]> {
  const { tx, reach, pool, at, isFew } = taking;
  let left = people;
  if (!reach.has(pool.id)) note(taking, { upTo: await findLastGiven(tx, pool.id) });
  while (left.length > 0) {
    const { upTo, leftovers } = reachOf(taking);
    const [leftover = null, ...others] = leftovers;
    note(taking, { leftovers: others });
    const codes = await pickCodes(tx, pool.id, { after: upTo, count: left.length, leftover, isFew });
    const last = codes.at(-1);
    if (!last) {
      if (leftover) note(taking, { leftovers: [...reachOf(taking).leftovers, leftover] });
      break;
    }
    // At once, so that whoever decides beside this one in the same process looks behind it.
    noteLeft(taking, { upTo, leftover }, codes);
    const held = await holdPicked(tx, pool.id, pair(codes, left), at, leftover);
    given.push(...held);
    left = without(held, left);
    // Another process has come this far or farther; what it left is found before the pool is called dry.
    if (held.length === 0) note(taking, { upTo: await findLastGiven(tx, pool.id) });
  }
  return left;
}

/** Remembers how far codes were picked, and what was passed over of the lots that others were giving from. */
function noteLeft(
  taking: Taking,
  { upTo, leftover }: { readonly upTo: number; readonly leftover: Places | null },
  codes: readonly Picked[],
): void {
  const ofLeftover = codes.filter(({ place }) => leftover !== null && place <= leftover.upTo);
  const next = codes[ofLeftover.length];
  const left: Places[] = [...reachOf(taking).leftovers];
  const reached = ofLeftover.at(-1)?.place;
  if (leftover && (reached === undefined || !next))
    left.push({ after: reached ?? leftover.after, upTo: leftover.upTo });
  const rest = restOfLot(upTo);
  if (next && upTo > 0 && rest.after < rest.upTo && next.place > rest.upTo) left.push(rest);
  note(taking, { upTo: codes.at(-1)?.place ?? 0, leftovers: left.slice(-mostLeftovers) });
}

/**
 * From the beginning, what nobody was given after all. Lots that others hold are waited for: whoever wants no more may leave free codes in
 * them, and ends soon. Whoever still wants some leaves none, so of two who wait for each other nobody misses a code; both give up in the end,
 * and no lock is waited for, which they would never get.
 */
async function takeGaps(taking: Taking, people: readonly Wanting[], given: Given[]): Promise<void> {
  const { tx, pool, isFew } = taking;
  let left = people;
  let places = reachOf(taking).leftovers;
  let isWhole = false;
  let pauses = 0;
  for (;;) {
    const opened = await openPlaces(tx, pool.id, places, isFew);
    const open = opened.filter(({ isOpen }) => isOpen);
    const before = left.length;
    const free = await pickFree(tx, pool.id, open, { count: left.length, isFew });
    left = await giveWhereFree(taking, free, left, given);
    if (left.length === 0) return;
    const closed = opened.filter(({ isOpen }) => !isOpen);
    if (closed.length > 0 && pauses < mostPauses) {
      pauses += 1;
      await pause(tx, pauses * pauseStepMs);
      places = closed;
      isWhole = false;
    } else if (isWhole && left.length === before) break;
    else {
      places = await listUnfinishedLots(tx, pool.id);
      isWhole = true;
    }
  }
  note(taking, { leftovers: [], foundDryAtMs: taking.at.getTime() });
}

/** Returns who got none and has none. */
async function giveWhereFree(
  { tx, pool, at }: Taking,
  codes: readonly Picked[],
  people: readonly Wanting[],
  given: Given[],
): Promise<readonly Wanting[]> {
  if (codes.length === 0) return people;
  const givings = pair(codes, people);
  const held = await holdWhereFree(tx, pool.id, givings, at);
  given.push(...held);
  const left = without(held, people);
  if (held.length === givings.length) return left;
  // Another transaction may have given the code meanwhile, or a code to this person.
  const had = await listGiven(
    tx,
    pool.name,
    left.map(({ contactId }) => contactId),
  );
  given.push(...had);
  return without(had, left);
}

function without(given: readonly Given[], people: readonly Wanting[]): readonly Wanting[] {
  const served = new Set(given.map(({ contactId }) => contactId));
  return people.filter(({ contactId }) => !served.has(contactId));
}

/** As many as there are of both. */
const pair = (codes: readonly Picked[], people: readonly Wanting[]): Giving[] =>
  codes.flatMap(({ place, code }, nth) => {
    const person = people[nth];
    return person ? [{ place, code, contactId: person.contactId, messageId: person.messageId }] : [];
  });

const isLately = (ms: number, at: Date) => at.getTime() >= ms && at.getTime() - ms < lookAgainAfterMs;

const reachOf = ({ reach, pool }: Pick<Taking, 'reach' | 'pool'>): Reach => reach.get(pool.id) ?? nowhere;

function note(taking: Taking, now: Partial<Reach>): void {
  const { reach, pool } = taking;
  const before = reachOf(taking);
  if (reach.size >= mostPools && !reach.has(pool.id)) reach.clear();
  reach.set(pool.id, { ...before, ...now, upTo: Math.max(before.upTo, now.upTo ?? 0) });
}
