import { holdMarketing } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { TakenReply } from '../inbound.queries.ts';
import type { Reply } from '../reply.ts';
import { insertCases } from './reply-case.queries.ts';

/** Whether a person of the business has to say what was meant. */
export const isToJudge = ({ intent }: Pick<Reply, 'intent'>) => intent === 'ask' || intent === 'hold';

/**
 * Replies that may mean a wish to leave: marketing of the brands meant waits, and each becomes a case for a person to judge. Who is
 * nobody's contact gets no marketing that could wait; their reply is in its conversation like any other.
 */
export async function holdForJudgement(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<void> {
  const known = replies.filter(({ contactId }) => contactId !== null);
  if (known.length === 0) return;
  for (const alike of Map.groupBy(known, ({ brands }) => brands.map(({ id }) => id).join()).values())
    await holdMarketing(tx, {
      numbers: alike.map(({ from }) => from),
      brandIds: alike[0]?.brands.map(({ id }) => id) ?? [],
      reason: 'reply',
      since: ctx.clock.now(),
    });
  await insertCases(
    tx,
    known.map((reply) => ({
      replyId: reply.id,
      number: reply.from,
      contactId: reply.contactId,
      brandIds: reply.brands.map(({ id }) => id),
      receivedAt: reply.receivedAt,
    })),
    ctx.clock.now(),
  );
}
