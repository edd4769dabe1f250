import type { NumberFault, SubmitOutcome } from '../gateways/index.ts';
import { numberFaultReasons } from '../messages/index.ts';
import type { SaidCost } from '../spending/index.ts';

/** What a step has decided about one text. A text without a verdict goes on to the next step. */
export type Verdict =
  | { kind: 'hold'; until: Date; reason: string }
  | { kind: 'drop'; reason: string; detail: string | null }
  /** Nothing has left; it may be tried again after a while. */
  | { kind: 'retry'; afterMs: number; reason: string; detail?: string | null }
  /** It may have left: to be asked for, never sent again blindly. */
  | { kind: 'unknown'; reason: string; detail: string | null }
  | {
      kind: 'failed';
      reason: string;
      detail: string | null;
      isOptOut: boolean;
      numberFault?: NumberFault;
      /** This account does not take such a text; another might. */
      isOfAccount?: true;
    }
  /** With what the carrier says that it costs, where it says so at once. */
  | { kind: 'accepted'; providerId: string; cost?: SaidCost }
  /** Somebody else has said what became of it, as a STOP does while it waits; there is nothing to add. */
  | { kind: 'settled' };

export const hold = (until: Date, reason: string): Verdict => ({ kind: 'hold', until, reason });
export const drop = (reason: string, detail: string | null = null): Verdict => ({
  kind: 'drop',
  reason,
  detail,
});
export const retry = (afterMs: number, reason: string): Verdict => ({ kind: 'retry', afterMs, reason });
export const unknown = (reason: string, detail: string | null = null): Verdict => ({
  kind: 'unknown',
  reason,
  detail,
});

/** Longer than this nobody waits with a chunk in hand: it goes back, and the gateway rests meanwhile. */
export const longestWaitMs = 5_000;

// While the account itself is in trouble, trying each text again only adds load; a minute is what an operator needs to
// notice, and what a restarting carrier needs to come back.
export const pauseAfterTroubleMs = {
  unreachable: 2_000,
  misconfigured: 60_000,
  no_funds: 60_000,
  bad_sender: 60_000,
} as const;

export const answerLost = 'carrier.answer_lost';

/** What a carrier's answer means for the text. Trouble of the account is a retry of the text, never its failure. */
export function verdictOf(outcome: SubmitOutcome): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return {
        kind: 'accepted',
        providerId: outcome.providerId,
        ...(outcome.price && { cost: { ...outcome.price, parts: outcome.parts ?? null } }),
      };
    case 'refused':
      return refused(outcome);
    case 'opted_out':
      return { kind: 'failed', reason: 'carrier.opted_out', detail: outcome.sentence, isOptOut: true };
    case 'throttled':
      return retry(outcome.retryAfterMs, 'carrier.throttled');
    case 'unreachable':
    case 'misconfigured':
    case 'bad_sender':
    case 'no_funds':
      return retry(pauseAfterTroubleMs[outcome.kind], `carrier.${outcome.kind}`);
    case 'not_sent':
      return retry(0, 'guard.too_late');
    case 'unknown':
      return unknown(answerLost, outcome.sentence);
  }
}

function refused({
  code,
  sentence,
  numberFault,
  isOfAccount,
}: Extract<SubmitOutcome, { kind: 'refused' }>): Verdict {
  const reason = numberFault ? numberFaultReasons[numberFault] : `carrier.${code}`;
  const blamed = { ...(numberFault && { numberFault }), ...(isOfAccount && { isOfAccount }) };
  return { kind: 'failed', reason, detail: sentence, isOptOut: false, ...blamed };
}
