import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { insertConsents, lockConsentsOfBrand } from './consent.queries.ts';
import { type ConsentEventDraft, decideGrant, type Evidence, type GrantDecision } from './consent.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { loadSuppressions } from './suppression.queries.ts';

/** One person's consent to one program, as somebody brings it to us. */
export type ConsentGrant = {
  readonly number: string;
  readonly contactId: number;
  readonly method: string;
  readonly occurredAt: Date;
  readonly wordsShown: string | null;
  readonly evidence: Evidence;
  /** See ConsentEventDraft. */
  readonly origin?: Evidence;
};

export type ConsentGrants = {
  readonly programId: string;
  readonly brandId: string;
  readonly actor: string;
  readonly importId?: string;
  /** Each number once. */
  readonly grants: readonly ConsentGrant[];
};

/**
 * Records consents and opens the program to those numbers. Numbers that opted out stay out, numbers that are in already
 * get no second event; the answer says which. Takes the locks itself: call it before touching consent or suppression.
 */
export async function recordConsents(
  tx: Tx,
  ctx: LedgerTools,
  given: ConsentGrants,
): Promise<Map<string, GrantDecision>> {
  const numbers = given.grants.map((grant) => grant.number);
  await lockConsentChain(tx);
  const held = await lockConsentsOfBrand(tx, given.brandId, numbers);
  const suppressions = await loadSuppressions(tx, ctx, given.brandId, numbers);
  const decisions = new Map(
    given.grants.map(({ number }) => {
      const current = held.get(number)?.find((consent) => consent.programId === given.programId);
      return [number, decideGrant(current?.status, suppressions.get(number))];
    }),
  );
  const granted = given.grants.filter((grant) => decisions.get(grant.number) === 'granted');
  if (granted.length === 0) return decisions;
  const eventIds = await appendConsentEvents(
    tx,
    ctx,
    granted.map((grant) => draftOf(given, grant)),
  );
  const consents = granted.map(({ number, contactId }, at) => ({
    number,
    contactId,
    eventId: eventIds[at] ?? 0,
  }));
  await insertConsents(tx, given.programId, consents, ctx.clock.now());
  return decisions;
}

function draftOf(given: ConsentGrants, grant: ConsentGrant): ConsentEventDraft {
  return {
    ...grant,
    brandId: given.brandId,
    programId: given.programId,
    type: 'opt_in',
    actor: given.actor,
    importId: given.importId ?? null,
  };
}
