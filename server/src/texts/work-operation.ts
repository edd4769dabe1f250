import type { Context } from '../platform/context.ts';
import { type Accepted, acceptTexts } from './accept-texts.ts';
import { enqueueWork } from './create-operation.ts';
import { insertItems, lockOperation, type OperationInWork, saveProgress } from './operation.queries.ts';
import type { TextWish } from './text.ts';
import { openTemplates, type Templates } from './write-body.ts';

// One chunk's worth: a transaction of some 20 ms, so that single texts are not kept waiting by a request for many.
const recipientsAtOnce = 500;

/**
 * Works through a request for many texts, a few hundred in a transaction that decides, queues and notes what became of each.
 * How far it has come is part of that transaction, so a job that runs twice or begins again texts nobody twice.
 */
export async function workOperation(
  ctx: Context,
  workspaceId: string,
  operationId: string,
  signal: AbortSignal,
): Promise<void> {
  const templates = openTemplates();
  while (await workSome(ctx, templates, workspaceId, operationId)) {
    if (!signal.aborted) continue;
    await ctx.db.tx(workspaceId, (tx) => enqueueWork(tx, operationId));
    return;
  }
}

/** False when nothing is left to do. */
function workSome(
  ctx: Context,
  templates: Templates,
  workspaceId: string,
  operationId: string,
): Promise<boolean> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const operation = await lockOperation(tx, operationId);
    if (!operation?.request || operation.finishedAt !== null) return false;
    const { done, total, createdBy } = operation;
    const wishes = wishesOf(operation, operation.request, ctx.clock.now()).slice(
      done,
      done + recipientsAtOnce,
    );
    const accepted = await acceptTexts(
      tx,
      ctx,
      templates,
      wishes.map((wish) => ({ wish, actor: createdBy })),
    );
    const items = accepted.map((one, at) => itemOf(one, done + at, wishes[at]?.to ?? ''));
    await insertItems(tx, operationId, items);
    const taken = accepted.filter((one) => one.ok);
    const progress = {
      decided: wishes.length,
      accepted: taken.length,
      parts: taken.reduce((sum, { text }) => sum + text.parts, 0),
    };
    const isLast = done + wishes.length >= total;
    await saveProgress(tx, operationId, progress, isLast ? ctx.clock.now() : null);
    return !isLast;
  });
}

function wishesOf(
  { programId, senderId, poolId, templateId, templateVersion, mmsId }: OperationInWork,
  {
    body,
    texts = {},
    sendAt,
    validForMs,
    shortensLinks = false,
    recipients,
  }: NonNullable<OperationInWork['request']>,
  now: Date,
): TextWish[] {
  // An hour that has passed while the request waited to be worked through was no mistake when it was asked for.
  const hour = sendAt === null || new Date(sendAt) <= now ? null : new Date(sendAt);
  const from = senderId === null ? (poolId === null ? null : { poolId }) : { senderId };
  const template =
    templateId === null || templateVersion === null ? null : { id: templateId, version: templateVersion };
  const words = { body, texts, template };
  const mms = mmsId === null ? ('none' as const) : { mmsId };
  const shared = { programId, from, purpose: null, words, mms, validForMs, sendAt: hour, shortensLinks };
  return recipients.map((one) => ({ ...shared, ...one }));
}

function itemOf(accepted: Accepted, position: number, recipient: string) {
  return accepted.ok
    ? { position, recipient: accepted.text.number, messageId: accepted.id, code: null, sentence: null }
    : {
        position,
        recipient,
        messageId: null,
        code: accepted.refusal.code,
        sentence: accepted.refusal.sentence,
      };
}
