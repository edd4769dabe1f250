import { recordAudit, type Scope } from '../accounts/index.ts';
import { correctContact, listBrands, optOut, restrictPerson } from '../contacts/index.ts';
import { stopQueuedFor, stopQueuedForAll } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { eraseWithin } from './erase.ts';
import { lockRequest, saveRequest } from './request.queries.ts';
import {
  type DataRequest,
  decideExtension,
  type RefusalReason,
  refuseFulfilment,
  refuseRefusal,
} from './request.ts';

/** Does what a verified request asks for, and writes down what the person was answered. */
export async function fulfilRequest(
  ctx: Context,
  scope: Scope,
  id: string,
  answer: string | null,
): Promise<DataRequest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    refuseFulfilment(request);
    return fulfilWithin(tx, ctx, scope, request, answer);
  });
}

/** The same for a request that is locked, or was made, in this transaction. */
export async function fulfilWithin(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  request: DataRequest,
  answer: string | null,
): Promise<DataRequest> {
  if (request.kind === 'erasure') return eraseWithin(tx, ctx, scope, request, answer);
  if (request.kind === 'rectification') await correct(tx, ctx, scope, request);
  if (request.kind === 'objection') await stopTexting(tx, ctx, scope, request);
  if (request.kind === 'restriction') await restrict(tx, ctx, scope, request);
  if ((request.kind === 'access' || request.kind === 'portability') && answer === null)
    throw new Invalid(
      'data_request.no_answer',
      'Export the file, hand it over, and say here how the person got it.',
    );
  return close(tx, ctx, scope, { ...request, status: 'done', answer });
}

async function correct(tx: Tx, ctx: Context, scope: Scope, request: DataRequest): Promise<void> {
  if (request.contactId === null || request.correction === null)
    throw new Conflict(
      'data_request.nothing_on_file',
      'Nobody with this number is on file, so there is nothing to correct. Refuse the request with nothing_on_file.',
    );
  await correctContact(tx, ctx, scope, request.contactId, request.correction);
}

/** The right to object to direct marketing is absolute and acts at once (GDPR art. 21(3)). */
async function stopTexting(tx: Tx, ctx: Context, scope: Scope, request: DataRequest): Promise<void> {
  for (const brand of await listBrands(tx)) {
    await optOut(tx, ctx, {
      number: request.number,
      brandId: brand.id,
      method: 'request',
      occurredAt: request.receivedAt,
      evidence: { request_id: publicId('drq', request.id), channel: request.channel },
      actor: scope.actor,
    });
    if (request.contactId !== null)
      await stopQueuedFor(tx, ctx, { contactId: request.contactId, brandId: brand.id });
  }
}

/** GDPR art. 18: kept and not used, until somebody ends it (end-restriction.ts). What waits to be sent is stopped. */
async function restrict(tx: Tx, ctx: Context, scope: Scope, request: DataRequest): Promise<void> {
  const { number, contactId, id: requestId } = request;
  await restrictPerson(tx, { number, requestId, since: ctx.clock.now(), setBy: scope.actor });
  if (contactId === null) return;
  const brandIds = (await listBrands(tx)).map(({ id }) => id);
  await stopQueuedForAll(tx, ctx, { contactIds: [contactId], brandIds }, 'contact.restricted');
}

/** Says no, with the reason that the person is told. */
export async function refuseRequest(
  ctx: Context,
  scope: Scope,
  id: string,
  { reason, answer }: { readonly reason: RefusalReason; readonly answer: string },
): Promise<DataRequest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    refuseRefusal(request);
    return close(tx, ctx, scope, { ...request, status: 'refused', reason, answer });
  });
}

async function close(tx: Tx, ctx: Context, scope: Scope, request: DataRequest): Promise<DataRequest> {
  const closed: DataRequest = { ...request, closedAt: ctx.clock.now(), closedBy: scope.actor };
  await saveRequest(tx, closed);
  await recordAudit(tx, scope, {
    act: `data_request.${request.status}`,
    object: publicId('drq', request.id),
    after: { kind: request.kind, reason: request.reason },
  });
  return closed;
}

/** Takes the longer time that the law allows once. */
export async function extendRequest(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<DataRequest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    const now = ctx.clock.now();
    const dueAt = decideExtension(request, reason, now);
    const extended: DataRequest = { ...request, dueAt, extendedAt: now, extensionReason: reason.trim() };
    await saveRequest(tx, extended);
    await recordAudit(tx, scope, {
      act: 'data_request.extended',
      object: publicId('drq', id),
      before: { due_at: request.dueAt },
      after: { due_at: dueAt },
    });
    return extended;
  });
}
