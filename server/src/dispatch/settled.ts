import type { Tx } from '../platform/db/pool.ts';
import type { Chunk, Text } from './chunk.ts';
import type { SendStore } from './store.ts';

const nobody: ReadonlySet<number> = new Set();

/** Which of these texts of a chunk have an outcome on record. Those that were returned by a carrier stand behind the others. */
export async function listSettledInReach(
  store: Pick<SendStore, 'listSettledIds'>,
  tx: Tx,
  chunk: Pick<Chunk, 'isRecorded'>,
  texts: readonly Pick<Text, 'id'>[],
): Promise<ReadonlySet<number>> {
  if (texts.length === 0) return nobody;
  const ids = texts.map((text) => text.id);
  const [first, last] = [Math.min(...ids), Math.max(...ids)];
  return store.listSettledIds(tx, first, last - first + 1, chunk.isRecorded);
}
