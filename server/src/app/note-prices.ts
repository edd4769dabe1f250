import { getWorkspace } from '../accounts/index.ts';
import { type CarrierReceipt, listTextsById, type ToldByAccount } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { dayIn, noteTextCosts, type TextCost } from '../spending/index.ts';

/** By the account's own id of the text. */
type Prices = ReadonlyMap<string, NonNullable<CarrierReceipt['price']>>;

/**
 * What receipts say that texts have cost: of many carriers nothing, of some with every receipt. However many came at this moment, they
 * share one transaction, so that replies and the API find a connection. A receipt is not lost over its price.
 */
export async function notePrices(
  ctx: Context,
  workspaceId: string,
  told: readonly ToldByAccount[],
): Promise<void> {
  const priced = [...pricesByAccount(told)].filter(([, prices]) => prices.size > 0);
  if (priced.length === 0) return;
  try {
    await ctx.db.tx(workspaceId, async (tx) => {
      const { timeZone } = await getWorkspace(tx);
      const dayOf = (sentAt: Date | null) => dayIn(timeZone, sentAt ?? ctx.clock.now());
      const costs = await Promise.all(
        priced.map(([gatewayId, prices]) => costsAt(tx, gatewayId, prices, dayOf)),
      );
      await noteTextCosts(tx, 'receipt', costs.flat());
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'what receipts say of prices could not be noted');
  }
}

/** Two accounts may use the same id. What an account said last counts. */
function pricesByAccount(told: readonly ToldByAccount[]): Map<string, Prices> {
  const pricesOf = (those: readonly ToldByAccount[]): Prices =>
    new Map(
      those
        .flatMap(({ receipts }) => receipts)
        .flatMap(({ providerId, price }) => (price ? [[providerId, price]] : [])),
    );
  const byAccount = Map.groupBy(told, ({ gatewayId }) => gatewayId);
  return new Map([...byAccount].map(([gatewayId, those]) => [gatewayId, pricesOf(those)]));
}

async function costsAt(
  tx: Tx,
  gatewayId: string,
  prices: Prices,
  dayOf: (sentAt: Date | null) => string,
): Promise<TextCost[]> {
  const texts = await listTextsById(tx, gatewayId, [...prices.keys()]);
  return texts.flatMap(({ providerId, messageId, campaignId, sentAt }) => {
    const price = prices.get(providerId);
    return price ? [{ messageId, gatewayId, campaignId, day: dayOf(sentAt), parts: null, ...price }] : [];
  });
}
