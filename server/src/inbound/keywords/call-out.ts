import { createHmac } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { Outside } from '../../platform/outside/outside.ts';
import type { Act } from './act.ts';
import { findKeywordSecret } from './keyword.queries.ts';
import { titleOf } from './keyword.ts';
import { findWaitingCall, insertCall, settleCall } from './keyword-call.queries.ts';
import { secretPlace } from './save-keyword.ts';

export const callTask = 'inbound.call_out';

/** Notes that the business's own system is to be told of a use, and puts the job down that tells it. */
export async function callOut(tx: Tx, ctx: Context, { keyword, reply, now }: Act): Promise<void> {
  if (keyword.address === null) return;
  const id = ctx.ids.uuid();
  const body = JSON.stringify({
    type: 'keyword.used',
    timestamp: now.toISOString(),
    data: {
      keyword_id: publicId('kwd', keyword.id),
      keyword: titleOf(keyword),
      reply_id: publicId('rpl', reply.id),
      contact_id: reply.contactId === null ? null : publicId('con', reply.contactId),
      ...{ from: reply.number, body: reply.body, received_at: reply.receivedAt.toISOString() },
    },
  });
  const call = {
    id,
    keywordId: keyword.id,
    number: reply.number,
    inboundId: reply.id,
    address: keyword.address,
    body,
  };
  await insertCall(tx, call, now);
  await enqueue(tx, callTask, { workspaceId: tx.workspaceId, callId: id });
}

/**
 * How long to wait after the first, second … try, in real milliseconds: ten seconds to twelve hours, a day in all. A
 * system that is down for longer is told by the list of calls.
 */
const pausesMs = [10, 60, 300, 1_800, 7_200, 21_600, 43_200].map((seconds) => seconds * 1_000);
const answersWithinMs = 15_000;

/**
 * Makes one try at a call. Signed as Standard Webhooks: `webhook-id` is the same for every try, so that whoever is told
 * twice can tell; the signature is over id, time and body. Any 2xx is taken for “we have it”.
 */
export async function makeCall(
  ctx: Context,
  outside: Outside,
  workspaceId: string,
  callId: string,
): Promise<void> {
  const found = await ctx.db.tx(workspaceId, async (tx) => {
    const call = await findWaitingCall(tx, callId);
    const sealed = call && (await findKeywordSecret(tx, call.keywordId));
    return call && sealed ? { call, secret: ctx.secrets.open(sealed, secretPlace(call.keywordId)) } : null;
  });
  if (!found) return;
  const { call, secret } = found;
  const seconds = Math.floor(Date.now() / 1_000);
  const answer = await outside({
    method: 'POST',
    url: call.address,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Tidings',
      'webhook-id': callId,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signCall(secret, callId, seconds, call.body),
    },
    body: call.body,
    mostBytes: 65_536,
    withinMs: answersWithinMs,
  });
  const status = answer.kind === 'answer' ? answer.status : null;
  const isTaken = status !== null && status >= 200 && status < 300;
  const problem = isTaken ? null : answer.kind === 'failed' ? answer.code : 'refused';
  // 410 says that nobody wants to hear it any more; an address that may not be called will not become one that may.
  const isHopeless = status === 410 || problem === 'private_address' || problem === 'bad_address';
  const pauseMs = isTaken || isHopeless ? undefined : pausesMs[call.tries];
  const nextAt = pauseMs === undefined ? null : new Date(Date.now() + pauseMs);
  await ctx.db.tx(workspaceId, async (tx) => {
    await settleCall(tx, callId, { isTaken, status, problem, nextAt, at: ctx.clock.now() });
    if (nextAt) await enqueue(tx, callTask, { workspaceId, callId }, { runAt: nextAt });
  });
}

export function signCall(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}
