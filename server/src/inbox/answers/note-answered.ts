import { getConversation, stopWaiting } from '../../inbound/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { endWait } from '../end-wait.ts';
import { insertEvent } from '../event.queries.ts';
import { dueOf, type House } from '../house.ts';
import { lockStanding, saveStanding } from '../standing.queries.ts';
import { afterAnswer, close, type Standing, waitAnew } from '../standing.ts';
import { countAnswer, type LaterAnswer } from './answer.queries.ts';

/** An answer leaves: whoever waited waits no more, and with the last one the conversation is closed. */
export async function noteAnswered(
  tx: Tx,
  on: {
    readonly conversationId: number;
    readonly standing: Standing;
    readonly at: Date;
    readonly by: string;
    readonly isLast: boolean;
  },
): Promise<void> {
  const { conversationId, standing, at, by, isLast } = on;
  await endWait(tx, { conversationId, standing, at, by, how: 'answered' });
  await stopWaiting(tx, conversationId);
  const answered = afterAnswer(standing, at);
  await saveStanding(tx, conversationId, isLast ? close(answered, at) : answered);
  if (isLast) await insertEvent(tx, { conversationId, at, actor: by, act: 'closed' });
}

/**
 * Notes an answer for later once its hour is over. It answers what the person had written when it was written; what they have written
 * since waits on. What was closed meanwhile stays closed.
 */
export async function noteLaterAnswer(tx: Tx, house: House, answer: LaterAnswer): Promise<void> {
  const { conversationId, messageId, writtenAt, sendAt: at, actor: by, isLast } = answer;
  const standing = await lockStanding(tx, conversationId, at);
  // One that was taken back, or that nobody may be sent, has answered nobody.
  if (!(await countAnswer(tx, messageId)) || answer.status === 'suppressed') return;
  if (standing.state === 'closed' && standing.closedAt !== null && standing.closedAt > writtenAt) return;
  const { lastReplyAt } = await getConversation(tx, conversationId);
  if (lastReplyAt <= writtenAt) return noteAnswered(tx, { conversationId, standing, at, by, isLast });
  if (standing.waitsSince === null || standing.waitsSince > writtenAt) return;
  await endWait(tx, { conversationId, standing, at, by, how: 'answered' });
  await saveStanding(tx, conversationId, waitAnew(standing, lastReplyAt, dueOf(house, lastReplyAt)));
}
