import { countParts } from '@tidings/sms';
import { accept } from './accept.ts';
import type { Context } from './context.ts';
import { refusingFault } from './faults.ts';
import { rollWithin } from './random.ts';
import type { RefusalCode } from './rows.ts';
import type { Answer, Refusal, Submission } from './submission.ts';

const longestBody = 1600;
const e164 = /^\+[1-9]\d{6,14}$/;

/** Takes a submission in, or not. Calls back when the answer may leave: the ledger is written, the latency is over. */
export function submit(ctx: Context, submission: Submission, give: (answer: Answer) => void): void {
  const { reference, to } = submission;
  const latencyMs = rollWithin(ctx.dice, ctx.settings.latency_ms, 'latency', reference, to);
  const attempt = ctx.register.attemptsOf(reference);
  const parts = submission.terms?.parts ?? countParts(submission.body).parts;
  const no = findObstacle(ctx, submission, attempt, parts);
  if (no) {
    const code = no.answer.kind === 'reset' ? 'dropped' : no.answer.code;
    recordRefusal(ctx, code, submission, no.isByFault);
    afterwards(ctx, latencyMs, no.answer, give);
    return;
  }
  accept(ctx, submission, parts, attempt, (answer, delayMs) =>
    afterwards(ctx, latencyMs + delayMs, answer, give),
  );
}

/** Why a submission is not accepted. */
interface Obstacle {
  answer: Refusal | { kind: 'reset' };
  isByFault: boolean;
}

function findObstacle(ctx: Context, submission: Submission, attempt: number, parts: number): Obstacle | null {
  const { settings } = ctx;
  const refusal = findRefusal(ctx, submission);
  if (refusal) return { answer: refusal, isByFault: false };
  const { reference, from, to } = submission;
  const fault = refusingFault(ctx.dice, settings.faults, { reference, to, attempt });
  if (fault) return { answer: refusedByFault[fault], isByFault: true };
  const limit = ctx.senders.get(from) ?? settings.parts_per_second;
  const retryAfterMs = ctx.throttle.take(from, parts, limit);
  return retryAfterMs > 0 ? { answer: tooFast(retryAfterMs), isByFault: false } : null;
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

/**
 * Waits for the end of the latency first and only then for the ledger: the rows of all texts that are answered in the
 * same moment are written at once.
 */
function afterwards(ctx: Context, delayMs: number, answer: Answer, give: (answer: Answer) => void): void {
  const giveWritten = (failure: Error | null) =>
    give(failure ? { kind: 'error', message: failure.message } : answer);
  if (delayMs > 0) ctx.timetable.after(delayMs, () => ctx.ledger.whenWritten(giveWritten));
  else ctx.ledger.whenWritten(giveWritten);
}

function findRefusal(ctx: Context, { from, to, body }: Submission): Refusal | null {
  const { settings, senders, register } = ctx;
  if (settings.down) return refuse('down', 'The carrier is down. Nothing was accepted.');
  if (!e164.test(to))
    return refuse('invalid_number', `${to} is not a number in E.164, such as +12025550123.`);
  if (body.length > longestBody)
    return refuse('body_too_long', `A text has at most ${longestBody} characters.`);
  if (senders.size > 0 && !senders.has(from))
    return refuse('unknown_sender', `${from} is not a sender of yours.`);
  if (settings.no_funds) return refuse('no_funds', 'The account has no funds. Nothing was accepted.');
  if (settings.carrier_opt_out_block && register.isBlocked(from, to)) {
    return refuse('opted_out', `${to} texted STOP to ${from}; the carrier blocks texts to it.`);
  }
  return null;
}

function refuse(code: Refusal['code'], message: string): Refusal {
  return { kind: 'refused', code, message };
}

function tooFast(retryAfterMs: number): Refusal {
  return { ...refuse('throttled', 'Too many parts a second. The text was not processed.'), retryAfterMs };
}

const refusedByFault = {
  refuse: refuse('invalid_number', 'The number cannot get texts.'),
  throttle: tooFast(1_000),
  error_not_accepted: refuse('unavailable', 'The carrier is overloaded. Nothing was accepted.'),
  drop_before_accept: { kind: 'reset' },
} as const satisfies Record<string, Answer>;
