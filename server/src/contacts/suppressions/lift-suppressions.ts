import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { appendConsentEvents } from '../append-consent-events.ts';
import type { ConsentEventDraft } from '../consent.ts';
import { lockConsentChain } from '../consent-event.queries.ts';
import { findContactsByNumber } from '../contact.queries.ts';
import { listSuppressed } from '../standing.queries.ts';
import { brandsMeant } from './brands-meant.ts';
import { liftMany } from './everywhere.queries.ts';
import { readNumbers, type Unreadable } from './read-entries.ts';
import { listLiftable } from './suppression-listing.queries.ts';

export type LiftWish = {
  readonly numbers: readonly string[];
  /** Null: of every brand. */
  readonly brandId: string | null;
  readonly reason: string;
};

export type LiftOutcome = {
  readonly lifted: readonly { readonly number: string; readonly brandId: string; readonly eventId: number }[];
  /** Numbers that some of the brands may not text all the same, because a list of hashes names them. */
  readonly stillSuppressed: readonly string[];
  readonly unreadable: readonly Unreadable[];
};

/**
 * Takes a block away, and gives nothing back: consents that the opt-out closed stay closed until the person says START,
 * and whoever never joined has still not. Who was erased stays suppressed.
 */
export async function liftSuppressions(ctx: Context, scope: Scope, wish: LiftWish): Promise<LiftOutcome> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { entries: numbers, unreadable } = readNumbers(wish.numbers, (await getWorkspace(tx)).country);
    await lockConsentChain(tx);
    const contacts = await findContactsByNumber(tx, numbers);
    const now = ctx.clock.now();
    const lifted: LiftOutcome['lifted'][number][] = [];
    const stillSuppressed = new Set<string>();
    for (const { brandId } of await brandsMeant(tx, wish.brandId)) {
      const liftable = await listLiftable(tx, brandId, numbers);
      const draftOf = (number: string): ConsentEventDraft => ({
        number,
        contactId: contacts.get(number)?.id ?? null,
        brandId,
        programId: null,
        type: 'lifted',
        method: 'staff',
        occurredAt: now,
        wordsShown: null,
        evidence: { reason: wish.reason },
        actor: scope.actor,
        importId: null,
      });
      const eventIds = await appendConsentEvents(tx, ctx, liftable.map(draftOf));
      const ofBrand = liftable.map((number, at) => ({ number, brandId, eventId: eventIds[at] ?? 0 }));
      await liftMany(tx, brandId, ofBrand, now);
      lifted.push(...ofBrand);
      for (const number of await listSuppressed(tx, brandId, numbers)) stillSuppressed.add(number);
    }
    await recordAudit(tx, scope, {
      act: 'suppression.lifted',
      object: wish.brandId ? publicId('brd', wish.brandId) : publicId('wsp', tx.workspaceId),
      after: { reason: wish.reason, event_ids: lifted.map((one) => publicId('cev', one.eventId)) },
    });
    return { lifted, stillSuppressed: [...stillSuppressed], unreadable };
  });
}
