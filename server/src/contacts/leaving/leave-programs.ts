import type { Tx } from '../../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from '../append-consent-events.ts';
import { lockConsentsOfBrand, setConsents } from '../consent.queries.ts';
import { lockConsentChain } from '../consent-event.queries.ts';
import type { OptOut } from '../opt-out.ts';

export type ProgramsLeft = {
  /** Those that had been open, or waited for a YES. */
  readonly programIds: readonly string[];
  /** Of the first of them; null when none was. */
  readonly eventId: number | null;
};

/**
 * The person leaves some programs of a brand and stays in the others: each is closed to the number with an event of its own,
 * and nothing is suppressed. In the caller's transaction; twice adds nothing. Whoever leaves the last one has still not left
 * the brand: for that there is optOut.
 */
export async function leavePrograms(
  tx: Tx,
  ctx: LedgerTools,
  wish: OptOut & { readonly programIds: readonly string[] },
): Promise<ProgramsLeft> {
  const { programIds, brandId, number, ...how } = wish;
  await lockConsentChain(tx);
  const held = (await lockConsentsOfBrand(tx, brandId, [number])).get(number) ?? [];
  const left = held
    .filter((one) => programIds.includes(one.programId) && one.status !== 'opted_out')
    .map((one) => one.programId);
  if (left.length === 0) return { programIds: left, eventId: null };
  const eventIds = await appendConsentEvents(
    tx,
    ctx,
    left.map((programId) => ({
      ...how,
      number,
      brandId,
      programId,
      contactId: null,
      type: 'opt_out' as const,
      wordsShown: null,
      importId: null,
    })),
  );
  const changes = left.map((programId, at) => ({
    ...{ number, programId, occurredAt: how.occurredAt },
    eventId: eventIds[at] ?? 0,
  }));
  await setConsents(tx, { brandId, status: 'opted_out', changes, at: ctx.clock.now() });
  return { programIds: left, eventId: eventIds[0] ?? null };
}
