import { rejoin } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Answer } from './answers.ts';
import type { TakenReply } from './inbound.queries.ts';
import { confirmWithinMs, startAnswer } from './reply.ts';
import { wishOf } from './wish.ts';

/** START: what the person's own record allows is open again. Rare beside STOP, so one after another. */
export async function comeBack(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const reply of replies) {
    let isRestored = false;
    let isNews = false;
    const { contactId: _, ...wish } = wishOf(ctx, reply, reply.contactId);
    for (const brand of reply.brands) {
      const result = await rejoin(tx, ctx, { ...wish, brandId: brand.id, actor: 'system:inbound' });
      isRestored ||= result.restored.length > 0;
      isNews ||= result.wasSuppressed;
    }
    if (isNews && reply.ageMs <= confirmWithinMs)
      answers.push({
        reply,
        body: startAnswer(reply.brands, isRestored),
        reason: 'start_confirmation',
        withinMs: confirmWithinMs - reply.ageMs,
      });
  }
  return answers;
}
