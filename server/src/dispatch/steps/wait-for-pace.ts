import { setTimeout as sleep } from 'node:timers/promises';
import { reservePace } from '../../senders/index.ts';
import { renewLease } from '../chunk.queries.ts';
import { going } from '../chunk.ts';
import type { Tools, Wave } from './step.ts';

/** Books the wave's parts at the sender's pace and waits for its turn. The intent comes after, so that it is fresh. */
export async function waitForPace(wave: Wave, tools: Tools): Promise<void> {
  const parts = going(wave).reduce((sum, text) => sum + text.parts, 0);
  if (parts === 0) return;
  const waitMs = await tools.ctx.db.tx(wave.workspaceId, async (tx) => {
    const ms = await reservePace(tx, wave.sender.id, parts);
    // On a slow number that many workers share, the turn may come after the lease has run out: others would take the
    // chunk, book again, and nobody would ever send.
    if (ms > tools.timing.leaseMs / 2) await renewLease(tx, wave.chunk, tools.timing.leaseMs + ms);
    return ms;
  });
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: tools.signal }).catch(() => {});
  if (tools.signal.aborted) wave.stop = 'worker.stopping';
}
