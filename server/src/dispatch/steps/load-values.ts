import { areOurs } from '../../merging/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going } from '../chunk.ts';
import { templateOf } from '../run-template.ts';
import type { Tools } from './step.ts';

/**
 * What the words name besides people's own fields: tags, lists, events, facts of the program. A few questions for everybody
 * of the chunk, and none where the words name nothing of the kind.
 */
export async function loadValuesOfTexts(batch: Batch, { store }: Tools, tx: Tx): Promise<void> {
  const { run, chunk } = batch;
  if (chunk.isRecorded || !run?.body) return;
  const fields = templateOf({ ...run, body: run.body }).fields.map(({ name }) => name);
  if (!areOurs(fields)) return;
  const texts = going(batch).filter((text) => text.contactId !== null);
  const values = await store.loadMerged(
    tx,
    run,
    fields,
    texts.flatMap(({ contactId }) => contactId ?? []),
  );
  for (const text of texts) text.merged = values.get(text.contactId ?? 0) ?? null;
}
