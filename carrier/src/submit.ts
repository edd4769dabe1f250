import { countParts } from '@tidings/sms';
import { type Context, pause } from './context.ts';
import { deliver } from './deliver.ts';
import { lostAnswer, refusingFault } from './faults.ts';
import type { OutboundText } from './handsets.ts';
import { within } from './random.ts';
import type { RefusalCode } from './rows.ts';

/** A text handed in by a client, whatever face it came through. */
export interface Submission {
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  validUntil: string | null;
}

export interface Refusal {
  kind: 'refused';
  code: Exclude<RefusalCode, 'dropped'>;
  message: string;
  retryAfterMs?: number;
}

/** What the face has to do. `reset`, `silence` and `error` follow an acceptance whose answer goes missing. */
export type Answer =
  | { kind: 'accepted'; text: OutboundText }
  | Refusal
  | { kind: 'reset' }
  | { kind: 'silence' }
  | { kind: 'error' };

const longestBody = 1600;
const longestNoticeMs = 2_000;
const e164 = /^\+[1-9]\d{6,14}$/;

/** Takes a submission in, or not. Resolves when the answer may leave: the ledger is written, the latency is over. */
export async function submit(ctx: Context, submission: Submission): Promise<Answer> {
  const attempt = { ...submission, attempt: ctx.register.attemptsOf(submission.reference) };
  const { settings } = ctx;
  const latencyMs = within(ctx.dice('latency', attempt.reference, attempt.to), settings.latency_ms);
  const refusal = findRefusal(ctx, submission);
  if (refusal) {
    recordRefusal(ctx, refusal.code, submission, false);
    return afterwards(ctx, latencyMs, refusal);
  }
  const fault = refusingFault(ctx.dice, settings.faults, attempt);
  if (fault) {
    const answer = refusedByFault[fault];
    recordRefusal(ctx, answer.kind === 'reset' ? 'dropped' : answer.code, submission, true);
    return afterwards(ctx, latencyMs, answer);
  }
  const parts = countParts(submission.body).parts;
  const limit = ctx.senders.get(submission.from) ?? settings.parts_per_second;
  const retryAfterMs = ctx.throttle.take(submission.from, parts, limit);
  if (retryAfterMs > 0) {
    recordRefusal(ctx, 'throttled', submission, false);
    return afterwards(ctx, latencyMs, tooFast(retryAfterMs));
  }
  return accept(ctx, submission, parts, latencyMs);
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

async function accept(
  ctx: Context,
  submission: Submission,
  parts: number,
  latencyMs: number,
): Promise<Answer> {
  const { reference, tag, from, to, body, validUntil } = submission;
  const attempt = { reference, to, attempt: ctx.register.attemptsOf(reference) };
  const lost = lostAnswer(ctx.dice, ctx.settings.faults, attempt);
  const id = ctx.newId('rc');
  const known = {
    kind: 'accepted',
    id,
    reference,
    tag,
    from,
    to,
    body,
    parts,
    valid_until: validUntil,
  } as const;
  ctx.record(lost ? { ...known, lost_answer: lost } : known);
  const text = ctx.register.findText(id);
  if (!text) throw new Error(`The register did not keep ${id}, which it was just given.`);
  const told = deliver(ctx, text);
  // A receiver that waits for this very answer before it takes the receipt would wait for ever without a bound.
  if (told) await Promise.race([told, pause(ctx, longestNoticeMs)]);
  if (lost === 'accept_then_reset') return afterwards(ctx, latencyMs, { kind: 'reset' });
  if (lost === 'accept_then_500') return afterwards(ctx, latencyMs, { kind: 'error' });
  if (lost === 'accept_then_hang' && ctx.settings.hang_ms === 0)
    return afterwards(ctx, 0, { kind: 'silence' });
  const hangMs = lost === 'accept_then_hang' ? ctx.settings.hang_ms : 0;
  return afterwards(ctx, latencyMs + hangMs, { kind: 'accepted', text });
}

async function afterwards(ctx: Context, delayMs: number, answer: Answer): Promise<Answer> {
  await ctx.ledger.written();
  if (delayMs > 0) await pause(ctx, delayMs);
  return answer;
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
