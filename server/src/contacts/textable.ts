import type { Tx } from '../platform/db/pool.ts';
import { type EnoughRules, isEnough, loadEnoughRules } from './enough-consent.ts';
import { type Held, listHeldByNumbers, listSuppressedOf } from './textable.queries.ts';

/**
 * Whether any program may text a person, as far as what is on record says: `yes`, `weak` (they joined, and what is on record of that
 * is not enough for the program's texts), `pending` (they were asked to join, and their YES is awaited), `opted_out` or `no_consent`.
 * More is judged text by text.
 */
export const textables = ['yes', 'weak', 'pending', 'opted_out', 'no_consent'] as const;
export type Textable = (typeof textables)[number];

/** Of one person, by what they hold of each program; `isOut` where any brand may not text them at all. */
export function textableOf(rules: EnoughRules, held: readonly Held[], isOut: boolean): Textable {
  const joined = held.filter(isJoined);
  if (joined.some((one) => isEnough(rules, one))) return 'yes';
  if (joined.length > 0) return 'weak';
  if (held.some(({ status, isSuppressed }) => status === 'pending' && !isSuppressed)) return 'pending';
  return isOut || held.some(({ status }) => status === 'opted_out') ? 'opted_out' : 'no_consent';
}

export type TextableInFull = {
  readonly answer: Textable;
  /** The names of the programs that may text them. */
  readonly by: readonly string[];
};

/** The same, and by which programs. */
export function textableInFull(rules: EnoughRules, held: readonly Held[], isOut: boolean): TextableInFull {
  const by = held.filter((one) => isJoined(one) && isEnough(rules, one));
  return {
    answer: textableOf(rules, held, isOut),
    by: by.map(({ programName }) => programName).toSorted(),
  };
}

const isJoined = ({ status, isSuppressed }: Held) => status === 'opted_in' && !isSuppressed;

/** Of a page of people, by their numbers. */
export async function loadTextable(
  tx: Tx,
  numbers: readonly string[],
  now: Date,
): Promise<(number: string) => TextableInFull> {
  const held = Map.groupBy(await listHeldByNumbers(tx, numbers), ({ number }) => number);
  const out = new Set(await listSuppressedOf(tx, numbers));
  const rules = await loadEnoughRules(tx, now);
  return (number) => textableInFull(rules, held.get(number) ?? [], out.has(number));
}
