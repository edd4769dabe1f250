import { recordAudit, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { findAnchorDue, saveAnchored } from './consent-event.queries.ts';

/** What anchors are about, in the audit. */
export const consentLedger = 'consent_ledger';
export const anchoredAct = 'consent_ledger.anchored';

/**
 * Writes the end of the ledger of consents into the audit, whose checkpoints go out: a ledger that somebody recomputed from
 * an event on, with all its hashes, no longer fits what was said here. Nothing where the ledger has not grown.
 */
export async function anchorConsentChain(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    const end = await findAnchorDue(tx);
    if (end === null) return;
    await saveAnchored(tx, end.lastId);
    await recordAudit(tx, systemScope(workspaceId, 'contacts'), {
      act: anchoredAct,
      object: consentLedger,
      after: { events: end.lastId, hash: end.lastHash.toString('hex') },
    });
  });
}
