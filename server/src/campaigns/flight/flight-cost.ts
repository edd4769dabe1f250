import { type Money, type Price, priceOf, type TextKind, type Way } from '../../spending/index.ts';

/** People whose texts take as many parts to the same country; `isCertain` where nothing but an hour keeps them waiting. */
export type CostGroup = {
  readonly country: string | null;
  readonly parts: number;
  /** Left out for parts of texts. */
  readonly kind?: TextKind;
  readonly people: number;
  readonly isCertain: boolean;
};

export type FlightCost = {
  /** The cheapest and the dearest text, and what one costs on average: to the millionth, half of one upwards. */
  readonly perText: { readonly min: Money; readonly mean: Money; readonly max: Money };
  /** `min`: those only whom nothing but an hour keeps waiting. `max`: everybody who may get it, which is what a launch binds. */
  readonly total: { readonly min: Money; readonly max: Money };
};

/** What a campaign costs by the prices of today. Null when there is nobody to be texted. */
export function flightCost(
  prices: readonly Price[],
  way: Way,
  groups: readonly CostGroup[],
): FlightCost | null {
  const priced = groups
    .filter(({ people }) => people > 0)
    .map((group) => ({
      ...group,
      each: (priceOf(prices, way, group.country, group.kind) ?? 0n) * BigInt(group.parts),
    }));
  const [first] = priced;
  if (!first) return null;
  let [min, max, least, most, people] = [first.each, first.each, 0n, 0n, 0n];
  for (const group of priced) {
    if (group.each < min) min = group.each;
    if (group.each > max) max = group.each;
    const all = group.each * BigInt(group.people);
    most += all;
    people += BigInt(group.people);
    if (group.isCertain) least += all;
  }
  return {
    perText: { min, mean: (most * 2n + people) / (people * 2n), max },
    total: { min: least, max: most },
  };
}
