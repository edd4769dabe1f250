import {
  eraseFromAudit,
  forgetInAnswers,
  forgetInViews,
  recordAudit,
  type Scope,
  systemScope,
} from '../accounts/index.ts';
import { endSimulationsUnderWay, forgetHours } from '../campaigns/index.ts';
import { deleteTallyOf, deleteVelocityOf } from '../compliance/index.ts';
import { erasePerson, findContactByNumber, listBrands, optOut, pseudonymOf } from '../contacts/index.ts';
import { eraseEntries } from '../contests/index.ts';
import { eraseCredits } from '../conversions/index.ts';
import { forgetWhoseCodes } from '../coupons/index.ts';
import { eraseFromCases } from '../desk/index.ts';
import { listOpenUnknown, stopQueuedFor } from '../dispatch/index.ts';
import { eraseFromEmergencies } from '../emergency/index.ts';
import { eraseEvents } from '../events/index.ts';
import { eraseReplies } from '../inbound/index.ts';
import { eraseFromInbox } from '../inbox/index.ts';
import { eraseJoinRequests } from '../joining/index.ts';
import { forgetDestinations, forgetWhoClicked } from '../links/index.ts';
import { eraseTexts, listTextsOfPerson } from '../messages/index.ts';
import { eraseFromNotifications } from '../notifications/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { eraseReferrals } from '../referrals/index.ts';
import { eraseAnswers } from '../surveys/index.ts';
import { eraseFromOperations } from '../texts/index.ts';
import { listHoldsOn, takeTurnsOn } from './legal-hold.queries.ts';
import { eraseFromRequests, lockRequest, saveRequest } from './request.queries.ts';
import type { DataRequest } from './request.ts';

export const eraseRestTask = 'rights.erase_rest';

// Whatever a worker had in hand when the person was erased has been written by then, and is emptied as well.
const restAfterMs = 15 * 60_000;

/**
 * Erases the person of a verified request, in the caller's transaction: every brand is left, what waits is stopped, and
 * every slice forgets. While the law wants the record kept the request is held instead, and the opt-out stands all the same.
 */
export async function eraseWithin(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  request: DataRequest,
  answer: string | null,
): Promise<DataRequest> {
  await takeTurnsOn(tx, request.number);
  const contact = await findContactByNumber(tx, request.number);
  const person = { number: request.number, contactId: contact?.id ?? null };
  await leaveEverything(tx, ctx, scope, request, person.contactId);
  const [hold] = await listHoldsOn(tx, request.number);
  if (hold) {
    const held: DataRequest = { ...request, status: 'held', reason: 'legal_hold', answer: hold.reason };
    await saveRequest(tx, held);
    await recordAudit(tx, scope, { act: 'data_request.held', object: publicId('drq', request.id) });
    return held;
  }
  const erasing: DataRequest = {
    ...request,
    status: 'erasing',
    contactId: person.contactId,
    reason: null,
    answer,
    closedAt: ctx.clock.now(),
    closedBy: scope.actor,
  };
  const requestId = publicId('drq', request.id);
  await saveRequest(tx, erasing);
  // What the person is called stands in kept answers too; asked for before the record is gone.
  const { email = null, firstName = null, lastName = null } = contact ?? {};
  const views = await forgetInViews(tx, { number: person.number, email, firstName, lastName });
  const traces = [
    person.number,
    // As the search of a view has them.
    ...[person.number, email].filter((one) => one !== null).map(encodeURIComponent),
    ...views.map((id) => `"${publicId('vew', id)}"`),
    ...(contact ? [`"${publicId('con', contact.id)}"`] : []),
  ];
  await forgetInAnswers(tx, traces, pseudonymOf(ctx, tx.workspaceId, person.number));
  if (contact) await eraseFromAudit(tx, scope, publicId('con', contact.id), requestId);
  const { events, suppressions } = await erasePerson(tx, ctx, {
    number: person.number,
    requestId,
    actor: scope.actor,
  });
  await endSimulationsUnderWay(tx, ctx.clock.now());
  const { erased } = await eraseTrail(tx, ctx, person);
  await recordAudit(tx, scope, {
    act: 'contact.erased',
    object: requestId,
    after: { events, suppressions, texts: erased },
  });
  await enqueueRest(tx, request.id);
  return erasing;
}

/** Every brand, whoever is asked: whoever wants to be forgotten wants no texts. Fails for nobody who has left already. */
async function leaveEverything(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  request: DataRequest,
  contactId: number | null,
): Promise<void> {
  for (const brand of await listBrands(tx)) {
    await optOut(tx, ctx, {
      number: request.number,
      brandId: brand.id,
      method: 'request',
      occurredAt: request.receivedAt,
      evidence: { request_id: publicId('drq', request.id), channel: request.channel },
      actor: scope.actor,
    });
    if (contactId !== null) await stopQueuedFor(tx, ctx, { contactId, brandId: brand.id });
  }
}

type Person = { readonly number: string; readonly contactId: number | null };

/** What the person's texts and replies have left behind in every slice below. */
async function eraseTrail(
  tx: Tx,
  ctx: Context,
  person: Person,
): Promise<{ erased: number; waiting: number }> {
  const pseudonym = pseudonymOf(ctx, tx.workspaceId, person.number);
  const texts = await listTextsOfPerson(tx, person);
  const ids = texts.map((text) => text.id);
  const contactPublicId = person.contactId === null ? null : publicId('con', person.contactId);
  await eraseFromOperations(tx, { number: person.number, contactPublicId }, pseudonym, ids);
  if (person.contactId !== null) {
    await eraseCredits(tx, person.contactId);
    await eraseEvents(tx, person.contactId);
    await forgetWhoseCodes(tx, person.contactId);
    await forgetHours(tx, person.contactId);
  }
  await forgetWhoClicked(tx, ids);
  // Before the texts are emptied: their words say which links are theirs.
  await forgetDestinations(tx, ctx, texts);
  // Before the replies are: it finds the conversations by the number.
  await eraseFromInbox(tx, person.number, ctx.clock.now());
  await eraseReplies(tx, person.number, pseudonym);
  await deleteVelocityOf(tx, person.number);
  await deleteTallyOf(tx, person.number);
  await eraseFromNotifications(tx, person.number);
  await eraseJoinRequests(tx, person.number, pseudonym);
  await eraseFromCases(tx, person.number, pseudonym);
  await eraseFromEmergencies(tx, person.number, pseudonym);
  await eraseAnswers(tx, person.number, pseudonym);
  await eraseEntries(tx, person.number, pseudonym);
  await eraseReferrals(tx, person, pseudonym);
  await eraseFromRequests(tx, person.number, pseudonym, ctx.clock.now());
  return eraseTexts(tx, person, pseudonym, await listOpenUnknown(tx, ids));
}

async function enqueueRest(tx: Tx, requestId: string): Promise<void> {
  const runAt = new Date(Date.now() + restAfterMs); // Jobs follow the real hour.
  await enqueue(
    tx,
    eraseRestTask,
    { workspaceId: tx.workspaceId, requestId },
    { runAt, key: `${eraseRestTask}:${requestId}` },
  );
}

/**
 * The second look, a quarter of an hour later: texts that were on their way have their outcome by now, and lose their words
 * as well. When nothing is left under the number, the request itself forgets it and is done.
 */
export async function eraseRest(
  ctx: Context,
  { workspaceId, requestId }: { workspaceId: string; requestId: string },
): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request.status !== 'erasing') return;
    const { waiting } = await eraseTrail(tx, ctx, request);
    if (waiting > 0) return enqueueRest(tx, requestId);
    const number = pseudonymOf(ctx, workspaceId, request.number);
    await saveRequest(tx, { ...request, status: 'done', number, contactId: null, verifiedNote: null });
    await recordAudit(tx, systemScope(workspaceId, 'rights'), {
      act: 'data_request.done',
      object: publicId('drq', requestId),
    });
  });
}
