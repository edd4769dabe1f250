import { recordAudit, type Scope } from '../accounts/index.ts';
import { endRestriction } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { lockRequest, saveRequest } from './request.queries.ts';
import type { DataRequest } from './request.ts';

/** Ends a restriction, for a reason that the person was told before (GDPR art. 18(3)). Consents are as they were. */
export async function endRestrictionOf(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<DataRequest> {
  if (reason.trim() === '')
    throw new Invalid(
      'data_request.no_reason',
      'Say why the restriction ends; the person is told so before it does.',
    );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    const isStanding =
      request.kind === 'restriction' && request.status === 'done' && request.endedAt === null;
    if (!isStanding || !(await endRestriction(tx, request.number)))
      throw new Conflict('data_request.no_restriction', 'No restriction stands by this request.');
    const ended: DataRequest = {
      ...request,
      endedAt: ctx.clock.now(),
      endedBy: scope.actor,
      endedReason: reason.trim(),
    };
    await saveRequest(tx, ended);
    await recordAudit(tx, scope, {
      act: 'data_request.restriction_ended',
      object: publicId('drq', id),
      before: { restricted: true },
      after: { restricted: false },
    });
    return ended;
  });
}
