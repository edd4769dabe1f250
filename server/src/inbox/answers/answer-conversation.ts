import { countParts } from '@tidings/sms';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import { cancelQueued, queueDirect } from '../../dispatch/index.ts';
import { type Conversation, getConversation } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { ensureMms, type MmsWish, partsOfMms } from '../../templates/index.ts';
import { insertEvent } from '../event.queries.ts';
import { lockStanding, saveStanding, touchStanding } from '../standing.queries.ts';
import { refuseStale } from '../standing.ts';
import { findAnswer, insertAnswer } from './answer.queries.ts';
import { findMeans, type Means } from './find-means.ts';
import { noteAnswered } from './note-answered.ts';
import { writeAnswer } from './write-answer.ts';

export type AnswerWish = {
  readonly body: string;
  /** A number of ours; null for the one that the person wrote to last. */
  readonly senderId: string | null;
  readonly mms: MmsWish | null;
  readonly sendAt: Date | null;
  /** Taken back when the person writes before it has left. */
  readonly isUnlessReply: boolean;
  /** How far the asker had read; null where they do not say. */
  readonly readTurn: number | null;
  /** Closes the conversation with it, when it leaves. */
  readonly isLast: boolean;
};

export type Answered = { readonly messageId: number; readonly body: string; readonly parts: number };

const longestAheadDays = 35;
// A clock that is a minute off, or a request that was under way for as long, is no mistake.
const pastIsForgivenMs = 60_000;
const dayMs = 86_400_000;

/**
 * Answers the person of a conversation. Two colleagues who answer at the same moment are taken one after the other: whoever says how
 * far they had read is told when the other was first. The text takes the way of every text, and dispatch asks again.
 */
export async function answerConversation(
  ctx: Context,
  scope: Scope,
  id: number,
  wish: AnswerWish,
): Promise<Answered> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const conversation = await getConversation(tx, id);
    const standing = await lockStanding(tx, id, conversation.lastReplyAt);
    refuseStale(standing, wish.readTurn);
    const sendAt = readSendAt(wish.sendAt, now);
    const means = await findMeans(tx, conversation, { now: sendAt ?? now, senderId: wish.senderId });
    if (!means.ok) throw new Conflict(means.lock.code, means.lock.sentence);
    const body = await writeAnswer(tx, scope, means, { number: conversation.number, body: wish.body });
    const mmsId = wish.mms === null ? null : (await ensureMms(ctx, tx, wish.mms)).id;
    const parts = mmsId === null ? countParts(body).parts : partsOfMms;
    const messageId = await queueAnswer(tx, ctx, conversation, means, {
      ...{ body, parts, mmsId, notBefore: sendAt ?? now, queuedBy: scope.actor },
    });
    await insertAnswer(tx, {
      ...{ messageId, conversationId: id, kind: 'person', actor: scope.actor, at: now, sendAt },
      isUnlessReply: wish.isUnlessReply,
      isLast: wish.isLast,
    });
    const { actor } = scope;
    if (sendAt === null)
      await noteAnswered(tx, { conversationId: id, standing, at: now, by: actor, isLast: wish.isLast });
    else {
      const detail = { message_id: publicId('msg', messageId), send_at: sendAt.toISOString() };
      await insertEvent(tx, { conversationId: id, at: now, actor, act: 'scheduled', detail });
      await saveStanding(tx, id, { ...standing, turn: standing.turn + 1 });
    }
    await recordAudit(tx, scope, {
      act: 'conversation.answered',
      object: publicId('cnv', id),
      after: { message_id: publicId('msg', messageId), send_at: sendAt, closed: wish.isLast },
    });
    return { messageId, body, parts };
  });
}

function readSendAt(sendAt: Date | null, now: Date): Date | null {
  if (sendAt === null) return null;
  if (sendAt.getTime() < now.getTime() - pastIsForgivenMs)
    throw refuse('text.send_at_past', 'This hour is over: choose one that is still to come.', '/send_at');
  if (sendAt.getTime() - now.getTime() > longestAheadDays * dayMs)
    throw refuse('text.send_at_too_far', `Choose an hour within ${longestAheadDays} days.`, '/send_at');
  return sendAt <= now ? null : sendAt;
}

const refuse = (code: string, sentence: string, pointer: string) =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);

/** Queues what a person has written in the lane of conversations, in the answer run of its program. */
async function queueAnswer(
  tx: Tx,
  ctx: Context,
  { contactId, number }: Conversation,
  { program, sender }: Means,
  text: {
    readonly body: string;
    readonly parts: number;
    readonly mmsId: string | null;
    readonly notBefore: Date;
    readonly queuedBy: string;
  },
): Promise<number> {
  const { notBefore, ...words } = text;
  const [ids] = await queueDirect(tx, ctx, [
    {
      ...{ programId: program.id, brandId: program.brandId, senderId: sender.id, purpose: 'conversational' },
      ...{ isAnswer: true, lane: 'conversational', notBefore, withinMs: null },
      texts: [{ ...words, contactId, number, consentEventId: null, metadata: null, template: null }],
    },
  ]);
  return ids?.[0] ?? 0;
}

/** Takes back an answer that is to leave later. */
export async function takeBackAnswer(
  ctx: Context,
  scope: Scope,
  conversationId: number,
  messageId: number,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { lastReplyAt } = await getConversation(tx, conversationId);
    await lockStanding(tx, conversationId, lastReplyAt);
    const shown = publicId('msg', messageId);
    if (!(await findAnswer(tx, conversationId, messageId)))
      throw new NotFound('text.not_found', `No answer of this conversation is ${shown}.`);
    if (!(await cancelQueued(tx, ctx, messageId, scope.actor)))
      throw new Conflict('text.too_late', 'It is too late: this answer has left, or was taken back already.');
    const detail = { message_id: shown };
    await insertEvent(tx, {
      ...{ conversationId, at: ctx.clock.now(), actor: scope.actor, act: 'taken_back', detail },
    });
    await touchStanding(tx, conversationId);
    await recordAudit(tx, scope, {
      ...{ act: 'conversation.answer_taken_back', object: publicId('cnv', conversationId), after: detail },
    });
  });
}
