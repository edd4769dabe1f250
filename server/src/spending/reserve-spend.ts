import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { dayIn } from './day.ts';
import type { Money } from './money.ts';
import { type CountryParts, costOf, type Price, type Way } from './price.ts';
import { findBudget, insertReservation, listPrices, lockBudget, readSpend } from './spend.queries.ts';
import { refusalOfLaunch } from './spend.ts';

export type Cost = { readonly amount: Money; readonly currency: string };

/** What these parts cost by today's prices; null while nobody has said what texts cost. */
export async function estimateCost(
  tx: Tx,
  way: Way,
  byCountry: readonly CountryParts[],
): Promise<Cost | null> {
  const budget = await findBudget(tx);
  if (!budget) return null;
  return { amount: costOf(await listPrices(tx), way, byCountry), currency: budget.currency };
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
  const amount = costOf(await listPrices(tx), way, byCountry);
  const now = ctx.clock.now();
  const refusal = refusalOfLaunch(budget, await readSpend(tx, dayIn(zone, now), null), amount);
  if (refusal) throw new Conflict('spending.cap_reached', refusal);
  const parts = byCountry.reduce((sum, one) => sum + one.parts, 0);
  await insertReservation(tx, { campaignId, amount, parts, at: now });
  return { amount, currency: budget.currency };
}

/** The prices of today, and why a launch that costs so much would be refused now; null while nobody has said what texts cost. */
export async function foreseeSpend(
  tx: Tx,
  zone: string,
  at: Date,
): Promise<{
  readonly currency: string;
  readonly prices: readonly Price[];
  refusalOf(amount: Money): string | null;
} | null> {
  const budget = await findBudget(tx);
  if (!budget) return null;
  const spend = await readSpend(tx, dayIn(zone, at), null);
  return {
    currency: budget.currency,
    prices: await listPrices(tx),
    refusalOf: (amount) => refusalOfLaunch(budget, spend, amount),
  };
}
