import { Invalid, invalidAt } from '../platform/errors.ts';

/** Which of the texts that a person answered gets a purchase: the last, the first, or all of them alike. */
export const models = ['last', 'first', 'linear'] as const;
export type Model = (typeof models)[number];

export type AttributionSetting = {
  readonly model: Model;
  /** For how long after a person opened a link in a text what they buy is put down to it, in hours. */
  readonly clickHours: number;
  /** The same after a text arrived, where no link was opened; null where arriving alone counts for nothing. */
  readonly deliveryHours: number | null;
  /** Names of events that are purchases, or what else is wanted of people. */
  readonly conversions: readonly string[];
  /** Names of events that take back what another brought. */
  readonly reversals: readonly string[];
  /** Whether pages of the business may tell of purchases through the browser of the person who bought. */
  readonly acceptsScript: boolean;
};

/**
 * Three days after a click and nothing for arriving: a longer window, and one that counts what merely arrived, put sales down to texts
 * that would have happened without them.
 */
export const usualAttribution: AttributionSetting = {
  model: 'last',
  clickHours: 72,
  deliveryHours: null,
  conversions: ['order.placed'],
  reversals: ['order.cancelled', 'order.refunded', 'order.returned'],
  acceptsScript: false,
};

const mostHours = 90 * 24;
const mostNames = 50;
const eventName = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;

/** The setting as it may be kept; refuses what contradicts itself. */
export function readAttribution(wish: AttributionSetting): AttributionSetting {
  for (const hours of [wish.clickHours, wish.deliveryHours])
    if (hours !== null && !(Number.isInteger(hours) && hours >= 1 && hours <= mostHours))
      throw new Invalid('attribution.bad_window', `A window is 1 to ${mostHours} whole hours long.`);
  const conversions = [...new Set(wish.conversions)].sort();
  const reversals = [...new Set(wish.reversals)].sort();
  if (conversions.length === 0)
    throw invalidAt(
      '/conversions',
      'attribution.no_names',
      'Name at least one event that counts, such as order.placed.',
    );
  if (conversions.length + reversals.length > mostNames)
    throw new Invalid('attribution.too_many_names', `At most ${mostNames} names of events can count.`);
  for (const name of [...conversions, ...reversals])
    if (!eventName.test(name) || name.length > 100)
      throw invalidAt(
        conversions.includes(name) ? '/conversions' : '/reversals',
        'attribution.bad_name',
        `“${name.slice(0, 60)}” is no name of an event. Write it as order.placed.`,
      );
  const both = conversions.find((name) => reversals.includes(name));
  if (both !== undefined)
    throw invalidAt(
      '/reversals',
      'attribution.both',
      `${both} cannot both bring something and take it back. Name it once.`,
    );
  return { ...wish, conversions, reversals };
}

/**
 * That a person had to do with a text: bought with its code, opened a link in it, bought by an address that names its campaign, or got it. One for each text and
 * kind; of several clicks both ends.
 */
export type Touch = {
  readonly messageId: number;
  readonly campaignId: string | null;
  readonly linkId: string | null;
  readonly kind: 'coupon' | 'click' | 'utm' | 'delivery';
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** What one text gets of one event. */
export type Credit = {
  readonly messageId: number;
  readonly campaignId: string | null;
  readonly linkId: string | null;
  readonly touch: Touch['kind'];
  readonly touchedAt: Date;
  /** Its share of the purchase, 0 to 1, to eight places; with a minus of what is taken back, and 0 of a part of it. */
  readonly conversions: number;
  /** In ten-thousandths of the unit of money, so that shares add up to the whole exactly. */
  readonly revenue: bigint;
};

const shareUnits = 100_000_000n;
/** What says most of why somebody bought comes first. */
const strengths: readonly Touch['kind'][] = ['coupon', 'click', 'utm', 'delivery'];

/**
 * Shares one purchase among the texts that the person answered before it. Touches are those within the windows, and a code that a
 * text gave at any time before. The code goes before links that were opened; where one was,
 * what else is known counts for nothing, and a campaign that the purchase names goes before texts that only arrived. All shares together are exactly one purchase and its whole value, or there are none.
 */
export function share(touches: readonly Touch[], value: bigint, model: Model): Credit[] {
  const best = strengths.find((kind) => touches.some((one) => one.kind === kind));
  const inQuestion = touches.filter((one) => one.kind === best).sort(byTime(model));
  const chosen = model === 'linear' ? inQuestion : inQuestion.slice(0, 1);
  const count = BigInt(chosen.length);
  return chosen.map((touch, place) => ({
    messageId: touch.messageId,
    campaignId: touch.campaignId,
    linkId: touch.linkId,
    touch: touch.kind,
    touchedAt: timeOf(touch, model),
    conversions: Number(partOf(shareUnits, count, place)) / Number(shareUnits),
    revenue: partOf(value, count, place),
  }));
}

/** Which click of a text counts: its last one for the last text, its first one otherwise. */
const timeOf = (touch: Touch, model: Model): Date => (model === 'last' ? touch.lastAt : touch.firstAt);

/** Of two in the same moment the text that was sent first comes first, so that it is always the same one. */
function byTime(model: Model) {
  const sign = model === 'last' ? -1 : 1;
  return (one: Touch, other: Touch): number =>
    sign * (timeOf(one, model).getTime() - timeOf(other, model).getTime()) ||
    sign * (one.messageId - other.messageId);
}

/** The whole in equal parts; what does not divide goes to the last, so nothing is lost. */
function partOf(whole: bigint, count: bigint, place: number): bigint {
  const part = whole / count;
  return BigInt(place) === count - 1n ? whole - part * (count - 1n) : part;
}

/**
 * What events take back of one purchase, in the order in which they happened: all that is left of it where one says no value, otherwise
 * that much of its money. Together it is never more than the purchase: shops tell of a cancellation and of the refund that came of it. With
 * the last of its money the purchase itself counts no more.
 */
export function takeBack(credits: readonly Credit[], amounts: readonly (bigint | null)[]): Credit[][] {
  let left = credits.map((one) => one.revenue);
  let isUndone = false;
  return amounts.map((amount) => {
    const total = left.reduce((sum, one) => sum + one, 0n);
    const taken = amount === null ? total : atMost(amount, total);
    const parts = inParts(taken, left, total);
    left = left.map((one, place) => one - (parts[place] ?? 0n));
    const undoes = !isUndone && (amount === null || (total !== 0n && taken === total));
    isUndone ||= undoes;
    return credits.map((credit, place) => ({
      ...credit,
      conversions: undoes ? -credit.conversions : 0,
      revenue: -(parts[place] ?? 0n),
    }));
  });
}

const sizeOf = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** An amount, whatever its sign, as a part of what is there. */
function atMost(amount: bigint, total: bigint): bigint {
  const size = sizeOf(amount) < sizeOf(total) ? sizeOf(amount) : sizeOf(total);
  return total < 0n ? -size : size;
}

/** A sum in parts that are to each other as what is left of each share, none larger than that; nothing is lost by rounding. */
function inParts(sum: bigint, left: readonly bigint[], total: bigint): bigint[] {
  if (total === 0n) return left.map(() => 0n);
  let [seen, given] = [0n, 0n];
  return left.map((one) => {
    seen += one;
    const part = (sum * seen) / total - given;
    given += part;
    return part;
  });
}

/** Money as the database keeps it, in ten-thousandths. */
export function readValue(text: string | null): bigint | null {
  if (text === null) return null;
  const match = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) return null;
  const units = BigInt(match[2] ?? '0') * 10_000n + BigInt((match[3] ?? '').padEnd(4, '0'));
  return match[1] === '-' ? -units : units;
}

export function writeValue(units: bigint): string {
  const size = sizeOf(units);
  return `${units < 0n ? '-' : ''}${size / 10_000n}.${String(size % 10_000n).padStart(4, '0')}`;
}
