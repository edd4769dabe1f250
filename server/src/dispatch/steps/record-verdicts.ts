import type { Tx } from '../../platform/db/pool.ts';
import type { Batch, Text } from '../chunk.ts';
import { outcomeOf } from '../outcome.ts';
import { saveUnknown } from '../save-unknown.ts';
import type { Tools, Wave } from './step.ts';

/** Saves what the deciding steps have settled: dropped and unknown texts get their row, held ones a later chunk. */
export async function recordVerdicts(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (wave.number > 1 || wave.stop === 'lease.lost') return;
  // A run that was stopped in this moment has nobody moved on; what may have left is named unknown all the same.
  const texts = wave.stop ? wave.texts.filter((text) => text.mayHaveLeft) : wave.texts;
  const settled = texts.flatMap((text) => outcomeOf(wave, text, tools.ctx.clock.now()) ?? []);
  await tools.store.recordOutcomes(tx, settled);
  await saveUnknown(tools, tx, wave, texts);
  if (!wave.stop) await moveHeld(wave, tools, tx);
}

type Group = { until: Date; reason: string; texts: Text[] };

async function moveHeld(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const { store } = tools;
  const groups = groupHeld(batch.texts);
  const [only] = groups;
  // Everybody who is left waits for the same hour: the chunk itself waits, and the texts keep their ids.
  if (groups.length === 1 && only && batch.texts.every((text) => text.verdict !== null)) {
    await store.moveChunk(tx, batch.chunk, only.until, only.reason);
    return;
  }
  for (const { until, reason, texts } of groups) {
    const positions = texts.map((text) => text.position);
    await store.insertHeldChunk(tx, batch.chunk, positions, until, reason);
  }
  if (groups.length === 0) return;
  const positions = groups.flatMap((group) => group.texts.map((text) => text.position));
  await store.clearPositions(tx, batch.chunk, positions);
}

function groupHeld(texts: readonly Text[]): Group[] {
  const groups = new Map<string, Group>();
  for (const text of texts) {
    if (text.verdict?.kind !== 'hold') continue;
    const { until, reason } = text.verdict;
    // By hour and reason: a chunk states one reason, and it must be true of everybody in it.
    const key = `${until.getTime()} ${reason}`;
    const group = groups.get(key) ?? { until, reason, texts: [] };
    group.texts.push(text);
    groups.set(key, group);
  }
  return [...groups.values()];
}
