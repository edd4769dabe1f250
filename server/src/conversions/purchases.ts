import type { Tx } from '../platform/db/pool.ts';
import { numbersOfNames } from './attribute.ts';
import type { AttributionSetting } from './attribution.ts';
import { type Buyer, listPurchases } from './brought.queries.ts';
import { readAttributionSetting, readAttributionState } from './setting.queries.ts';

/** Who of these people bought between two instants, by the names that count here; for those who were left out as for those who were not. */
export async function purchasesOf(
  tx: Tx,
  contactIds: readonly number[],
  span: { readonly from: Date; readonly until: Date },
): Promise<Buyer[]> {
  const names = await numbersOfNames(tx, await readAttributionSetting(tx));
  return names.conversions.length === 0 || contactIds.length === 0
    ? []
    : listPurchases(tx, contactIds, names, span);
}

/** By which rule purchases are put down now, and whether the past is still being counted by it. */
export async function attributionStanding(
  tx: Tx,
): Promise<{ setting: AttributionSetting; isRecounting: boolean }> {
  const state = await readAttributionState(tx);
  return { setting: await readAttributionSetting(tx), isRecounting: state.month !== null };
}
