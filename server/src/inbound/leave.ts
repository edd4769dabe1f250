import { eventsOfReplies, noteReassigned, type OptOutResult, optOutMany } from '../contacts/index.ts';
import { stopQueuedForAll } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Answer } from './answers.ts';
import type { TakenReply } from './inbound.queries.ts';
import { confirmWithinMs, type Reply, stopAnswer, wrongNumberAnswer } from './reply.ts';
import { wishOf } from './wish.ts';

type Left = { readonly reply: TakenReply; readonly result: OptOutResult };

/** Whoever writes this gets no more texts; a wrong number never was the person who joined. */
export const isLeaving = ({ intent }: Pick<Reply, 'intent'>) =>
  intent === 'stop' || intent === 'wrong_number';

/** Why the number is suppressed, where it is not simply that its owner wants to leave. */
export const reasonOf = ({ intent }: Pick<Reply, 'intent'>) =>
  intent === 'wrong_number' ? { reason: intent } : {};

/**
 * Opt-outs of one moment, each number once, and the end of all that waits for them. Returns the one confirmation that each
 * gets, if they are told anything new. A brand at a time, in the order of their ids: so do all who lock by brand.
 */
export async function leave(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<Answer[]> {
  const left: Left[] = [];
  for (const brandId of brandsOf(replies)) {
    const leaving = replies.filter(({ brands }) => brands.some(({ id }) => id === brandId));
    const optOuts = leaving.map((reply) => ({ ...wishOf(ctx, reply, reply.contactId), ...reasonOf(reply) }));
    const results = await optOutMany(tx, ctx, { brandId, actor: 'system:inbound', optOuts });
    for (const reply of leaving) {
      const result = results.get(reply.from);
      if (result) left.push({ reply, result });
    }
  }
  const strangers = replies.filter(({ intent }) => intent === 'wrong_number');
  await noteReassigned(
    tx,
    strangers.flatMap(({ contactId }) => contactId ?? []),
    ctx.clock.now(),
  );
  await stopWaiting(tx, ctx, replies);
  const news = await tellingNews(tx, left);
  return replies
    .filter((reply) => news.has(reply) && reply.ageMs <= confirmWithinMs)
    .map((reply) => ({
      reply,
      body: reply.intent === 'wrong_number' ? wrongNumberAnswer(reply.brands) : stopAnswer(reply.brands),
      reason: 'stop_confirmation',
      withinMs: confirmWithinMs - reply.ageMs,
    }));
}

const brandsOf = (replies: readonly TakenReply[]) =>
  [...new Set(replies.flatMap(({ brands }) => brands.map(({ id }) => id)))].sort();

/** People who leave the same brands are looked for together. */
async function stopWaiting(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<void> {
  const alike = Map.groupBy(replies, ({ brands }) => brands.map(({ id }) => id).join());
  for (const group of alike.values()) {
    const contactIds = group.flatMap(({ contactId }) => contactId ?? []);
    const brandIds = group[0]?.brands.map(({ id }) => id) ?? [];
    await stopQueuedForAll(tx, ctx, { contactIds, brandIds });
  }
}

/** Who had not left before. A first try may have saved the opt-out alone (stopAtLeast): the person still waits for the confirmation. */
async function tellingNews(tx: Tx, left: readonly Left[]): Promise<Set<TakenReply>> {
  const before = left.filter(({ result }) => result.wasOptedOut);
  const own = await eventsOfReplies(
    tx,
    before.map(({ reply, result }) => ({ eventId: result.eventId, providerId: reply.providerId })),
  );
  return new Set(
    left.flatMap(({ reply, result }) => (!result.wasOptedOut || own.has(result.eventId) ? [reply] : [])),
  );
}
