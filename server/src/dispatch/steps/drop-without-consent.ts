import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { consentVerdict } from '../consent-verdict.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Who may not be texted is settled here, before any work is done for them. The consent and the suppression of each number
 * are taken FOR SHARE until the transaction ends, which is the one that records the intent: a STOP either is seen here, or
 * waits and finds the intent. A wave that had to wait for its turn is asked again (askAgain).
 */
export async function dropWithoutConsent(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const { run } = batch;
  if (!run) return;
  const texts = going(batch);
  if (texts.length === 0) return;
  const numbers = texts.map((text) => text.number);
  if (run.kind === 'answer') return dropAnswersToTheGone(run.brandId, texts, tools, tx);
  const consents = await tools.store.lockConsents(tx, {
    programId: run.programId,
    brandId: run.brandId,
    numbers,
  });
  const now = tools.ctx.clock.now();
  for (const text of texts) {
    const consent = consents.get(text.number);
    text.consentEventId = consent?.eventId ?? null;
    // What may have left already is asked for whatever the person has said since.
    if (!text.mayHaveLeft) text.verdict = consentVerdict(consent, { purpose: text.purpose, now });
  }
}

/**
 * Whoever writes to us may be answered without having joined anything, unless they have left the brand since: what the
 * rules want them to be told after that travels without a run. No consent is needed, so there may be no row to lock; a
 * STOP that commits in this very moment finds the answer on the wire, as it would any text.
 */
async function dropAnswersToTheGone(brandId: string, texts: Text[], { store }: Tools, tx: Tx): Promise<void> {
  const gone = await store.listSuppressed(
    tx,
    brandId,
    texts.map((text) => text.number),
  );
  for (const text of texts) {
    if (text.mayHaveLeft) continue;
    text.verdict = gone.has(text.number)
      ? drop('contact.opted_out', 'The person has opted out of this brand.')
      : null;
  }
}
