import type { Tx } from '../platform/db/pool.ts';
import { findLongestCode } from './code.queries.ts';
import { closedBecause, couponField, maskOf, oddMention, poolsIn, replaceCoupons } from './coupon.ts';
import { countCodes, findPoolByName } from './pool.queries.ts';

export type CouponProblem = {
  readonly code: string;
  readonly sentence: string;
  readonly position: number;
};

export type SampledCoupons = {
  /** Puts something as long as a code in the places of codes. */
  fill(body: string): string;
  readonly problems: readonly CouponProblem[];
  /** How many codes nobody has yet, by pool. */
  readonly left: ReadonlyMap<string, number>;
  /** The merge fields that stand for codes. */
  readonly fields: readonly string[];
};

const usualCode = 'XXXXXXXX';

/** How the words are counted before anybody has a code, and what stands in the way of giving codes in them. */
export async function withSampleCoupons(tx: Tx, body: string, at: Date): Promise<SampledCoupons> {
  const names = poolsIn(body);
  const odd = oddMention(body);
  const problems: CouponProblem[] = odd < 0 ? [] : [{ ...oddly, position: odd }];
  const samples = new Map<string, string>();
  const left = new Map<string, number>();
  for (const name of names) {
    const pool = await findPoolByName(tx, name);
    const position = body.search(new RegExp(`\\{\\{\\s*coupon\\.${name}\\b`));
    if (!pool) {
      const sentence = `There are no coupons called “${name}”: make them first, or mend the name.`;
      problems.push({ code: 'coupon.unknown_pool', sentence, position });
      continue;
    }
    const closed = closedBecause(pool, at);
    if (closed !== null) problems.push({ code: 'coupon.closed', sentence: closed, position });
    const counts = (await countCodes(tx, [pool.id])).get(pool.id);
    left.set(name, (counts?.codes ?? 0) - (counts?.given ?? 0));
    if (!counts) {
      const sentence = `The coupons “${name}” have no codes yet: add some.`;
      problems.push({ code: 'coupon.no_codes', sentence, position });
    }
    samples.set(name, maskOf((await findLongestCode(tx, pool.id)) ?? usualCode));
  }
  return {
    fill: (words) =>
      names.length === 0 ? words : replaceCoupons(words, (name) => samples.get(name) ?? usualCode),
    problems,
    left,
    fields: names.map(couponField),
  };
}

const oddly = {
  code: 'coupon.not_plain',
  sentence:
    'A code stands in a place of its own: write {{ coupon.name }}, without a filter, a fallback or a condition.',
};
