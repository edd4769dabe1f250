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
  const found = closest(prices, way, country, kind);
  if (found !== null || kind === 'sms') return found;
  const part = closest(prices, way, country, 'sms');
  return part === null ? null : part * partsInPlaceOfMms;
}

function closest(prices: readonly Price[], way: Way, country: string | null, kind: TextKind): Money | null {
  let best: Price | null = null;
  for (const price of prices) {
    if ((price.kind ?? 'sms') !== kind) continue;
    if (price.senderId !== null && price.senderId !== way.senderId) continue;
    if (price.gatewayId !== null && price.gatewayId !== way.gatewayId) continue;
    if (price.country !== null && price.country !== country) continue;
    if (best === null || closeness(price) > closeness(best)) best = price;
  }
  return best?.perPart ?? null;
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

/** What so many parts cost, country by country. */
export function costOf(prices: readonly Price[], way: Way, byCountry: readonly CountryParts[]): Money {
  return byCountry.reduce(
    (sum, { country, parts, kind }) => sum + (priceOf(prices, way, country, kind) ?? 0n) * BigInt(parts),
    0n,
  );
}
