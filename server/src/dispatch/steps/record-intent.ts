import type { Tx } from '../../platform/db/pool.ts';
import { going } from '../chunk.ts';
import { earlyIn } from '../early.ts';
import type { Tools, Wave } from './step.ts';
import { isItsTurn } from './wait-for-pace.ts';

/**
 * The durable word before the first byte, committed synchronously in the transaction in which the steps before this
 * one have asked everything that could say no: consent and suppression of each number, the run, the switches, the lease under our fence.
 */
export async function recordIntent(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (wave.stop || !isItsTurn(wave)) return;
  // Read before the commit and not after: a process that is frozen while the commit is answered must not take the hour
  // of its waking for the hour of its intent.
  wave.intentAtMs = tools.ctx.clock.monotonicMs();
  wave.isAnnounced = true;
  const positions = going(wave).map((text) => text.position);
  const asked = [...(earlyIn(wave, tx)?.later ?? [])];
  if (positions.length > 0)
    asked.push(tools.store.insertIntent(tx, wave.chunk, wave.number, positions, wave.sender.gatewayId));
  // Nothing comes after it, so the commit goes along and is waited for with it.
  tx.endsHere();
  await Promise.all(asked);
}
