import type { Tx } from '../platform/db/pool.ts';
import type { Chunk, Text } from './chunk.ts';
import type { SendStore } from './store.ts';

const nobody: ReadonlySet<number> = new Set();

/** Which of these texts of a chunk, given in their order, have an outcome on record. */
export async function listSettledInReach(
  store: Pick<SendStore, 'listSettledIds'>,
  tx: Tx,
  chunk: Pick<Chunk, 'isRecorded'>,
  texts: readonly Pick<Text, 'id'>[],
): Promise<ReadonlySet<number>> {
  const [first, last] = [texts.at(0)?.id, texts.at(-1)?.id];
  if (first === undefined || last === undefined) return nobody;
  return store.listSettledIds(tx, first, last - first + 1, chunk.isRecorded);
}
