/** The texts that both sides of an interop proof know without telling each other. The programs in Perl make the same. */

export type InteropText = { readonly to: string; readonly body: string; readonly isLong: boolean };

const longCharacters = 240;

/** The nth text: mostly GSM with its two odd places, some in UCS-2 with an emoji, a few of two parts. */
export function interopText(n: number): InteropText {
  const to = `+1555${String(n).padStart(7, '0')}`;
  if (n % 50 === 7) return { to, body: `Long ${n} `.padEnd(longCharacters, 'rolls '), isLong: true };
  if (n % 10 === 3) return { to, body: `Привет ${n} 😀`, isLong: false };
  return { to, body: `Rolls ${n} @ $2 until six`, isLong: false };
}

/** What one leg of the proof saw, counted by whoever received. */
export type LegFigures = {
  texts: number;
  /** Texts beyond the first to one number. */
  twice: number;
  /** Numbers that got none. */
  lost: number;
  /** Texts that arrived with other words. */
  changed: number;
  /** Receipts that told what became of a text; long texts ask for none. */
  receipts: number;
  receiptsTwice: number;
  receiptsMissing: number;
  /** Receipts that say something else than what became of the text. */
  receiptsWrong: number;
  /** What people wrote, and how much of it did not arrive or arrived with other words. */
  replies: number;
  repliesMissing: number;
};

/** Judges which texts arrived. `arrived` is number and words, as often as they came. */
export function judgeTexts(texts: number, arrived: readonly (readonly [to: string, body: string])[]) {
  const bodies = new Map<string, string[]>();
  for (const [to, body] of arrived) bodies.set(to, [...(bodies.get(to) ?? []), body]);
  let [twice, lost, changed] = [0, 0, 0];
  for (let n = 0; n < texts; n += 1) {
    const { to, body } = interopText(n);
    const got = bodies.get(to) ?? [];
    if (got.length === 0) lost += 1;
    if (got.length > 1) twice += got.length - 1;
    if (got.some((one) => one !== body)) changed += 1;
  }
  return { texts, twice, lost, changed };
}

/** Judges what was heard of each text against what became of it; a text whose receipt was not asked for is in neither. */
export function judgeReceipts(
  expected: ReadonlyMap<string, boolean>,
  heard: ReadonlyMap<string, readonly boolean[]>,
) {
  let [receipts, receiptsTwice, receiptsMissing, receiptsWrong] = [0, 0, 0, 0];
  for (const [about, isDelivered] of expected) {
    const told = heard.get(about) ?? [];
    receipts += told.length;
    if (told.length === 0) receiptsMissing += 1;
    if (told.length > 1) receiptsTwice += told.length - 1;
    if (told.some((one) => one !== isDelivered)) receiptsWrong += 1;
  }
  // Receipts about nothing are wrong too.
  for (const about of heard.keys()) if (!expected.has(about)) receiptsWrong += 1;
  return { receipts, receiptsTwice, receiptsMissing, receiptsWrong };
}

export const foundIn = (leg: LegFigures): number =>
  leg.twice +
  leg.lost +
  leg.changed +
  leg.receiptsTwice +
  leg.receiptsMissing +
  leg.receiptsWrong +
  leg.repliesMissing;
