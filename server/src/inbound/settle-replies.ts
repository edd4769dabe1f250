import { openFromReply, opensCase } from '../desk/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { announce } from '../platform/jobs/index.ts';
import { findBrandOfReply } from './brand-of-reply.ts';
import { askForPerson, type Conversation, noteReply } from './conversations/conversation.queries.ts';
import { isToJudge } from './judging/hold-for-judgement.ts';
import { listKeywords } from './keywords/keyword.queries.ts';
import { bindKeywords, type KeywordBook, type Match, matchKeyword } from './keywords/match-keyword.ts';
import { sayInReply, type Taken, takeForKeywords } from './keywords/take-reply.ts';
import { noHooks, type ReplyHooks, type TakenAbove, takeAbove } from './reply-hooks.ts';
import {
  findKept,
  listUnsettledNumbers,
  noteFailedTry,
  saveSettled,
  takeUnsettled,
  type UnsettledReply,
} from './settle.queries.ts';

/** The job that sees to what has come in: put down in the transaction that keeps a reply. */
export const settleTask = 'inbound.settle';

/** The job that gives a reply which was judged to mean no more than it says to whoever has asked for it. */
export const keptTask = 'inbound.kept';

const numbersAtOnce = 200;

/**
 * Sees to replies after the rules have been obeyed: which conversation each belongs to, and what keywords make of it. The
 * replies of a number are settled in their order, in one transaction; a number that fails does not hold up the others
 * and is tried again later.
 */
export async function settleReplies(
  ctx: Context,
  workspaceId: string,
  hooks: ReplyHooks = noHooks,
): Promise<void> {
  for (let after = ''; ; ) {
    const { numbers, book } = await ctx.db.tx(workspaceId, async (tx) => {
      const found = await listUnsettledNumbers(tx, after, numbersAtOnce);
      return { numbers: found, book: found.length > 0 ? bindKeywords(await listKeywords(tx)) : [] };
    });
    for (const number of numbers) await settleNumber(ctx, workspaceId, number, { book, hooks });
    const last = numbers.at(-1);
    if (last === undefined || numbers.length < numbersAtOnce) return;
    after = last;
  }
}

/**
 * A reply that waited for a judgement was nobody's answer meanwhile. Now that it is known to be no wish to leave, a question that it
 * answers takes it. Keywords are not asked: hours later nobody means them.
 */
export async function settleKept(
  ctx: Context,
  workspaceId: string,
  replyId: number,
  { ofJudged }: ReplyHooks = noHooks,
): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    const reply = await findKept(tx, replyId);
    const above = reply && (await takeAbove(tx, ctx, reply, ofJudged));
    if (!reply || !above) return;
    const { conversationId } = reply;
    const { keywordId, contactId, answerId, marks } = await takenAbove(tx, ctx, reply, above);
    await saveSettled(tx, reply.id, { conversationId, keywordId, contactId, answerId, marks });
  });
}

/** Who may want a reply. */
type Around = { readonly book: KeywordBook; readonly hooks: ReplyHooks };

async function settleNumber(
  ctx: Context,
  workspaceId: string,
  number: string,
  around: Around,
): Promise<void> {
  try {
    await ctx.db.tx(workspaceId, async (tx) => {
      const settled: Settled[] = [];
      for (const reply of await takeUnsettled(tx, number)) settled.push(await settle(tx, ctx, reply, around));
      if (settled.length > 0) await announce(tx, workspaceId, 'replies.settled', { replies: settled });
    });
  } catch (error) {
    ctx.log.error({ err: error }, 'A reply could not be settled; it is tried again.');
    await ctx.db.tx(workspaceId, (tx) => noteFailedTry(tx, number));
  }
}

/** What others are told of a reply: where it stands, and whether a person of the business is asked for. */
type Settled = {
  readonly reply_id: number;
  readonly conversation_id: number;
  readonly asks_for_person: boolean;
};

async function settle(
  tx: Tx,
  ctx: Context,
  reply: UnsettledReply,
  { book, hooks }: Around,
): Promise<Settled> {
  const found = await takeAbove(tx, ctx, reply, hooks.takers);
  const isForKeywords = reply.intent === 'other' && (found === null || found.taken.yieldsTo !== undefined);
  const match = isForKeywords
    ? matchKeyword(reply.body, book, { senderId: reply.senderId, at: ctx.clock.now() })
    : null;
  const above = found && isForKeyword(found.taken, match) ? null : found;
  const brandId =
    above?.program.brandId ??
    (match && 'keyword' in match ? match.keyword.brandId : await findBrandOfReply(tx, reply));
  const conversation = await noteReply(tx, {
    ...{ number: reply.number, contactId: reply.contactId, brandId },
    ...{ replyId: reply.id, at: reply.receivedAt },
  });
  const taken = above
    ? await takenAbove(tx, ctx, reply, above)
    : match
      ? await takeForKeywords(tx, ctx, reply, match, conversation, hooks.listeners)
      : untouched(reply);
  await askIfNeeded(tx, ctx, conversation, taken);
  if (opensCase(reply.marks)) await openFromReply(tx, ctx, reply.id);
  await saveSettled(tx, reply.id, {
    conversationId: conversation.id,
    keywordId: taken.keywordId,
    contactId: taken.contactId,
    answerId: taken.answerId,
    marks: taken.marks,
  });
  return {
    reply_id: reply.id,
    conversation_id: conversation.id,
    asks_for_person: taken.asksFor !== null,
  };
}

const isForKeyword = ({ yieldsTo }: TakenAbove, match: Match | null): boolean =>
  match?.kind === 'keyword' && (yieldsTo === 'any' || (yieldsTo === 'whole' && match.isWhole));

const untouched = (reply: UnsettledReply): Taken => ({
  keywordId: null,
  contactId: reply.contactId,
  answerId: null,
  marks: [],
  asksFor: isToJudge(reply) ? 'reply' : null,
});

/** What a slice above says is said once; where the rules have answered already, as a HELP is, it stays with that. */
async function takenAbove(
  tx: Tx,
  ctx: Context,
  reply: UnsettledReply,
  { taken, program }: NonNullable<Awaited<ReturnType<typeof takeAbove>>>,
): Promise<Taken> {
  const { says, reason, asksFor } = taken;
  const said =
    says === null || reply.answerId !== null
      ? { answerId: null, marks: [] }
      : await sayInReply(tx, ctx, { reply, program, body: says, reason });
  await taken.whenOwn?.(said.answerId);
  return { ...untouched(reply), ...said, asksFor: asksFor ?? untouched(reply).asksFor };
}

async function askIfNeeded(
  tx: Tx,
  ctx: Context,
  conversation: Pick<Conversation, 'id'>,
  { asksFor }: Taken,
): Promise<void> {
  if (asksFor !== null) await askForPerson(tx, conversation.id, ctx.clock.now(), asksFor);
}
