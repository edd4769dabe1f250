import type { Conversation } from '../../inbound/index.ts';
import { sayAsHouse } from '../answers/say-as-house.ts';
import { insertEvent } from '../event.queries.ts';
import { type Desk, houseActor } from '../house.ts';
import type { InboxReply } from '../reply.queries.ts';
import type { Standing } from '../standing.ts';

const dayMs = 86_400_000;
// As with keywords: within minutes it is part of a talk, after an outage it would be a text out of nowhere.
const answersWithinMs = 10 * 60_000;

/**
 * Says that nobody is there, once a day at the most, and never to what a keyword has answered already or a machine seems to have
 * written: two machines would go on telling each other.
 */
export async function sayAway(
  { tx, ctx, setting, now }: Pick<Desk, 'tx' | 'ctx' | 'setting' | 'now'>,
  conversation: Conversation,
  standing: Standing,
  reply: InboxReply,
): Promise<Standing> {
  if (setting.awayBody === null || reply.answerId !== null) return standing;
  if (standing.awayToldAt !== null && now.getTime() - standing.awayToldAt.getTime() < dayMs) return standing;
  if (reply.marks.includes('machine')) return standing;
  if (conversation.quietUntil !== null && conversation.quietUntil > now) return standing;
  const withinMs = answersWithinMs - (now.getTime() - reply.receivedAt.getTime());
  const said = await sayAsHouse(tx, ctx, conversation, {
    ...{ body: setting.awayBody, reason: 'away', kind: 'away', actor: houseActor, withinMs },
  });
  if (said === null) return standing;
  await insertEvent(tx, { conversationId: conversation.id, at: now, actor: houseActor, act: 'away_told' });
  return { ...standing, awayToldAt: now };
}
