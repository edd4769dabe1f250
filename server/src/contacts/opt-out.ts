import type { Tx } from '../platform/db/pool.ts';
import { quietly, together } from '../platform/db/together.ts';
import { beginAppending, type LedgerTools } from './append-consent-events.ts';
import { lockConsentsOfBrand, setConsents } from './consent.queries.ts';
import { type ConsentEventDraft, decideOptOut, type Evidence } from './consent.ts';
import { readBehindChain } from './consent-event.queries.ts';
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
  const { results, saved } = await writeOptOuts(tx, ctx, wish);
  await saved;
  return results;
}

export type OptOutsWritten = {
  readonly results: Map<string, OptOutResult>;
  /** They are on their way; what is asked for before this is waited for shares their round trip, and sees what they have changed. */
  readonly saved: Promise<unknown>;
};

/** The same for whoever has more to ask behind it: the end of the ledger is held, and others wait for it, a round trip less. */
export async function writeOptOuts(tx: Tx, ctx: LedgerTools, wish: OptOuts): Promise<OptOutsWritten> {
  const { brandId } = wish;
  const numbers = wish.optOuts.map((one) => one.number);
  const [end, [held, suppressions]] = await readBehindChain(tx, () =>
    together([lockConsentsOfBrand(tx, brandId, numbers), loadSuppressions(tx, ctx, brandId, numbers)]),
  );
  const results = new Map<string, OptOutResult>();
  const leaving: OptOuts['optOuts'][number][] = [];
  for (const one of wish.optOuts) {
    const decision = decideOptOut(held.get(one.number) ?? [], suppressions.get(one.number));
    if (decision.kind === 'already_out')
      results.set(one.number, { eventId: decision.eventId, wasOptedOut: true });
    else leaving.push(one);
  }
  if (leaving.length === 0) return { results, saved: Promise.resolve() };
  const drafts = leaving.map((one) => draftOf(wish, one));
  const { ids: eventIds, written } = await beginAppending(tx, ctx, drafts, end);
  const left = leaving.map((one, at) => ({
    ...one,
    programId: null,
    eventId: eventIds[at] ?? 0,
    reason: one.reason ?? one.method,
    suppressedAt: one.occurredAt,
  }));
  const asked = together([
    written,
    // A list of those who left names few that ever agreed to anything here.
    held.size > 0 && setConsents(tx, { brandId, status: 'opted_out', changes: left, at: ctx.clock.now() }),
    suppressNumbers(tx, brandId, left),
  ]);
  for (const one of left) results.set(one.number, { eventId: one.eventId, wasOptedOut: false });
  return { results, saved: quietly(asked) };
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
