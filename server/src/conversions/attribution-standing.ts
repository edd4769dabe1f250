import type { Tx } from '../platform/db/pool.ts';
import type { AttributionSetting } from './attribution.ts';
import { readAttributionSetting, readAttributionState } from './setting.queries.ts';

/** By which rule purchases are put down now, and whether the past is still being counted by it. */
export async function attributionStanding(
  tx: Tx,
): Promise<{ setting: AttributionSetting; isRecounting: boolean }> {
  const state = await readAttributionState(tx);
  return { setting: await readAttributionSetting(tx), isRecounting: state.month !== null };
}
