import {
  eventsOfReplies,
  leavePrograms,
  listOpenPrograms,
  noteReassigned,
  type OpenProgram,
  type OptOutResult,
  writeOptOuts,
} from '../../contacts/index.ts';
import { stopQueuedForAll } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { quietly, together } from '../../platform/db/together.ts';
import { askingAnswer, partlyAnswer, stopAnswer, wrongNumberAnswer } from '../answer-words.ts';
import type { Answer } from '../answers.ts';
import type { TakenReply } from '../inbound.queries.ts';
import { confirmWithinMs, type Reply } from '../reply.ts';
import { wishOf } from '../wish.ts';
import { type Around, programsMeant, programsToAsk, type Reach } from './how-far.ts';
import { insertQuestion, listProgramsOfSenders } from './opt-out-question.queries.ts';

type Left = { readonly reply: TakenReply; readonly result: OptOutResult };

/** A reply with what it ends: all of its brands, or these programs of theirs; and what it is asked about. */
type Leaving = {
  readonly reply: TakenReply;
  readonly only: readonly OpenProgram[] | null;
  readonly asked: readonly OpenProgram[];
};

/** Whoever writes this gets no more texts; a wrong number never was the person who joined. */
export const isLeaving = ({ intent }: Pick<Reply, 'intent'>) =>
  intent === 'stop' || intent === 'wrong_number';

/** Why the number is suppressed, where it is not simply that its owner wants to leave. */
export const reasonOf = ({ intent }: Pick<Reply, 'intent'>) =>
  intent === 'wrong_number' ? { reason: intent } : {};

/**
 * Opt-outs of one moment, each number once, and the end of all that waits for them. How far each reaches is the policy of
 * that day (`reach`). Returns the one confirmation that each gets, if they are told anything new.
 */
export async function leave(
  tx: Tx,
  ctx: Context,
  replies: readonly TakenReply[],
  reach: Reach,
): Promise<Answer[]> {
  if (replies.length === 0) return [];
  const leaving = await weigh(tx, replies, reach);
  const all = leaving.filter(({ only }) => only === null).map(({ reply }) => reply);
  const whole = await leaveBrands(tx, ctx, all);
  const left = [...whole.left, ...(await leaveSome(tx, ctx, leaving))];
  // What waits is looked for in the round trip in which the opt-outs are written, behind them: the order of locks stays.
  await together([whole.saved, noteStrangers(tx, ctx, replies), stopWaiting(tx, ctx, all)]);
  const news = await tellingNews(tx, left);
  const told = leaving.filter(({ reply }) => news.has(reply) && reply.ageMs <= confirmWithinMs);
  await ask(tx, ctx, told);
  return told.map((one) => ({
    reply: one.reply,
    body: confirmationOf(one),
    reason: 'stop_confirmation',
    withinMs: confirmWithinMs - one.reply.ageMs,
  }));
}

async function noteStrangers(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<void> {
  const strangers = replies.filter(({ intent }) => intent === 'wrong_number');
  await noteReassigned(
    tx,
    strangers.flatMap(({ contactId }) => contactId ?? []),
    ctx.clock.now(),
  );
}

async function weigh(tx: Tx, replies: readonly TakenReply[], reach: Reach): Promise<Leaving[]> {
  if (reach.scope === 'brand_all' && !reach.isClarifying)
    return replies.map((reply) => ({ reply, only: null, asked: [] }));
  const open = await listOpenPrograms(
    tx,
    replies.map(({ from }) => from),
  );
  const ofSenders = await listProgramsOfSenders(
    tx,
    replies.flatMap(({ senderId }) => senderId ?? []),
  );
  return replies.map((reply) => {
    const around: Around = { open, ofSender: ofSenders.get(reply.senderId ?? '') ?? new Set() };
    return {
      reply,
      only: programsMeant(reply, reach, around),
      // A number that is not one of our senders cannot ask.
      asked: reply.senderId === null ? [] : programsToAsk(reply, reach, around),
    };
  });
}

/** A brand at a time, in the order of their ids: so do all who lock by brand. */
async function leaveBrands(
  tx: Tx,
  ctx: Context,
  replies: readonly TakenReply[],
): Promise<{ left: Left[]; saved: Promise<unknown> }> {
  const left: Left[] = [];
  const saving: Promise<unknown>[] = [];
  for (const brandId of brandsOf(replies)) {
    const leaving = replies.filter(({ brands }) => brands.some(({ id }) => id === brandId));
    const optOuts = leaving.map((reply) => ({ ...wishOf(ctx, reply, reply.contactId), ...reasonOf(reply) }));
    const { results, saved } = await writeOptOuts(tx, ctx, { brandId, actor: 'system:inbound', optOuts });
    saving.push(saved);
    for (const reply of leaving) {
      const result = results.get(reply.from);
      if (result) left.push({ reply, result });
    }
  }
  return { left, saved: quietly(together(saving)) };
}

/** Those who leave some programs and stay in others. Few, so one after another. */
async function leaveSome(tx: Tx, ctx: Context, leaving: readonly Leaving[]): Promise<Left[]> {
  const left: Left[] = [];
  for (const { reply, only } of leaving) {
    for (const [brandId, programs] of Map.groupBy(only ?? [], (one) => one.brandId)) {
      const programIds = programs.map((one) => one.programId);
      const { contactId, ...wish } = wishOf(ctx, reply, reply.contactId);
      const done = await leavePrograms(tx, ctx, { ...wish, brandId, actor: 'system:inbound', programIds });
      if (done.eventId === null) continue;
      left.push({ reply, result: { eventId: done.eventId, wasOptedOut: false } });
      const contactIds = contactId === null ? [] : [contactId];
      await stopQueuedForAll(tx, ctx, { contactIds, brandIds: [brandId], programIds });
    }
  }
  return left;
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

/** The question stands in the confirmation; here it is noted, so that its answer is understood. */
async function ask(tx: Tx, ctx: Context, told: readonly Leaving[]): Promise<void> {
  for (const { reply, asked } of told) {
    if (asked.length === 0 || reply.senderId === null) continue;
    const programIds = asked.map(({ programId }) => programId);
    const askedAt = ctx.clock.now();
    const { from: number, senderId, id: replyId } = reply;
    await insertQuestion(tx, { number, senderId, replyId, programIds, askedAt });
  }
}

function confirmationOf({ reply, only, asked }: Leaving): string {
  const names = (programs: readonly OpenProgram[]) => programs.map(({ name }) => name);
  const { language, brands, ownAnswers } = reply;
  if (reply.intent === 'wrong_number') return wrongNumberAnswer(language, brands);
  if (only !== null) return partlyAnswer(language, brands, names(only));
  return asked.length > 0
    ? askingAnswer(language, brands, names(asked))
    : stopAnswer(language, brands, ownAnswers);
}
