import { writeTexts } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { together } from '../platform/db/together.ts';
import { noteAnswers, type TakenReply } from './inbound.queries.ts';

/** A text that goes out because of a reply. */
export type Answer = {
  readonly reply: TakenReply;
  readonly body: string;
  readonly reason: 'stop_confirmation' | 'start_confirmation' | 'help';
  /** After so many real milliseconds it is better not sent at all. */
  readonly withinMs?: number;
};

/** Queues the answers, and notes at each reply which text it was. `block` is what `askForBlock` was answered, if it was asked. */
export async function sendAnswers(
  tx: Tx,
  ctx: Context,
  answers: readonly Answer[],
  block: Promise<number> | null = null,
): Promise<void> {
  const texts = answers.flatMap(({ reply, body, reason, withinMs }) => {
    const { contactId, senderId, from: number, id } = reply;
    // A number that is not one of our senders cannot answer; the opt-out stands all the same.
    if (senderId === null) return [];
    const lane = { kind: 'auto', purpose: 'conversational', lane: 'conversational' } as const;
    return [{ replyId: id, text: { ...lane, contactId, number, senderId, body, reason, withinMs } }];
  });
  const { ids, saved } = await writeTexts(
    tx,
    ctx,
    texts.map(({ text }) => text),
    block,
  );
  const answered = texts.map(({ replyId }, at) => ({ replyId, messageId: ids[at] ?? 0 }));
  await together([saved, noteAnswers(tx, answered)]);
}
