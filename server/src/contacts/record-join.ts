import { outranks } from '@tidings/policy/permission';
import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { deletePendingConsent, lockConsentsOfBrand, putConsent } from './consent.queries.ts';
import type { ConsentEventDraft, ConsentEventType } from './consent.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { consentLevelOf } from './consent-level.ts';
import { decideJoin, type JoinDecision, type JoinProof } from './join-decision.ts';
import { listDisconnections } from './number-checks/number-check.queries.ts';
import { isNewer } from './record-consent.ts';
import { liftSuppression, loadSuppressions } from './suppression.queries.ts';

/** One person on the way into one program, with everything that proves it. */
export type JoinFact = Pick<
  ConsentEventDraft,
  'number' | 'brandId' | 'method' | 'occurredAt' | 'wordsShown' | 'evidence' | 'actor'
> & {
  readonly programId: string;
  readonly contactId: number;
  readonly proof: JoinProof;
};

/** `eventId` is that of the event written, and null where nothing was. */
export type JoinRecord = { readonly decision: JoinDecision; readonly eventId: number | null };

/**
 * Writes down that somebody joins, or asks to, and moves the consent on; or leaves everything as it was and says why. Takes
 * the locks itself, in the order told in append-consent-events.ts. An opt-out of the brand is lifted for the program that
 * is joined and for no other: those stay as the person left them.
 */
export async function recordJoin(tx: Tx, ctx: LedgerTools, fact: JoinFact): Promise<JoinRecord> {
  const { number, brandId, programId, contactId, proof, occurredAt } = fact;
  await lockConsentChain(tx);
  const held = (await lockConsentsOfBrand(tx, brandId, [number])).get(number) ?? [];
  const current = held.find((one) => one.programId === programId);
  const status = current?.status;
  const suppression = (await loadSuppressions(tx, ctx, brandId, [number])).get(number);
  const level = consentLevelOf({
    ...{ number, occurredAt, method: fact.method, wordsShown: fact.wordsShown, evidence: fact.evidence },
    type: proof === 'confirmed' ? 'doi_confirmed' : 'opt_in',
    purpose: 'marketing',
  });
  const standing = current?.level ? { name: current.level, expiresAt: current.levelExpiresAt } : null;
  const givenUpAt = (await listDisconnections(tx, [number])).get(number);
  const isStronger =
    level !== null &&
    ((standing !== null && outranks(level, standing)) || isNewer(occurredAt, current, givenUpAt));
  const decision = decideJoin({ status, suppression, proof, occurredAt, isStronger });
  if (decision !== 'joined' && decision !== 'pending') return { decision, eventId: null };
  const isLifted = suppression !== undefined && !suppression.isLifted;
  const type: ConsentEventType =
    decision === 'pending' ? 'doi_requested' : proof === 'confirmed' ? 'doi_confirmed' : 'opt_in';
  const evidence = isLifted ? { ...fact.evidence, lifts_opt_out: suppression.eventId } : fact.evidence;
  const [eventId = 0] = await appendConsentEvents(tx, ctx, [draftOf(fact, type, evidence)]);
  const at = ctx.clock.now();
  if (isLifted) await liftSuppression(tx, ctx, brandId, number, eventId, at);
  const next = decision === 'joined' ? 'opted_in' : 'pending';
  await putConsent(tx, { programId, number, contactId, eventId, occurredAt, status: next, at, level });
  return { decision, eventId };
}

/** A request that nobody answered. The number stands where it stood before it was asked: it never agreed. */
export async function recordExpiry(
  tx: Tx,
  ctx: LedgerTools,
  fact: Omit<JoinFact, 'proof'>,
): Promise<number | null> {
  await lockConsentChain(tx);
  if (!(await deletePendingConsent(tx, fact.programId, fact.number))) return null;
  const [eventId = 0] = await appendConsentEvents(tx, ctx, [draftOf(fact, 'expired', fact.evidence)]);
  return eventId;
}

function draftOf(
  fact: Omit<JoinFact, 'proof'>,
  type: ConsentEventType,
  evidence: JoinFact['evidence'],
): ConsentEventDraft {
  const { number, contactId, brandId, programId, method, occurredAt, wordsShown, actor } = fact;
  return {
    number,
    contactId,
    brandId,
    programId,
    type,
    method,
    occurredAt,
    wordsShown,
    evidence,
    actor,
    importId: null,
  };
}
