import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { dayIn } from './day.ts';
import type { Money } from './money.ts';
import { type CountryParts, costOf, leastCostOf, type Price, type Way } from './price.ts';
import { findBudget, insertReservation, listPrices, lockBudget, readSpend } from './spend.queries.ts';
import { type Budget, refusalOfLaunch, type Spend } from './spend.ts';

/** `amount` is the most, `least` the least that it may come to: operators' fees make the difference. */
export type Cost = { readonly amount: Money; readonly least: Money; readonly currency: string };

/** What these parts cost by today's prices; null while nobody has said what texts cost. */
export async function estimateCost(
  tx: Tx,
  way: Way,
  byCountry: readonly CountryParts[],
): Promise<Cost | null> {
  const budget = await findBudget(tx);
  if (!budget) return null;
  const prices = await listPrices(tx);
  const range = { amount: costOf(prices, way, byCountry), least: leastCostOf(prices, way, byCountry) };
  return { ...range, currency: budget.currency };
}

/**
 * Binds what a launch will cost, or refuses it because a cap has no room. Launches take turns, so that no two of them
 * count on the same money.
 */
export async function reserveSpend(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  wish: { campaignId: string; way: Way; byCountry: readonly CountryParts[]; zone: string },
): Promise<Cost | null> {
  await lockBudget(tx);
  const budget = await findBudget(tx);
  if (!budget) return null;
  const { campaignId, way, byCountry, zone } = wish;
  const now = ctx.clock.now();
  const prices = await listPrices(tx, dayIn(zone, now));
  const amount = costOf(prices, way, byCountry);
  const refusal = refusalOfLaunch(budget, await readSpend(tx, dayIn(zone, now), null), amount);
  if (refusal) throw new Conflict('spending.cap_reached', refusal);
  const parts = byCountry.reduce((sum, one) => sum + one.parts, 0);
  await insertReservation(tx, { campaignId, amount, parts, at: now });
  return { amount, least: leastCostOf(prices, way, byCountry), currency: budget.currency };
}

/** The prices of today, and why a launch that costs so much would be refused now; null while nobody has said what texts cost. */
export async function foreseeSpend(
  tx: Tx,
  zone: string,
  at: Date,
): Promise<{
  readonly currency: string;
  readonly prices: readonly Price[];
  readonly caps: Budget['caps'];
  /** What is spent and bound as it stands now, whatever day is asked about. */
  readonly spent: Spend;
  refusalOf(amount: Money): string | null;
} | null> {
  const budget = await findBudget(tx);
  if (!budget) return null;
  const spend = await readSpend(tx, dayIn(zone, at), null);
  return {
    currency: budget.currency,
    prices: await listPrices(tx, dayIn(zone, at)),
    ...{ caps: budget.caps, spent: spend },
    refusalOf: (amount) => refusalOfLaunch(budget, spend, amount),
  };
}
