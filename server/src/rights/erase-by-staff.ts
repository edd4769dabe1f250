import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { eraseWithin } from './erase.ts';
import { openWithin } from './open-request.ts';
import { saveRequest } from './request.queries.ts';
import type { DataRequest } from './request.ts';

/**
 * Erases somebody because the business wants to keep less, in the caller's transaction; `note` says why. It goes the way of a
 * request that a person has made, so that it stands in the same register and stops at the same legal holds: `held` then,
 * opted out and kept.
 */
export async function eraseByStaff(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { contactId, note }: { readonly contactId: number; readonly note: string },
): Promise<'erased' | 'held'> {
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
  return done.status === 'held' ? 'held' : 'erased';
}
