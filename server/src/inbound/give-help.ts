import type { Tx } from '../platform/db/pool.ts';
import type { Answer } from './answers.ts';
import { type TakenReply, wasAnsweredSince } from './inbound.queries.ts';
import { helpAnswer, helpAnswerEveryMs } from './reply.ts';

/** HELP is answered whoever asks, opted out or unknown; once an hour. */
export async function giveHelp(tx: Tx, replies: readonly TakenReply[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const reply of replies) {
    const since = new Date(reply.receivedAt.getTime() - helpAnswerEveryMs);
    if (await wasAnsweredSince(tx, reply.from, 'help', since)) continue;
    answers.push({ reply, body: helpAnswer(reply.brands), reason: 'help' });
  }
  return answers;
}
