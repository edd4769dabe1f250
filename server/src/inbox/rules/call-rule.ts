import type { Post } from '../../accounts/index.ts';
import { signCall } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { Outside } from '../../platform/outside/outside.ts';
import { findWaitingRuleCall, settleRuleCall, type WaitingRuleCall } from './rule.queries.ts';

export const callRuleTask = 'inbox.call_rule';
export const rulePlace = (ruleId: string): string => `inbox_rule.sealed_secret.${ruleId}`;

/** Ten seconds to twelve hours, a day in all, in real time: as with the calls of keywords. */
const pausesMs = [10, 60, 300, 1_800, 7_200, 21_600, 43_200].map((seconds) => seconds * 1_000);
const answersWithinMs = 15_000;

type Told = { readonly isTaken: boolean; readonly isHopeless: boolean; readonly problem: string | null };

/** Makes one try at telling another system, or a mailbox, what a rule has found. */
export async function callRule(
  ctx: Context,
  { outside, post }: { readonly outside: Outside; readonly post: Post | null },
  { workspaceId, callId }: { readonly workspaceId: string; readonly callId: string },
): Promise<void> {
  const call = await ctx.db.tx(workspaceId, (tx) => findWaitingRuleCall(tx, callId));
  if (!call) return;
  const { isTaken, isHopeless, problem } = await (call.kind === 'mail'
    ? sendLetter(post, call)
    : callOut(ctx, outside, callId, call));
  const pauseMs = isTaken || isHopeless ? undefined : pausesMs[call.tries];
  const nextAt = pauseMs === undefined ? null : new Date(Date.now() + pauseMs);
  await ctx.db.tx(workspaceId, async (tx) => {
    await settleRuleCall(tx, callId, { isTaken, problem, nextAt, at: ctx.clock.now() });
    if (nextAt) await enqueue(tx, callRuleTask, { workspaceId, callId }, { runAt: nextAt });
  });
}

async function sendLetter(post: Post | null, { address, body }: WaitingRuleCall): Promise<Told> {
  if (!post) return { isTaken: false, isHopeless: true, problem: 'no_mail_server' };
  const failure = await post.mailer
    .send({ to: address, subject: 'A reply in Tidings', text: body })
    .then(() => null)
    .catch((error: Error) => error.message.slice(0, 200));
  return { isTaken: failure === null, isHopeless: false, problem: failure };
}

async function callOut(
  ctx: Context,
  outside: Outside,
  callId: string,
  { ruleId, address, body, sealedSecret }: WaitingRuleCall,
): Promise<Told> {
  // A rule that was taken away has no key to sign with, and nobody asks for its calls any more.
  if (sealedSecret === null) return { isTaken: false, isHopeless: true, problem: 'no_rule' };
  const seconds = Math.floor(Date.now() / 1_000);
  const secret = ctx.secrets.open(sealedSecret, rulePlace(ruleId));
  const answer = await outside({
    method: 'POST',
    url: address,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Tidings',
      'webhook-id': callId,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signCall(secret, callId, seconds, body),
    },
    body,
    mostBytes: 65_536,
    withinMs: answersWithinMs,
  });
  const status = answer.kind === 'answer' ? answer.status : null;
  const isTaken = status !== null && status >= 200 && status < 300;
  const problem = isTaken ? null : answer.kind === 'failed' ? answer.code : `refused ${status}`;
  const isHopeless = status === 410 || problem === 'private_address' || problem === 'bad_address';
  return { isTaken, isHopeless, problem };
}
