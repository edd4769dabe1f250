import { recordAudit, type Scope } from '../accounts/index.ts';
import { loadContacts } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { eraseWithin } from './erase.ts';
import { takeTurnsOn } from './legal-hold.queries.ts';
import { openWithin } from './open-request.ts';
import { listRequestsOfNumber, saveRequest } from './request.queries.ts';
import type { DataRequest } from './request.ts';

/** `gone`: there is nobody of that id any more. */
export type ErasedByStaff = 'erased' | 'legal_hold' | 'open_request' | 'gone';

/**
 * Erases somebody because the business wants to keep less, in the caller's transaction; `note` says why. It goes the way of a
 * request that a person has made, so that it stands in the same register and stops at the same legal holds: `legal_hold` then,
 * opted out and kept. Whoever waits for an answer of their own is left alone (`open_request`): it would close with nothing on
 * file, and what they asked for would be gone.
 */
export async function eraseByStaff(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { contactId, note }: { readonly contactId: number; readonly note: string },
): Promise<ErasedByStaff> {
  const number = await numberOf(tx, contactId);
  if (number === undefined) return 'gone';
  await takeTurnsOn(tx, number);
  // Somebody else may have erased them while we waited.
  if ((await numberOf(tx, contactId)) !== number) return 'gone';
  if ((await listRequestsOfNumber(tx, number)).some(isUnanswered)) return 'open_request';
  const opened = await openWithin(tx, ctx, scope, { kind: 'erasure', contactId, channel: 'api' }, null);
  const verified: DataRequest = {
    ...opened,
    status: 'verified',
    verifiedAt: ctx.clock.now(),
    verifiedHow: 'attested',
    verifiedNote: note,
  };
  await saveRequest(tx, verified);
  await recordAudit(tx, scope, {
    act: 'data_request.verified',
    object: publicId('drq', opened.id),
    after: { how: verified.verifiedHow },
  });
  const done = await eraseWithin(tx, ctx, scope, verified, note);
  return done.status === 'held' ? 'legal_hold' : 'erased';
}

// One that is held is not: the hold that holds it stops this erasure as well.
const isUnanswered = ({ status }: DataRequest) => status === 'received' || status === 'verified';

const numberOf = async (tx: Tx, contactId: number): Promise<string | undefined> =>
  (await loadContacts(tx, [contactId])).get(contactId)?.number;
