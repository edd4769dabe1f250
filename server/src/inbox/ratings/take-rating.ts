import { insertEvent } from '../event.queries.ts';
import { type Desk, houseActor } from '../house.ts';
import type { InboxReply } from '../reply.queries.ts';
import type { Standing } from '../standing.ts';

const ratedWithinMs = 48 * 3_600_000;

/** A number from 1 to 5 and nothing else of weight: “5”, “5!”, “ 4 / 5”, “5 thanks” is more than a rating. Null for anything else. */
export function ratingOf(body: string): number | null {
  const match = /^\s*([1-5])\s*(?:\/\s*5)?\s*[.!*⭐]*\s*$/u.exec(body);
  return match ? Number(match[1]) : null;
}

/** Takes what answers the question how it was; null where this reply does not. It opens nothing. */
export async function takeRating(
  { tx, now }: Pick<Desk, 'tx' | 'now'>,
  standing: Standing,
  reply: InboxReply,
): Promise<Standing | null> {
  const { ratingAskedAt, ratedAt } = standing;
  if (ratingAskedAt === null || (ratedAt !== null && ratedAt >= ratingAskedAt)) return null;
  if (reply.receivedAt.getTime() - ratingAskedAt.getTime() > ratedWithinMs) return null;
  const rating = ratingOf(reply.body);
  if (rating === null) return null;
  const event = { conversationId: reply.conversationId, at: now, actor: houseActor } as const;
  await insertEvent(tx, { ...event, act: 'rated', detail: { rating } });
  return { ...standing, rating, ratedAt: now };
}
