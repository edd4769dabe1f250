import { confirmJoin } from '../joining/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type KeptReply, noteAnswers } from './inbound.queries.ts';
import { receivedAt } from './wish.ts';

/** A YES joins where somebody was asked for one; anywhere else it is a reply like any other. One after another: they are few. */
export async function confirm(
  tx: Tx,
  ctx: Context,
  replies: readonly (KeptReply & { readonly id: number })[],
): Promise<void> {
  for (const reply of replies) {
    const { from: number, senderId, body: rawText, providerId, word } = reply;
    if (senderId === null) continue;
    const yes = { number, senderId, rawText, providerId, word, occurredAt: receivedAt(ctx, reply) };
    const confirmed = await confirmJoin(tx, ctx, yes);
    if (confirmed) await noteAnswers(tx, [{ replyId: reply.id, messageId: confirmed.answerId }]);
  }
}
