import { refuseOverVelocity } from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going } from '../chunk.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Passwords that a form is made to send by the hundred are refused, whichever path they came on; nothing else is counted.
 * Two at the same moment may both be let through, so that real people never wait for each other.
 */
export async function dropOverVelocity(batch: Batch, { store }: Tools, tx: Tx): Promise<void> {
  if (!batch.run || batch.chunk.lane !== 'otp') return;
  const texts = going(batch).filter((text) => text.purpose === 'otp' && !text.mayHaveLeft);
  if (texts.length === 0) return;
  const [limits, counts] = await Promise.all([store.findVelocityLimits(tx), store.countVelocity(tx, texts)]);
  const refused = refuseOverVelocity(texts, counts, limits);
  for (const text of texts) {
    const refusal = refused.get(text.id);
    if (refusal) text.verdict = drop(refusal.reason, refusal.detail);
  }
  const letThrough = texts.filter((text) => text.verdict === null);
  if (letThrough.length > 0) await store.noteVelocity(tx, letThrough);
}
