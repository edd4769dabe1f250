import { createHash } from 'node:crypto';
import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countryOfNumber } from '@tidings/sms/countries';
import { Invalid } from '../platform/errors.ts';
import { reachRefusal } from './reach.ts';
import type { Sender } from './sender.queries.ts';

/**
 * A number of a pool, whether its carrier takes texts from it at the moment, and whether too few of its texts arrive (or it was
 * told to rest).
 */
export type PoolMember = {
  readonly sender: Sender;
  readonly isBlocked: boolean;
  readonly isUnwell?: boolean;
};

/** Numbers that stand for one another. */
export type SenderPool = {
  readonly id: string;
  readonly name: string;
  /** True where people hear from a number of their own area code, if the pool has one. */
  readonly isNear: boolean;
  readonly members: readonly PoolMember[];
};

const longestName = 120;
/** Carriers look askance at one sender's texts spread over very many numbers. */
export const mostMembers = 400;

export function checkPoolName(name: string): string {
  const checked = name.trim();
  if (checked !== '' && checked.length <= longestName && !checked.includes('\0')) return checked;
  const detail = `Give the pool a name of at most ${longestName} characters.`;
  throw new Invalid('pool.bad_name', detail, [{ pointer: '/name', code: 'pool.bad_name', detail }]);
}

/**
 * The number of the pool from which this person hears. The same each time while the pool stays as it is, without a note
 * for each person: every member draws a lot for the number, weighted by how fast it may send, and the best lot wins. A
 * member that leaves gives up its people and nobody else's; one that comes takes its share and no more. Numbers that
 * their carrier blocks, that cannot text where the person is, or that lack the papers for it, are passed over, unless all are; so is one whose texts do not arrive, while another can go. Null for a pool
 * without members.
 */
export function chooseFromPool(
  pool: Pick<SenderPool, 'isNear' | 'members'>,
  number: string,
  nowMs: number,
): Sender | null {
  const country = countryOfNumber(number);
  const open = pool.members.filter(
    ({ sender, isBlocked }) =>
      !isBlocked &&
      reachRefusal(sender, country) === null &&
      !(isAffected(sender.kind, country) && papersRefusal(sender, nowMs)),
  );
  const well = open.filter(({ isUnwell }) => !isUnwell);
  const able = well.length > 0 ? well : open.length > 0 ? open : pool.members;
  const near = pool.isNear ? able.filter(({ sender }) => isNear(sender.number, number)) : [];
  let best: { sender: Sender; lot: number } | null = null;
  for (const { sender } of near.length > 0 ? near : able) {
    const lot = drawLot(sender, number);
    if (best === null || lot > best.lot) best = { sender, lot };
  }
  return best?.sender ?? null;
}

// Weighted rendezvous hashing: −weight ÷ ln(u), u evenly from 0 to 1 by the hash of both numbers.
function drawLot(sender: Sender, number: string): number {
  const hash = createHash('sha256').update(`${sender.id} ${number}`).digest();
  const evenly = (hash.readUIntBE(0, 6) + 0.5) / 2 ** 48;
  return -sender.partsPerSecond / Math.log(evenly);
}

// +1 and three digits: where North American numbers say where they are from. Elsewhere numbers of a country are near.
const areaOf = (number: string) => (number.startsWith('+1') ? number.slice(0, 5) : number.slice(0, 3));
const isNear = (sender: string, number: string) =>
  sender.startsWith('+') && areaOf(sender) === areaOf(number);
