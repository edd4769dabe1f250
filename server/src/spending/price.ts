import type { Money } from './money.ts';

/** What is priced: parts of texts, and MMS, each of which is one. */
export type TextKind = 'sms' | 'mms';
export const textKinds: readonly TextKind[] = ['sms', 'mms'];

// Where nobody has said what an MMS costs. Carriers ask for two and a half to three times the price of a part; the dearer, so that no
// cap is passed.
const partsInPlaceOfMms = 3n;

/** What a part costs through a sender or a gateway, to a country; null stands for every one. */
export type Price = {
  /** Left out for parts of texts. */
  readonly kind?: TextKind;
  readonly senderId: string | null;
  readonly gatewayId: string | null;
  readonly country: string | null;
  /** Of what an operator asks on top (`att`, `verizon` …); left out for the price itself. */
  readonly carrier?: string | null;
  /** The first day on which it holds; left out for always. */
  readonly effectiveFrom?: string | null;
  readonly perPart: Money;
};

export type Way = { readonly senderId: string; readonly gatewayId: string };

/**
 * The closest price: of the sender before that of its gateway before that of all, and of the country before that of every
 * country. Null when the table has none, which a table with a price for everything cannot.
 */
export function priceOf(
  prices: readonly Price[],
  way: Way,
  country: string | null,
  kind: TextKind = 'sms',
): Money | null {
  return priceRangeOf(prices, way, country, kind)?.most ?? null;
}

export type PriceRange = { readonly least: Money; readonly most: Money };

/**
 * What one may cost: nobody knows beforehand which operator a number is with, so their fees make a range. Null when the table has no
 * price, which a table with a price for everything cannot.
 */
export function priceRangeOf(
  prices: readonly Price[],
  way: Way,
  country: string | null,
  kind: TextKind = 'sms',
): PriceRange | null {
  const base = closest(prices, way, country, kind, null);
  if (base === null) {
    const part = kind === 'mms' ? priceRangeOf(prices, way, country, 'sms') : null;
    return part && { least: part.least * partsInPlaceOfMms, most: part.most * partsInPlaceOfMms };
  }
  const operators = new Set(prices.flatMap(({ carrier }) => carrier ?? []));
  const fees = [...operators].flatMap((carrier) => closest(prices, way, country, kind, carrier) ?? []);
  return {
    least: base + fees.reduce((least, fee) => (fee < least ? fee : least), fees[0] ?? 0n),
    most: base + fees.reduce((most, fee) => (fee > most ? fee : most), 0n),
  };
}

function closest(
  prices: readonly Price[],
  way: Way,
  country: string | null,
  kind: TextKind,
  carrier: string | null,
): Money | null {
  let best: Price | null = null;
  for (const price of prices) {
    if ((price.kind ?? 'sms') !== kind || (price.carrier ?? null) !== carrier) continue;
    if (price.senderId !== null && price.senderId !== way.senderId) continue;
    if (price.gatewayId !== null && price.gatewayId !== way.gatewayId) continue;
    if (price.country !== null && price.country !== country) continue;
    if (best === null || isCloser(price, best)) best = price;
  }
  return best?.perPart ?? null;
}

/** Of two that are as close, the one that holds from a later day on. */
function isCloser(one: Price, other: Price): boolean {
  const difference = closeness(one) - closeness(other);
  return difference > 0 || (difference === 0 && (one.effectiveFrom ?? '') > (other.effectiveFrom ?? ''));
}

function closeness({ senderId, gatewayId, country }: Price): number {
  return (senderId === null ? 0 : 4) + (gatewayId === null ? 0 : 2) + (country === null ? 0 : 1);
}

export type CountryParts = {
  readonly country: string | null;
  readonly parts: number;
  /** Left out for parts of texts. */
  readonly kind?: TextKind;
};

/** What so many parts cost at the least, country by country: with the lowest of the operators' fees. */
export const leastCostOf = (prices: readonly Price[], way: Way, byCountry: readonly CountryParts[]): Money =>
  byCountry.reduce(
    (sum, { country, parts, kind }) =>
      sum + (priceRangeOf(prices, way, country, kind)?.least ?? 0n) * BigInt(parts),
    0n,
  );

/** What so many parts cost at the most, country by country. */
export function costOf(prices: readonly Price[], way: Way, byCountry: readonly CountryParts[]): Money {
  return byCountry.reduce(
    (sum, { country, parts, kind }) => sum + (priceOf(prices, way, country, kind) ?? 0n) * BigInt(parts),
    0n,
  );
}
