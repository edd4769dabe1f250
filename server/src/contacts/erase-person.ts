import type { Tx } from '../platform/db/pool.ts';
import { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import {
  deleteBelonging,
  deleteConsentsOfNumber,
  deleteContact,
  deleteNumberCheck,
  emptyEvents,
  eraseSuppressions,
  forgetInImports,
  listWholeEventsOf,
  lockContactByNumber,
} from './erase-person.queries.ts';
import { tellEmptied } from './erased-events.ts';
import { hashFromBytes, hashToBytes, storedEventHasher } from './event-hash.ts';
import { pseudonymOf } from './pseudonym.ts';
import { deleteRestriction } from './restriction.queries.ts';

export type Erasure = {
  readonly number: string;
  /** Why, for the ledger: the request that asked for it. */
  readonly requestId: string;
  readonly actor: string;
};

export type ErasedPerson = {
  readonly pseudonym: string;
  /** Null for a number that was nobody's contact. */
  readonly contactId: number | null;
  readonly events: number;
  readonly suppressions: number;
};

/**
 * Takes a person out of everything this slice keeps, in the caller's transaction. Contact, lists, tags and consents go;
 * suppressions stay under a pseudonym, and so do the events of the ledger, each without number, contact and evidence. An
 * event of its own says which were emptied and what they look like since, so the chain can still be checked from the
 * first event to the last. Opt the person out of every brand first, or there is no suppression to stay.
 */
export async function erasePerson(tx: Tx, ctx: LedgerTools, erasure: Erasure): Promise<ErasedPerson> {
  const { number } = erasure;
  const contact = await lockContactByNumber(tx, number);
  await lockConsentChain(tx);
  const pseudonym = pseudonymOf(ctx, tx.workspaceId, number);
  await deleteConsentsOfNumber(tx, number);
  await deleteRestriction(tx, number);
  await deleteNumberCheck(tx, number);
  const suppressions = await eraseSuppressions(tx, number, pseudonym);
  const events = await forgetInLedger(tx, ctx, erasure, pseudonym);
  await forgetInImports(tx, { number, contactId: contact?.id ?? null, email: contact?.email ?? null });
  if (contact) {
    await deleteBelonging(tx, contact.id);
    await deleteContact(tx, contact.id);
  }
  return { pseudonym, contactId: contact?.id ?? null, events, suppressions };
}

async function forgetInLedger(
  tx: Tx,
  ctx: LedgerTools,
  { number, requestId, actor }: Erasure,
  pseudonym: string,
): Promise<number> {
  const events = await listWholeEventsOf(tx, number);
  const [first] = events;
  if (!first) return 0;
  const now = ctx.clock.now();
  const hasher = storedEventHasher(tx.workspaceId);
  const emptied = events.map((event) => {
    const digest = hasher.personalOf(event);
    const personal = digest === null ? null : hashToBytes(digest);
    // The origin stays: it tells of a file, and of nobody in it.
    const rest = { ...event, number: pseudonym, contactId: null, evidence: event.originEvidence };
    return { id: event.id, personal, digest: hasher.emptiedOf(hashFromBytes(event.prevHash), rest) };
  });
  await emptyEvents(tx, pseudonym, emptied, now);
  await appendConsentEvents(tx, ctx, [
    {
      number: pseudonym,
      contactId: null,
      brandId: first.brandId,
      programId: null,
      type: 'erased',
      method: 'request',
      occurredAt: now,
      wordsShown: null,
      evidence: { emptied: tellEmptied(emptied), request_id: requestId },
      actor,
      importId: null,
    },
  ]);
  return events.length;
}
