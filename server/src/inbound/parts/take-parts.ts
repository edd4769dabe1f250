import { type InboundPart, readInboundParts } from '../../gateways/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { lockNumbers } from '../inbound.queries.ts';
import { type Reply, understand } from '../reply.ts';
import { takeReplies } from '../take-replies.ts';
import {
  dropTaken,
  insertParts,
  listWaitingNumbers,
  loadSiblings,
  loadWaiting,
  markTaken,
} from './inbound-part.queries.ts';
import { type LongText, placeParts } from './long-text.ts';

/** Keeps parts as they come, and takes in each text that is whole by them: in one transaction, so that none is lost or taken twice. */
export async function takeParts(
  tx: Tx,
  ctx: Context,
  gatewayId: string,
  parts: readonly InboundPart[],
): Promise<void> {
  await lockNumbers(
    tx,
    parts.map(({ from }) => from),
  );
  const receivedAt = ctx.clock.now();
  const fresh = parts.map((part) => ({ ...part, gatewayId, receivedAt }));
  const { kept, whole, givenUp } = placeParts(await loadSiblings(tx, fresh), fresh, () => ctx.ids.uuid());
  await insertParts(tx, kept);
  const ready = [...givenUp.map((text) => replyOf(ctx, text)), ...whole.map((text) => replyOf(ctx, text))];
  await take(tx, ctx, ready, [...givenUp, ...whole]);
}

const minuteMs = 60_000;
// Whoever asks to leave must not wait for the rest of their sentence; a phone's parts are seconds apart.
const wishWaitsMs = 5 * minuteMs;
// Networks try for a day to deliver what a phone has sent.
const textWaitsMs = 24 * 60 * minuteMs;
const keptForMs = 24 * 60 * minuteMs;
const numbersAtOnce = 200;

/**
 * Takes in texts whose other parts do not come, as far as they have come and marked so: after a day, and what reads like a
 * wish to leave after five minutes.
 */
export async function takeLateTexts(ctx: Context, workspaceId: string): Promise<void> {
  const now = ctx.clock.now().getTime();
  for (let after = ''; ; ) {
    const numbers = await ctx.db.tx(workspaceId, (tx) =>
      listWaitingNumbers(tx, new Date(now - wishWaitsMs), after, numbersAtOnce),
    );
    for (const number of numbers) await ctx.db.tx(workspaceId, (tx) => takeLateOf(tx, ctx, number, now));
    const last = numbers.at(-1);
    if (last === undefined || numbers.length < numbersAtOnce) break;
    after = last;
  }
  await ctx.db.tx(workspaceId, (tx) => dropTaken(tx, new Date(now - keptForMs)));
}

/** Of one number, whose newest text may have begun a second ago: that one is waited for like any other. */
async function takeLateOf(tx: Tx, ctx: Context, number: string, nowMs: number): Promise<void> {
  await lockNumbers(tx, [number]);
  const waiting = Map.groupBy(await loadWaiting(tx, number), ({ textId }) => textId);
  const texts = [...waiting].map(([textId, parts]): LongText => ({ textId, parts }));
  const late = texts.filter((text) => {
    const waitedMs = nowMs - begunAt(text).getTime();
    return waitedMs > textWaitsMs || (waitedMs > wishWaitsMs && mayWishToLeave(replyOf(ctx, text)));
  });
  await take(
    tx,
    ctx,
    late.map((text) => replyOf(ctx, text)),
    late,
  );
}

const mayWishToLeave = ({ intent }: Reply) => ['stop', 'wrong_number', 'ask', 'hold'].includes(intent);

async function take(
  tx: Tx,
  ctx: Context,
  replies: readonly (Reply & { readonly gatewayId: string })[],
  texts: readonly LongText[],
): Promise<void> {
  if (replies.length === 0) return;
  await takeReplies(tx, ctx, replies);
  await markTaken(
    tx,
    texts.map(({ textId }) => textId),
    ctx.clock.now(),
  );
}

const begunAt = ({ parts }: LongText) =>
  new Date(Math.min(...parts.map(({ receivedAt }) => receivedAt.getTime())));

/** Known by the text's own id, so that it is one reply however often its last part comes. */
function replyOf(ctx: Pick<Context, 'clock'>, text: LongText): Reply & { readonly gatewayId: string } {
  const [first] = text.parts;
  if (first === undefined) throw new RangeError('A text without parts is none.');
  const { from, to, total, gatewayId } = first;
  const ageMs = Math.max(0, ctx.clock.now().getTime() - begunAt(text).getTime());
  const body = readInboundParts(text.parts);
  const reply = understand({ providerId: `mo_${text.textId}`, from, to, body, ageMs });
  const marks = text.parts.length < total ? [...reply.marks, 'incomplete'] : reply.marks;
  return { ...reply, marks, gatewayId };
}
