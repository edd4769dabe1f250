import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { lockConsentsOfBrand, setConsents } from './consent.queries.ts';
import { joinedPrograms } from './consent.ts';
import { listLedger, lockConsentChain } from './consent-event.queries.ts';
import { findReassignedAt } from './contact.queries.ts';
import type { OptOut } from './opt-out.ts';
import { liftSuppression, loadSuppressions } from './suppression.queries.ts';

export type RejoinResult = {
  /** The programs that may text this number again. Empty when it never joined one: START alone is no consent. */
  readonly restored: readonly string[];
  readonly wasSuppressed: boolean;
};

/**
 * The person took back a STOP, by START or the like. The suppression is lifted, and exactly those programs are restored
 * that this number had joined by its own record; the event names the consent each of them rests on. Without a STOP to
 * take back nothing happens; nor for a START that was sent before the STOP and brought after it, as carriers do when they
 * make up for an outage. What was agreed to before the number came to somebody else is not theirs to restore.
 */
export async function rejoin(tx: Tx, ctx: LedgerTools, wish: OptOut): Promise<RejoinResult> {
  const { number, brandId } = wish;
  await lockConsentChain(tx);
  const held = (await lockConsentsOfBrand(tx, brandId, [number])).get(number) ?? [];
  const suppression = (await loadSuppressions(tx, ctx, brandId, [number])).get(number);
  if (!suppression) return { restored: [], wasSuppressed: false };
  if (wish.occurredAt < suppression.suppressedAt) return { restored: [], wasSuppressed: false };
  const joined = joinedPrograms(await listLedger(tx, number, brandId, await findReassignedAt(tx, number)));
  const restored = held
    .filter((one) => one.status === 'opted_out' && joined.has(one.programId))
    .map((one) => one.programId);
  // A block that staff has lifted gave no consent back; the person's own START does, as far as there is one to give.
  if (suppression.isLifted && restored.length === 0) return { restored, wasSuppressed: false };
  const restores = restored.map((programId) => ({
    program_id: programId,
    opt_in_event_id: joined.get(programId) ?? null,
  }));
  const [eventId = 0] = await appendConsentEvents(tx, ctx, [
    {
      ...wish,
      contactId: null,
      programId: null,
      type: 'rejoin',
      wordsShown: null,
      importId: null,
      evidence: { ...wish.evidence, restores },
    },
  ]);
  const now = ctx.clock.now();
  await liftSuppression(tx, ctx, brandId, number, eventId, now);
  const changes = restored.map((programId) => ({ number, eventId, programId }));
  if (changes.length > 0) await setConsents(tx, { brandId, status: 'opted_in', changes, at: now });
  return { restored, wasSuppressed: true };
}
