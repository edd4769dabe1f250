/**
 * The carrier's behaviour as a library: no port, no ledger, no phones, no timers. Whoever calls says what time it is. What
 * becomes of a text is decided by the very functions that the running carrier asks, so that the same seed, reference and
 * number meet the same fate here and there.
 */
import type { Attempt } from './faults.ts';
import { lostAnswer } from './faults.ts';
import { findObstacle, type Gate } from './obstacle.ts';
import { createDice, rollWithin } from './random.ts';
import { planRoute, type Route } from './routing.ts';
import type { RefusalCode } from './rows.ts';
import { isSilent, type ScriptedReply, scriptedReply } from './scripts.ts';
import type { Settings } from './settings.ts';
import { createThrottle } from './throttle.ts';

export { isProfileName, type ProfileName, profiles } from './profiles.ts';
export { errorMessages, type Route } from './routing.ts';
export { type ReplyKind, wordings } from './scripts.ts';
export type { Settings } from './settings.ts';

/** A text as far as the carrier's decisions ask about it. `attempt` counts from 0, so that a retry has luck of its own. */
export interface RehearsedText extends Attempt {
  readonly from: string;
  readonly parts: number;
  /** In characters as JavaScript counts them. */
  readonly length: number;
  /** When it must have arrived, in ms since 1970; null where that does not matter. */
  readonly validUntilMs: number | null;
}

export type Rehearsed =
  | {
      /** A certain no: nothing of it remains. */
      readonly kind: 'refused';
      readonly code: RefusalCode;
      /** Where the carrier asks to come back. */
      readonly retryAfterMs: number | null;
      /** True where it was bad luck and no rule or limit, which no client can tell apart. */
      readonly isByFault: boolean;
    }
  /** The connection broke and nothing was accepted, which the client cannot know. */
  | { readonly kind: 'dropped' }
  | {
      readonly kind: 'accepted';
      /** Whether the answer went missing, so that the client has to ask. */
      readonly isAnswerLost: boolean;
      readonly route: Route;
      /** What the person types, so long after the acceptance. */
      readonly reply: (ScriptedReply & { readonly afterMs: number }) | null;
    };

export interface Rehearsal {
  /** What becomes of a text handed in at an instant (ms since 1970). Instants never go back. */
  rehearse(text: RehearsedText, atMs: number): Rehearsed;
}

/** A carrier with these settings. It knows every sender and nobody who has opted out: who has is not handed in. */
export function openRehearsal({ settings, seed }: { settings: Settings; seed: number }): Rehearsal {
  let now = 0;
  const dice = createDice(seed);
  const gate: Gate = {
    settings,
    dice,
    senders: new Map(),
    throttle: createThrottle(() => now),
    register: { isBlocked: () => false },
  };
  const replyTo = (to: string, route: Route) => {
    if (route.outcome !== 'delivered' || isSilent(settings.replies)) return null;
    const said = scriptedReply(dice, settings.replies, to);
    if (!said) return null;
    const typingMs = rollWithin(dice, settings.reply_delay_ms, 'reply_delay', to);
    return { ...said, afterMs: route.settledAfterMs + typingMs };
  };
  return {
    rehearse(text, atMs) {
      now = atMs;
      const no = findObstacle(gate, text, text.length, text.attempt, text.parts);
      if (no?.answer.kind === 'reset') return { kind: 'dropped' };
      if (no) {
        const { code, retryAfterMs } = no.answer;
        return { kind: 'refused', code, retryAfterMs: retryAfterMs ?? null, isByFault: no.isByFault };
      }
      const validForMs = text.validUntilMs === null ? null : text.validUntilMs - atMs;
      const route = planRoute(dice, settings, text, validForMs);
      const isAnswerLost = lostAnswer(dice, settings.faults, text) !== null;
      return { kind: 'accepted', isAnswerLost, route, reply: replyTo(text.to, route) };
    },
  };
}
