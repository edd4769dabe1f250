import type { Context } from '../platform/context.ts';
import type { Reply } from './reply.ts';

export const receivedAt = (ctx: Pick<Context, 'clock'>, { ageMs }: Pick<Reply, 'ageMs'>) =>
  new Date(ctx.clock.now().getTime() - ageMs);

/** What a reply asks of the ledger, with the very words that prove it. */
export function wishOf(ctx: Pick<Context, 'clock'>, reply: Reply, contactId: number | null) {
  const { providerId, to, body, matchedBy, word, score } = reply;
  return {
    number: reply.from,
    contactId,
    method: 'reply',
    occurredAt: receivedAt(ctx, reply),
    evidence: { raw_text: body, to, provider_id: providerId, matched_by: matchedBy, matched: word, score },
  };
}
