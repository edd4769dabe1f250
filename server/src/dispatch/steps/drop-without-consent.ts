import { loadConsents } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going } from '../chunk.ts';
import { consentVerdict } from '../consent-verdict.ts';
import type { Tools } from './step.ts';

/**
 * Who may not be texted is settled here, before any work is done for them. It is a first look without locks; the last
 * word is recordIntent's, in the transaction that makes the text leave.
 */
export async function dropWithoutConsent(batch: Batch, _tools: Tools, tx: Tx): Promise<void> {
  const { run } = batch;
  if (!run) return;
  const numbers = going(batch).map((text) => text.number);
  const consents = await loadConsents(tx, { programId: run.programId, brandId: run.brandId, numbers });
  for (const text of going(batch)) {
    const consent = consents.get(text.number);
    text.consentEventId = consent?.eventId ?? null;
    // What may have left already is asked for whatever the person has said since.
    if (!text.mayHaveLeft) text.verdict = consentVerdict(consent);
  }
}
