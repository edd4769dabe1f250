import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { lockConsentsOfBrand, setConsents } from './consent.queries.ts';
import { type ConsentEventDraft, decideOptOut, type Evidence } from './consent.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { loadSuppressions, suppressNumbers } from './suppression.queries.ts';

export type OptOut = {
  readonly number: string;
  readonly brandId: string;
  /** How it reached us: reply, console, api, import, carrier, e-mail … Any reasonable way counts (47 CFR 64.1200(a)(10)). */
  readonly method: string;
  /** Why the number is suppressed, where the method does not say it: `wrong_number`. */
  readonly reason?: string;
  readonly occurredAt: Date;
  readonly evidence: Evidence;
  /** See ConsentEventDraft. */
  readonly origin?: Evidence;
  readonly actor: string;
};

export type OptOutResult = { readonly eventId: number; readonly wasOptedOut: boolean };

/**
 * The person wants no more texts from this brand. In the caller's transaction: every program of the brand is closed to
 * the number, the number is suppressed (whether or not it is anybody's contact) and the ledger says why. Doing it twice
 * adds nothing. Takes the locks itself, in the order told in append-consent-events.ts.
 */
export async function optOut(tx: Tx, ctx: LedgerTools, wish: OptOut): Promise<OptOutResult> {
  const { number, brandId, actor, ...how } = wish;
  const results = await optOutMany(tx, ctx, {
    brandId,
    actor,
    optOuts: [{ number, contactId: null, ...how }],
  });
  const result = results.get(number);
  if (!result) throw new Error('optOutMany answers for every number it is given');
  return result;
}

export type OptOuts = {
  readonly brandId: string;
  readonly actor: string;
  readonly importId?: string;
  /** Each number once. */
  readonly optOuts: readonly (Omit<OptOut, 'brandId' | 'actor'> & { readonly contactId: number | null })[];
};

/** The same for many numbers at once, for files in which a column says who has left. */
export async function optOutMany(
  tx: Tx,
  ctx: LedgerTools,
  wish: OptOuts,
): Promise<Map<string, OptOutResult>> {
  const { brandId } = wish;
  const numbers = wish.optOuts.map((one) => one.number);
  await lockConsentChain(tx);
  const [held, suppressions] = await Promise.all([
    lockConsentsOfBrand(tx, brandId, numbers),
    loadSuppressions(tx, ctx, brandId, numbers),
  ]);
  const results = new Map<string, OptOutResult>();
  const leaving: OptOuts['optOuts'][number][] = [];
  for (const one of wish.optOuts) {
    const decision = decideOptOut(held.get(one.number) ?? [], suppressions.get(one.number));
    if (decision.kind === 'already_out')
      results.set(one.number, { eventId: decision.eventId, wasOptedOut: true });
    else leaving.push(one);
  }
  if (leaving.length === 0) return results;
  const eventIds = await appendConsentEvents(
    tx,
    ctx,
    leaving.map((one) => draftOf(wish, one)),
  );
  const left = leaving.map((one, at) => ({
    ...one,
    programId: null,
    eventId: eventIds[at] ?? 0,
    reason: one.reason ?? one.method,
    suppressedAt: one.occurredAt,
  }));
  await Promise.all([
    // A list of those who left names few that ever agreed to anything here.
    held.size > 0 && setConsents(tx, { brandId, status: 'opted_out', changes: left, at: ctx.clock.now() }),
    suppressNumbers(tx, brandId, left),
  ]);
  for (const one of left) results.set(one.number, { eventId: one.eventId, wasOptedOut: false });
  return results;
}

function draftOf(wish: OptOuts, one: OptOuts['optOuts'][number]): ConsentEventDraft {
  return {
    ...one,
    brandId: wish.brandId,
    programId: null,
    type: 'opt_out',
    wordsShown: null,
    actor: wish.actor,
    importId: wish.importId ?? null,
  };
}
