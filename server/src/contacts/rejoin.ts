import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { lockConsentsOfBrand, setConsents } from './consent.queries.ts';
import { type HeldConsent, joinedPrograms, takesBack } from './consent.ts';
import { listLedger, lockConsentChain } from './consent-event.queries.ts';
import { type ConsentLevel, consentLevelOf } from './consent-level.ts';
import { findReassignedAt } from './contact.queries.ts';
import { listDisconnections } from './number-checks/number-check.queries.ts';
import type { OptOut } from './opt-out.ts';
import { liftSuppression, loadSuppressions } from './suppression.queries.ts';

/** What is left of what the consent was worth before the STOP; null where nobody has worked that out yet. */
function levelBack(number: string, occurredAt: Date, before: HeldConsent | undefined): ConsentLevel | null {
  if (!before?.level) return null;
  const start = {
    type: 'rejoin',
    method: 'reply',
    wordsShown: null,
    evidence: {},
    purpose: 'marketing',
  } as const;
  return consentLevelOf({ ...start, number, occurredAt }, before.level);
}

export type RejoinResult = {
  /** The programs that may text this number again. Empty when it never joined one: START alone is no consent. */
  readonly restored: readonly string[];
  /** Whether there was anything to take back, which the person is told. */
  readonly wasSuppressed: boolean;
};

/** What is taken back; `only` these programs, where the person said so. */
export type Return = OptOut & { readonly only?: readonly string[] | null };

const nothing: RejoinResult = { restored: [], wasSuppressed: false };

/**
 * The person took back a STOP, by START or the like. The suppression is lifted, and exactly those programs are restored
 * that this number had joined by its own record; the event names the consent each of them rests on. Without a STOP to
 * take back nothing happens; nor for a START that was sent before the STOP and brought after it, as carriers do when they
 * make up for an outage. What was agreed to before the number came to somebody else is not theirs to restore.
 */
export async function rejoin(tx: Tx, ctx: LedgerTools, wish: Return): Promise<RejoinResult> {
  const { only, ...how } = wish;
  const { number, brandId, occurredAt: at } = how;
  await lockConsentChain(tx);
  const held = (await lockConsentsOfBrand(tx, brandId, [number])).get(number) ?? [];
  const suppression = (await loadSuppressions(tx, ctx, brandId, [number])).get(number);
  if (!suppression && held.every((one) => one.status !== 'opted_out')) return nothing;
  if (suppression && at < suppression.suppressedAt) return nothing;
  const givenUpAt = (await listDisconnections(tx, [number])).get(number) ?? null;
  const reassignedAt = await findReassignedAt(tx, number);
  const since = givenUpAt && (!reassignedAt || givenUpAt > reassignedAt) ? givenUpAt : reassignedAt;
  const entries = await listLedger(tx, number, brandId, since);
  const joined = joinedPrograms(entries);
  const isBlocked = suppression !== undefined;
  const restored = held
    .filter(({ status, programId }) => status === 'opted_out' && joined.has(programId))
    .map(({ programId }) => programId)
    .filter((id) => (only?.includes(id) ?? true) && takesBack(entries, id, { at, isBlocked }));
  // A block that staff has lifted gave no consent back; the person's own START does, as far as there is one to give.
  const isClosed = suppression !== undefined && !suppression.isLifted && !only;
  if (!isClosed && restored.length === 0) return nothing;
  const restores = restored.map((id) => ({ program_id: id, opt_in_event_id: joined.get(id) ?? null }));
  const [eventId = 0] = await appendConsentEvents(tx, ctx, [
    {
      ...how,
      contactId: null,
      programId: null,
      type: 'rejoin',
      wordsShown: null,
      importId: null,
      evidence: { ...how.evidence, restores },
    },
  ]);
  const now = ctx.clock.now();
  if (suppression) await liftSuppression(tx, ctx, brandId, number, eventId, now);
  const changes = restored.map((programId) => ({
    ...{ number, eventId, programId, occurredAt: at },
    level: levelBack(
      number,
      at,
      held.find((one) => one.programId === programId),
    ),
  }));
  if (changes.length > 0) await setConsents(tx, { brandId, status: 'opted_in', changes, at: now });
  return { restored, wasSuppressed: true };
}
