import { findContactByNumber, isEventOfReply, optOut, rejoin } from '../contacts/index.ts';
import { queueText, stopQueuedFor } from '../dispatch/index.ts';
import type { Inbound } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { findSenderByNumber } from '../senders/index.ts';
import {
  findLastCampaign,
  insertReply,
  type KeptReply,
  listBrandsOfSender,
  listReplyBrands,
  noteAnswer,
  wasAnsweredSince,
} from './inbound.queries.ts';
import {
  confirmWithinMs,
  helpAnswer,
  helpAnswerEveryMs,
  type Reply,
  type ReplyBrand,
  startAnswer,
  stopAnswer,
  understand,
} from './reply.ts';

/**
 * Takes in what people sent back. Each reply is one transaction of its own, and one that fails does not hold up the
 * others; the first failure is thrown at the end, so that the carrier brings the batch again (repeats are known).
 */
export async function receiveReplies(
  ctx: Context,
  workspaceId: string,
  gatewayId: string,
  replies: readonly Inbound[],
): Promise<void> {
  const failures: unknown[] = [];
  for (const reply of replies.map(understand)) {
    try {
      await ctx.db.tx(workspaceId, (tx) => receive(tx, ctx, gatewayId, reply));
    } catch (error) {
      failures.push(error);
      if (reply.intent === 'stop') await stopAtLeast(ctx, workspaceId, reply);
    }
  }
  if (failures.length > 0) throw failures[0];
}

// Fail open for STOP: when anything around it failed, the opt-out itself still stands, for every brand.
async function stopAtLeast(ctx: Context, workspaceId: string, reply: Reply): Promise<void> {
  await ctx.db
    .tx(workspaceId, async (tx) => {
      for (const brand of await listReplyBrands(tx, null)) await optOut(tx, ctx, wishOf(ctx, reply, brand));
    })
    .catch((error: unknown) =>
      ctx.log.error({ err: error }, 'an opt-out could not be recorded; the carrier will bring it again'),
    );
}

async function receive(tx: Tx, ctx: Context, gatewayId: string, reply: Reply): Promise<void> {
  const contact = await findContactByNumber(tx, reply.from);
  const sender = await findSenderByNumber(tx, reply.to);
  const last = contact && sender ? await findLastCampaign(tx, contact.id, sender.id) : null;
  const kept: KeptReply = {
    ...reply,
    gatewayId,
    senderId: sender?.id ?? null,
    contactId: contact?.id ?? null,
    campaignId: last?.campaignId ?? null,
    receivedAt: receivedAt(ctx, reply),
  };
  const id = await insertReply(tx, kept);
  if (id === null) return;
  const brands = await brandsMeant(tx, reply.intent, kept, last?.brandId ?? null);
  if (brands.length === 0) return;
  if (reply.intent === 'stop') await stop(tx, ctx, { ...kept, id }, brands);
  if (reply.intent === 'start') await start(tx, ctx, { ...kept, id }, brands);
  if (reply.intent === 'help') await help(tx, ctx, { ...kept, id }, brands);
}

/**
 * STOP and START mean every brand that texts from the number they were sent to. Not the last text on record: that one may
 * never have arrived, and a newer one may be on the phone while its answer is still under way. HELP names the brand of the
 * last text. Without anything to go by, all brands are meant.
 */
async function brandsMeant(
  tx: Tx,
  intent: Reply['intent'],
  { contactId, senderId }: KeptReply,
  lastBrandId: string | null,
): Promise<ReplyBrand[]> {
  if (intent === 'help') return listReplyBrands(tx, lastBrandId === null ? null : [lastBrandId]);
  const ofNumber = contactId && senderId ? await listBrandsOfSender(tx, senderId) : [];
  return listReplyBrands(tx, ofNumber.length > 0 ? ofNumber : null);
}

const receivedAt = (ctx: Context, reply: Reply) => new Date(ctx.clock.now().getTime() - reply.ageMs);

type AnsweredReply = KeptReply & { readonly id: number };

/** Opt-out, the end of all that waits, and one confirmation: together or not at all. */
async function stop(
  tx: Tx,
  ctx: Context,
  reply: AnsweredReply,
  brands: readonly ReplyBrand[],
): Promise<void> {
  let isNews = false;
  for (const brand of brands) {
    const { wasOptedOut, eventId } = await optOut(tx, ctx, wishOf(ctx, reply, brand));
    // A first try may have saved the opt-out alone (stopAtLeast): the person still waits for the confirmation.
    isNews ||= !wasOptedOut || (await isEventOfReply(tx, eventId, reply.providerId));
  }
  if (reply.contactId !== null) {
    for (const brand of brands)
      await stopQueuedFor(tx, ctx, { contactId: reply.contactId, brandId: brand.id });
  }
  if (isNews && reply.ageMs <= confirmWithinMs)
    await answer(tx, ctx, reply, stopAnswer(brands), 'stop_confirmation', confirmWithinMs - reply.ageMs);
}

async function start(
  tx: Tx,
  ctx: Context,
  reply: AnsweredReply,
  brands: readonly ReplyBrand[],
): Promise<void> {
  let isRestored = false;
  let isNews = false;
  for (const brand of brands) {
    const result = await rejoin(tx, ctx, wishOf(ctx, reply, brand));
    isRestored ||= result.restored.length > 0;
    isNews ||= result.wasSuppressed;
  }
  if (isNews && reply.ageMs <= confirmWithinMs)
    await answer(
      tx,
      ctx,
      reply,
      startAnswer(brands, isRestored),
      'start_confirmation',
      confirmWithinMs - reply.ageMs,
    );
}

/** HELP is answered whoever asks, opted out or unknown. */
async function help(
  tx: Tx,
  ctx: Context,
  reply: AnsweredReply,
  brands: readonly ReplyBrand[],
): Promise<void> {
  const since = new Date(reply.receivedAt.getTime() - helpAnswerEveryMs);
  if (await wasAnsweredSince(tx, reply.from, 'help', since)) return;
  await answer(tx, ctx, reply, helpAnswer(brands), 'help');
}

async function answer(
  tx: Tx,
  ctx: Context,
  reply: AnsweredReply,
  body: string,
  reason: string,
  withinMs?: number,
): Promise<void> {
  // A number that is not one of our senders cannot answer; the opt-out stands all the same.
  if (reply.senderId === null) return;
  const { contactId, senderId, from: number } = reply;
  const messageId = await queueText(tx, ctx, {
    contactId,
    number,
    senderId,
    body,
    kind: 'auto',
    purpose: 'conversational',
    lane: 'conversational',
    reason,
    withinMs,
  });
  await noteAnswer(tx, reply.id, messageId);
}

function wishOf(ctx: Context, reply: Reply, brand: ReplyBrand) {
  const { providerId, to, body, matchedBy, word } = reply;
  return {
    number: reply.from,
    brandId: brand.id,
    method: 'reply',
    occurredAt: receivedAt(ctx, reply),
    actor: 'system:inbound',
    evidence: { raw_text: body, to, provider_id: providerId, matched_by: matchedBy, matched: word },
  };
}
