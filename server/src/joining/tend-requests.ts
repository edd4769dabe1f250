import { openHours } from '@tidings/policy/hours';
import { loadOwnRules, whereaboutsOf } from '../compliance/index.ts';
import { getContact, loadConsents, recordExpiry } from '../contacts/index.ts';
import { queueText } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { answerWithinMs } from './join-program.ts';
import {
  type JoinRequest,
  lockDueRequests,
  noteReminder,
  putReminderOff,
  settleRequest,
} from './join-request.queries.ts';
import { joinText } from './join-texts.ts';
import { loadJoinable } from './joinable.ts';

const requestsAtOnce = 100;

/** Ends requests that have run out, and reminds of those whose program wants it: once, and by day. Returns how many were due. */
export async function tendRequests(ctx: Context, workspaceId: string): Promise<number> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const due = await lockDueRequests(tx, now, requestsAtOnce);
    for (const request of due) await tend(tx, ctx, request, now);
    return due.length;
  });
}

async function tend(tx: Tx, ctx: Context, request: JoinRequest, now: Date): Promise<void> {
  const { programId, brandId, number } = request;
  if (now >= request.expiresAt) return expire(tx, ctx, request, now);
  const standing = (await loadConsents(tx, { programId, brandId, numbers: [number] })).get(number);
  if (standing?.status !== 'pending' || standing.isSuppressed)
    return settleRequest(tx, request.id, { status: 'left', eventId: null, at: now });
  await remind(tx, ctx, request, now);
}

async function expire(tx: Tx, ctx: Context, request: JoinRequest, now: Date): Promise<void> {
  const { id, number, contactId, brandId, programId, method, requestedEventId } = request;
  const eventId = await recordExpiry(tx, ctx, {
    number,
    contactId,
    brandId,
    programId,
    method,
    occurredAt: request.expiresAt,
    wordsShown: null,
    evidence: { request_event: requestedEventId },
    actor: 'system:joining',
  });
  await settleRequest(tx, id, { status: eventId === null ? 'left' : 'expired', eventId, at: now });
}

async function remind(tx: Tx, ctx: Context, request: JoinRequest, now: Date): Promise<void> {
  const about = await loadJoinable(tx, request.programId);
  const contact = await getContact(tx, request.contactId);
  // Nobody has asked for the reminder, so it keeps the hours of marketing, whatever lane it leaves in.
  const where = whereaboutsOf(request.number, contact, about.workspace.timeZone);
  const hours = openHours(await loadOwnRules(tx));
  const { decision, untilMs } = hours.verdictOf({ ...where, purpose: 'marketing' }, now);
  if (decision !== 'allow') return putReminderOff(tx, request.id, new Date(untilMs ?? request.expiresAt));
  const messageId = await queueText(tx, ctx, {
    contactId: request.contactId,
    number: request.number,
    senderId: request.senderId,
    body: joinText('join_reminder', request.locale, about.program, about.words),
    kind: 'auto',
    purpose: 'conversational',
    lane: 'conversational',
    reason: 'join_reminder',
    withinMs: answerWithinMs,
  });
  await noteReminder(tx, request.id, messageId);
}
