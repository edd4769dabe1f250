import { outranks } from '@tidings/policy/permission';
import type { Tx } from '../platform/db/pool.ts';
import { beginAppending, type LedgerTools } from './append-consent-events.ts';
import { insertConsents, lockConsentsOfBrand } from './consent.queries.ts';
import {
  type ConsentEventDraft,
  decideGrant,
  type Evidence,
  type GrantDecision,
  type HeldConsent,
} from './consent.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { type ConsentLevel, consentLevelOf } from './consent-level.ts';
import { listDisconnections } from './number-checks/number-check.queries.ts';
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
 * get a second event only where it is worth more by law; the answer says which. Takes the locks itself: call it before touching consent or suppression.
 */
export async function recordConsents(
  tx: Tx,
  ctx: LedgerTools,
  given: ConsentGrants,
): Promise<Map<string, GrantDecision>> {
  const numbers = given.grants.map((grant) => grant.number);
  await lockConsentChain(tx);
  const [held, suppressions, givenUp] = await Promise.all([
    lockConsentsOfBrand(tx, given.brandId, numbers),
    loadSuppressions(tx, ctx, given.brandId, numbers),
    listDisconnections(tx, numbers),
  ]);
  const decisions = new Map<string, GrantDecision>();
  const granted: { grant: ConsentGrant; level: ConsentLevel | null; strengthens: number | null }[] = [];
  let areNew = true;
  for (const grant of given.grants) {
    const current = held.get(grant.number)?.find((consent) => consent.programId === given.programId);
    const level = levelOfGrant(grant);
    const isStronger =
      level !== null &&
      (isWorthMore(level, current) || isNewer(grant.occurredAt, current, givenUp.get(grant.number)));
    const decision = decideGrant(current?.status, suppressions.get(grant.number), isStronger);
    decisions.set(grant.number, decision);
    if (decision !== 'granted') continue;
    if (current) areNew = false;
    granted.push({ grant, level, strengthens: current?.status === 'opted_in' ? current.eventId : null });
  }
  if (granted.length === 0) return decisions;
  const { ids, written } = await beginAppending(
    tx,
    ctx,
    granted.map(({ grant, strengthens }) => draftOf(given, grant, strengthens)),
  );
  const consents = granted.map(({ grant: { number, contactId, occurredAt }, level }, at) => ({
    ...{ number, contactId, occurredAt, level },
    eventId: ids[at] ?? 0,
  }));
  await Promise.all([
    written,
    insertConsents(tx, given.programId, consents, { at: ctx.clock.now(), areNew }),
  ]);
  return decisions;
}

/** For rows of consent a dealing counts whatever the program is for: which texts it is enough for is asked when they leave. */
export const levelOfGrant = ({ origin, evidence, ...grant }: ConsentGrant): ConsentLevel | null =>
  consentLevelOf({
    ...grant,
    type: 'opt_in',
    purpose: 'marketing',
    evidence: origin ? { ...origin, ...evidence } : evidence,
  });

/** Whether the number was given up between the consent on file and this one, which then is the only one of whoever has it. */
export const isNewer = (
  occurredAt: Date,
  current: Pick<HeldConsent, 'occurredAt'> | undefined,
  givenUpAt: Date | undefined,
): boolean =>
  givenUpAt !== undefined &&
  current !== undefined &&
  current.occurredAt <= givenUpAt &&
  occurredAt > givenUpAt;

/** Never where nobody knows yet what stands: it may be worth as much. */
const isWorthMore = (next: ConsentLevel, current: HeldConsent | undefined): boolean =>
  current?.level != null && outranks(next, { name: current.level, expiresAt: current.levelExpiresAt });

/** A consent that takes the place of a weaker one names it, so that whoever undoes an import finds the way back. */
function draftOf(given: ConsentGrants, grant: ConsentGrant, strengthens: number | null): ConsentEventDraft {
  return {
    ...grant,
    evidence: strengthens === null ? grant.evidence : { ...grant.evidence, strengthens },
    brandId: given.brandId,
    programId: given.programId,
    type: 'opt_in',
    actor: given.actor,
    importId: given.importId ?? null,
  };
}
