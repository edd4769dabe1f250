import type { Context } from './context.ts';
import { refusingFault } from './faults.ts';
import type { Answer, Refusal, Submission } from './submission.ts';

const longestBody = 1600;
const e164 = /^\+[1-9]\d{6,14}$/;

/** Why a submission is not accepted. */
export interface Obstacle {
  answer: Refusal | { kind: 'reset' };
  isByFault: boolean;
}

/** What is asked before anything is taken in. */
export type Gate = Pick<Context, 'settings' | 'dice' | 'senders' | 'throttle'> & {
  readonly register: Pick<Context['register'], 'isBlocked'>;
};

/** `length` in characters as JavaScript counts them; `attempt` from 0. */
export function findObstacle(
  gate: Gate,
  { reference, from, to }: Pick<Submission, 'reference' | 'from' | 'to'>,
  length: number,
  attempt: number,
  parts: number,
): Obstacle | null {
  const { settings } = gate;
  const refusal = findRefusal(gate, from, to, length);
  if (refusal) return { answer: refusal, isByFault: false };
  const fault = refusingFault(gate.dice, settings.faults, { reference, to, attempt });
  if (fault) return { answer: refusedByFault[fault], isByFault: true };
  const limit = gate.senders.get(from) ?? settings.parts_per_second;
  const retryAfterMs = gate.throttle.take(from, parts, limit);
  return retryAfterMs > 0 ? { answer: tooFast(retryAfterMs), isByFault: false } : null;
}

function findRefusal(gate: Gate, from: string, to: string, length: number): Refusal | null {
  const { settings, senders, register } = gate;
  if (settings.down) return refuse('down', 'The carrier is down. Nothing was accepted.');
  if (!e164.test(to))
    return refuse('invalid_number', `${to} is not a number in E.164, such as +12025550123.`);
  if (length > longestBody) return refuse('body_too_long', `A text has at most ${longestBody} characters.`);
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
