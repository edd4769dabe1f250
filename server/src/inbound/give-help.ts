import { preferencesLinkOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { helpAnswer } from './answer-words.ts';
import type { Answer } from './answers.ts';
import { type TakenReply, wasAnsweredSince } from './inbound.queries.ts';
import { helpAnswerEveryMs } from './reply.ts';

/** HELP is answered whoever asks, opted out or unknown; once an hour. */
export async function giveHelp(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const reply of replies) {
    const since = new Date(reply.receivedAt.getTime() - helpAnswerEveryMs);
    if (await wasAnsweredSince(tx, reply.from, 'help', since)) continue;
    answers.push({
      reply,
      body: helpAnswer(reply.language, reply.brands, pageOf(tx, ctx, reply), reply.ownAnswers),
      reason: 'help',
    });
  }
  return answers;
}

/** Somebody who is on file sees there what is, and can change it; null for others, and while nobody has said where that is. */
const pageOf = ({ workspaceId }: Tx, ctx: Context, { contactId }: TakenReply): string | null =>
  contactId === null ? null : preferencesLinkOf(ctx, { workspaceId, contactId });
