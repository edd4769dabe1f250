import { countParts } from '@tidings/sms';
import { accept } from './accept.ts';
import { answerAfter, type Give } from './answer-after.ts';
import type { Context } from './context.ts';
import { findObstacle } from './obstacle.ts';
import { rollWithin } from './random.ts';
import type { RefusalCode } from './rows.ts';
import type { Submission } from './submission.ts';

/** Takes a submission in, or not. Calls back when the answer may leave: the ledger is written, the latency is over. */
export function submit(ctx: Context, submission: Submission, give: Give): void {
  const { reference, to } = submission;
  const latencyMs = rollWithin(ctx.dice, ctx.settings.latency_ms, 'latency', reference, to);
  const attempt = ctx.register.attemptsOf(reference);
  // An MMS is one, however long its words are.
  const parts = submission.mms ? 1 : (submission.terms?.parts ?? countParts(submission.body).parts);
  const no = findObstacle(ctx, submission, submission.body.length, attempt, parts);
  if (no) {
    const code = no.answer.kind === 'reset' ? 'dropped' : no.answer.code;
    recordRefusal(ctx, code, submission, no.isByFault);
    answerAfter(ctx, latencyMs, no.answer, give);
    return;
  }
  accept(ctx, submission, parts, attempt, latencyMs, give);
}

/** Notes a submission that was turned away; faces call it for what they turn away before it gets here. */
export function recordRefusal(
  ctx: Context,
  code: RefusalCode,
  about: Partial<Submission>,
  isByFault: boolean,
): void {
  const { reference = null, tag = '', from = null, to = null } = about;
  const note = { kind: 'refused', code, reference, tag, from, to } as const;
  ctx.record(isByFault ? { ...note, by_fault: true } : note);
}
