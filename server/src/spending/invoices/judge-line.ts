import { type Money, writeMoney } from '../money.ts';
import type { Price, Way } from '../price.ts';
import { priceRangeOf, type TextKind } from '../price.ts';
import type { InvoiceLine } from './read-invoice.ts';

/** What differs between a line and what is on record here. */
export type Finding =
  | 'unreadable'
  | 'missing_here'
  | 'repeated'
  | 'not_sent_here'
  | 'parts_differ'
  | 'currency_differs'
  | 'price_differs';

/** A text of ours as far as a line is held against it. */
export type OwnText = {
  readonly messageId: number;
  readonly parts: number;
  readonly kind: TextKind;
  readonly country: string | null;
  /** True where as far as we know nothing has left. */
  readonly isUnsent: boolean;
  readonly way: Way;
  /** What the carrier itself said that it costs. */
  readonly said: { readonly amount: string; readonly currency: string } | null;
};

export type Judged = {
  readonly finding: Finding | null;
  readonly ourLeast: string | null;
  readonly ourMost: string | null;
};

/** Holds a line against the text that it is about. Pure; the first thing that differs is what is said. */
export function judgeLine(
  line: Pick<InvoiceLine, 'parts' | 'amount' | 'currency'>,
  text: OwnText | null,
  table: { readonly prices: readonly Price[]; readonly currency: string | null },
  isRepeated: boolean,
): Judged {
  if (!text) return { finding: 'missing_here', ourLeast: null, ourMost: null };
  const ours = expectedOf(text, table);
  const range = { ourLeast: ours?.least ?? null, ourMost: ours?.most ?? null };
  if (isRepeated) return { finding: 'repeated', ...range };
  const isBilled = line.amount !== null && Number(line.amount) !== 0;
  if (text.isUnsent && isBilled) return { finding: 'not_sent_here', ...range };
  if (line.parts !== null && line.parts !== text.parts) return { finding: 'parts_differ', ...range };
  if (line.amount === null || !ours) return { finding: null, ...range };
  if (line.currency !== ours.currency) return { finding: 'currency_differs', ...range };
  const isWithin =
    compareAmounts(line.amount, ours.least) >= 0 && compareAmounts(line.amount, ours.most) <= 0;
  return { finding: isWithin ? null : 'price_differs', ...range };
}

/** What the carrier said with the text, else what the table says for as many parts. */
function expectedOf(
  text: OwnText,
  { prices, currency }: { readonly prices: readonly Price[]; readonly currency: string | null },
): { least: string; most: string; currency: string } | null {
  if (text.said) return { least: text.said.amount, most: text.said.amount, currency: text.said.currency };
  if (currency === null) return null;
  const range = priceRangeOf(prices, text.way, text.country, text.kind);
  const times = (money: Money) => writeMoney(money * BigInt(text.parts));
  return range && { least: times(range.least), most: times(range.most), currency };
}

/** Of two exact decimals without a sign, which is more: below 0, 0 or above 0. Never through a float. */
export function compareAmounts(one: string, other: string): number {
  const [a, b] = [scaled(one), scaled(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const places = 10;
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`);
}
