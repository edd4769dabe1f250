import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { KeptReply } from '../inbound.queries.ts';
import { readAnswer } from './how-far.ts';
import { listOpenQuestions } from './opt-out-question.queries.ts';

// A day: whoever comes back to it later says START, which is as good.
const answeredWithinMs = 24 * 3_600_000;
// The longest name of a program, and a word or two.
const longestAnswer = 120;

/**
 * A reply that answers whether all was meant is a wish to come back, to what it names and no more. It must have been asked
 * by the number it is sent to; anything else is a reply like any other, and silence means all.
 */
export async function heedAnswers(tx: Tx, ctx: Context, replies: KeptReply[]): Promise<KeptReply[]> {
  const mayAnswer = (reply: KeptReply) => reply.intent === 'other' && reply.body.length <= longestAnswer;
  const numbers = replies.filter(mayAnswer).map(({ from }) => from);
  if (numbers.length === 0) return replies;
  const since = new Date(ctx.clock.now().getTime() - answeredWithinMs);
  const questions = await listOpenQuestions(tx, numbers, since);
  if (questions.length === 0) return replies;
  return replies.map((reply) => {
    const question = questions.find((one) => one.number === reply.from && one.senderId === reply.senderId);
    const places = question && mayAnswer(reply) ? readAnswer(reply.body, question.names) : null;
    if (!question || places === null) return reply;
    const programIds = places.flatMap((place) => question.programIds[place] ?? []);
    const keeps = { questionId: question.id, programIds };
    return { ...reply, intent: 'start' as const, matchedBy: 'keyword' as const, word: 'keep', keeps };
  });
}
