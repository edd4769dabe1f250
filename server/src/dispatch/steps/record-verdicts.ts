import { recordOutcomes } from '../../messages/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { clearPositions, insertHeldChunk, moveChunk } from '../chunk.queries.ts';
import type { Batch, Text } from '../chunk.ts';
import { outcomeOf } from '../outcome.ts';
import { insertUnknown } from '../unknown.queries.ts';
import type { Tools } from './step.ts';

/** Saves what the deciding steps have settled: dropped and unknown texts get their row, held ones a later chunk. */
export async function recordVerdicts(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const now = tools.ctx.clock.now();
  const settled = batch.texts.flatMap((text) => outcomeOf(batch, text, now) ?? []);
  await recordOutcomes(tx, settled);
  const unknowns = settled.filter((outcome) => outcome.status === 'unknown').map((outcome) => outcome.id);
  if (unknowns.length > 0)
    await insertUnknown(tx, batch.sender.id, unknowns, tools.timing.settleMs, batch.gateway);
  await moveHeld(batch, tx);
}

type Group = { until: Date; reason: string; texts: Text[] };

async function moveHeld(batch: Batch, tx: Tx): Promise<void> {
  const groups = groupHeld(batch.texts);
  const [only] = groups;
  // Everybody who is left waits for the same hour: the chunk itself waits, and the texts keep their ids.
  if (groups.length === 1 && only && batch.texts.every((text) => text.verdict !== null)) {
    await moveChunk(tx, batch.chunk, only.until, only.reason);
    return;
  }
  for (const { until, reason, texts } of groups) {
    await insertHeldChunk(
      tx,
      batch.chunk,
      texts.map((text) => text.contactId ?? -1),
      until,
      reason,
    );
  }
  if (groups.length > 0) {
    await clearPositions(
      tx,
      batch.chunk,
      groups.flatMap((group) => group.texts.map((text) => text.position)),
    );
  }
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
