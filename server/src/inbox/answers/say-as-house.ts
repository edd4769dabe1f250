import { parseTemplate, render } from '@tidings/sms';
import { findContactByNumber, mergeValuesOf } from '../../contacts/index.ts';
import { ensureAnswerRun, queueText } from '../../dispatch/index.ts';
import type { Conversation } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { insertAnswer, type KindOfAnswer } from './answer.queries.ts';
import { findMeans } from './find-means.ts';

/**
 * Says something by itself in a conversation, such as that nobody is there. Null where it must not or cannot be said; then nothing is.
 * `reason` is what the carrier and the record know it by.
 */
export async function sayAsHouse(
  tx: Tx,
  ctx: Context,
  conversation: Conversation,
  text: {
    readonly body: string;
    readonly reason: 'away' | 'rating';
    readonly kind: KindOfAnswer;
    readonly actor: string;
    /** After so many milliseconds it is better not said at all. */
    readonly withinMs: number;
  },
): Promise<number | null> {
  const now = ctx.clock.now();
  const means = await findMeans(tx, conversation, { now });
  if (!means.ok || text.withinMs <= 0) return null;
  const { contactId, number, id: conversationId } = conversation;
  const body = await fill(tx, number, text.body, means.program.brandName);
  if (body === null) return null;
  const { program, sender } = means;
  const runId = await ensureAnswerRun(tx, {
    ...{ id: ctx.ids.uuid(), programId: program.id, brandId: program.brandId },
    ...{ purpose: 'conversational', senderId: sender.id },
  });
  const messageId = await queueText(tx, ctx, {
    ...{ contactId, number, senderId: sender.id, body, kind: 'auto', purpose: 'conversational' },
    ...{ lane: 'conversational', reason: text.reason, runId, withinMs: text.withinMs },
  });
  await insertAnswer(tx, {
    ...{ messageId, conversationId, kind: text.kind, actor: text.actor },
    ...{ isUnlessReply: false, at: now, sendAt: null, isLast: false },
  });
  return messageId;
}

async function fill(tx: Tx, number: string, body: string, brand: string): Promise<string | null> {
  const parsed = parseTemplate(body);
  if (!parsed.ok) return null;
  const contact = await findContactByNumber(tx, number);
  const values = new Map<string, string>(contact ? mergeValuesOf(contact) : [['number', number]]);
  values.set('brand', brand);
  const rendered = render(parsed.template, values);
  return rendered.ok ? rendered.text : null;
}
