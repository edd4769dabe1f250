import type { Tx } from '../../platform/db/pool.ts';
import type { Claim } from '../chunk.queries.ts';
import { type Chunk, going, type Run, type Taken, type Text } from '../chunk.ts';
import { earlyIn } from '../early.ts';
import { listSettledInReach } from '../settled.ts';
import { drop } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';

/**
 * Locks what this wave depends on, until the intent has committed: the state of its run, the switches of the workspace and
 * of the installation, and the chunk under our fence. The lease comes last because of the order of locks (consent → run →
 * chunk), and first in weight: who has lost it has nothing to say any more.
 */
export async function takeChunk(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  // On a slow number the turn may come after the lease would have run out: others would take the chunk and book again.
  const leaseMs = tools.timing.leaseMs + (wave.turn?.waitMs ?? 0);
  const taken = earlyIn(wave, tx)?.taken ?? askToTake(wave, tools, tx, going(wave), leaseMs);
  const [runState, isAllowed, renewed, settled] = await taken;
  if (!renewed) wave.stop = 'lease.lost';
  else if (runState !== 'running') wave.stop = 'run.not_running';
  else if (!isAllowed) wave.stop = 'sending.stopped';
  if (wave.stop) return;
  leaveOut(settled, wave);
  // A carrier that was away for an hour must not bring "you are unsubscribed" to people who asked an hour ago.
  if (renewed?.isTooLate)
    for (const text of going(wave)) text.verdict = drop('text.too_late', 'It could not be sent in time.');
}

type Asked = {
  readonly run: Pick<Run, 'id'> | null;
  readonly chunk: Pick<Chunk, 'id' | 'fence' | 'lane' | 'isRecorded'>;
};

/** In one round trip, and in this order. */
export const askToTake = (
  { run, chunk }: Asked,
  { store }: Pick<Tools, 'store'>,
  tx: Tx,
  texts: readonly Pick<Text, 'id'>[],
  leaseMs: number,
  /** Of a chunk that is not leased yet. */
  claim?: Claim,
): Promise<Taken> =>
  Promise.all([
    run ? store.shareRunState(tx, run.id) : 'running',
    store.shareSendingAllowed(tx, chunk.lane),
    claim ? store.claimChunk(tx, chunk.id, claim) : store.renewLease(tx, chunk, leaseMs),
    listSettledInReach(store, tx, chunk, texts),
  ]);

/**
 * The texts of a chunk wait in our memory while a slow number takes its time. A STOP meanwhile has written down that the
 * person's text was stopped; a START after it opens the program again, but not this text. The chunk's row is ours by now,
 * and whoever stops a text holds it too.
 */
function leaveOut(settled: ReadonlySet<number>, wave: Wave): void {
  for (const text of going(wave)) if (settled.has(text.id)) text.verdict = { kind: 'settled' };
}
