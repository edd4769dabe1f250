import { listSuppressed } from '../contacts/index.ts';
import { cancelQueued } from '../dispatch/index.ts';
import { type Conversation, getConversation, stopWaiting } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { giveToNext } from './agents/assign.ts';
import { countAnswer, listAnswersToTakeBack } from './answers/answer.queries.ts';
import { endWait } from './end-wait.ts';
import { insertEvent } from './event.queries.ts';
import { isOpenAt } from './hours/business-hours.ts';
import { sayAway } from './hours/say-away.ts';
import { type Desk, dueOf, houseActor, readHouse } from './house.ts';
import { takeRating } from './ratings/take-rating.ts';
import { type InboxReply, listRepliesById } from './reply.queries.ts';
import { listRules } from './rules/rule.queries.ts';
import { runRules } from './rules/run-rules.ts';
import { lockStanding, saveStanding, takeReplyOnce } from './standing.queries.ts';
import { afterOptOut, afterReply, type Standing } from './standing.ts';

/** What inbound tells of replies whose conversation and keywords are seen to. */
export type SettledReplies = readonly { readonly reply_id: number; readonly asks_for_person: boolean }[];

/**
 * Brings what people have written into the inbox: opens the conversation where a person is asked for, starts its clock, lets the
 * rules have it, gives it to somebody, and says that nobody is there. Told twice of a reply, it does nothing the second time.
 */
export async function takeReplies(ctx: Context, workspaceId: string, settled: SettledReplies): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    const asks = new Map(settled.map((one) => [one.reply_id, one.asks_for_person]));
    const replies = await listRepliesById(tx, [...asks.keys()]);
    if (replies.length === 0) return;
    const house = await readHouse(tx);
    const desk: Desk = { tx, ctx, ...house, rules: await listRules(tx), now: ctx.clock.now() };
    for (const reply of replies) await takeReply(desk, reply, asks.get(reply.id) ?? false);
  });
}

async function takeReply(desk: Desk, reply: InboxReply, asksForPerson: boolean): Promise<void> {
  const { tx, now } = desk;
  const conversation = await getConversation(tx, reply.conversationId);
  const before = await lockStanding(tx, conversation.id, reply.receivedAt);
  if (!(await takeReplyOnce(tx, reply.id, conversation.id))) return;
  await takeBack(desk, conversation.id);
  if (await hasLeft(tx, conversation)) {
    await endWait(tx, {
      ...{ conversationId: conversation.id, standing: before, at: now, by: houseActor, how: 'opted_out' },
    });
    if (before.state !== 'closed')
      await insertEvent(tx, { ...eventOf(conversation.id, now), act: 'opted_out' });
    await stopWaiting(tx, conversation.id);
    const gone = afterOptOut(before, now);
    return saveStanding(tx, conversation.id, { ...gone, turn: gone.turn + 1 });
  }
  const rated = await takeRating(desk, before, reply);
  // A grade asks for nobody; whoever waited before they gave it still waits.
  if (rated !== null && before.waitsSince === null) await stopWaiting(tx, conversation.id);
  const asks = asksForPerson && rated === null;
  await saveStanding(tx, conversation.id, await place(desk, conversation, rated ?? before, reply, asks));
}

/** Where it stands with this reply: open and given to somebody where a person is asked for. */
async function place(
  desk: Desk,
  conversation: Conversation,
  before: Standing,
  reply: InboxReply,
  asksForPerson: boolean,
): Promise<Standing> {
  const { tx, setting, hours, now } = desk;
  const dueAt = dueOf(desk, reply.receivedAt);
  let standing = afterReply(before, { at: reply.receivedAt, asksForPerson, dueAt });
  if (asksForPerson && (before.state === 'closed' || before.state === 'snoozed') && before.turn > 0)
    await insertEvent(tx, { ...eventOf(conversation.id, now), act: 'reopened' });
  standing = await runRules(desk, conversation, standing, reply);
  if (standing.state !== 'open' || !asksForPerson) return standing;
  if (standing.assigneeId === null && setting.assigns !== 'by_hand') {
    const giving = { conversationId: conversation.id, standing, actor: houseActor, at: now };
    standing = await giveToNext(tx, giving, setting.assigns);
  }
  return isOpenAt(hours, now) ? standing : sayAway(desk, conversation, standing, reply);
}

const eventOf = (conversationId: number, at: Date) => ({ conversationId, at, actor: houseActor });

async function hasLeft(tx: Tx, { number, brandId }: Conversation): Promise<boolean> {
  return brandId !== null && (await listSuppressed(tx, brandId, [number])).has(number);
}

/** Answers that were to leave only if the person kept silent. */
async function takeBack({ tx, ctx, now }: Desk, conversationId: number): Promise<void> {
  for (const { messageId } of await listAnswersToTakeBack(tx, conversationId)) {
    if (!(await cancelQueued(tx, ctx, messageId, houseActor))) continue;
    await countAnswer(tx, messageId);
    const detail = { message_id: publicId('msg', messageId), because: 'they_wrote' };
    await insertEvent(tx, { ...eventOf(conversationId, now), act: 'taken_back', detail });
  }
}
