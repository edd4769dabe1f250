import type { WaitingText } from '../dispatch/index.ts';
import { explainOwnHold } from './sentences.ts';
import type { TextLife } from './text-life.queries.ts';
import { wallTime } from './wall-time.ts';

export type Waiting = {
  readonly sentence: string;
  readonly cause: string | null;
  readonly remedy: string | null;
};

/** What a queued text waits for now: the first of its obstacles that would keep it even if all the others were gone. */
export function whyItWaits(life: TextLife, waiting: WaitingText | null, now: Date): Waiting {
  if (waiting?.isAnnounced) return waits('It is being handed to the carrier.');
  if (waiting?.state === 'stopped')
    return waits('Stopped: it will not be sent.', 'Its sending was stopped for good.');
  if (waiting && waiting.notBefore > now) {
    const until = `Waits until ${wallTime(waiting.notBefore, life.timeZone ?? 'Etc/UTC')}.`;
    return waiting.heldReason === null
      ? waits(until, 'This hour was asked for.', 'Cancel it and send it anew for another hour.')
      : waits(until, `${explainOwnHold(waiting.heldReason)}.`);
  }
  return (
    whySendingStands(life) ??
    waits('Waits for its turn at the pace of the sender.', `It comes from ${life.from}.`)
  );
}

function whySendingStands(life: TextLife): Waiting | null {
  if (life.isInstallationHeld)
    return waits(
      'Waits: this installation is on hold.',
      'Its database may be older than what the carriers have seen.',
      'Have an operator decide what becomes of the texts in doubt, and release it.',
    );
  if (
    life.sending.includes('none') ||
    (life.sending.includes('no_marketing') && life.purpose === 'marketing')
  )
    return waits(
      'Waits: sending is stopped.',
      'Somebody has thrown the switch.',
      'Let sending go on when the reason is gone.',
    );
  if (life.gatewayState !== 'ok')
    return waits(
      `Waits for ${life.gatewayName}, which is in trouble (${life.gatewayState.replaceAll('_', ' ')}).`,
      life.gatewayDetail,
      'Nothing is lost: it goes out when the gateway works again. Look at its settings and its account.',
    );
  if (life.senderState !== 'ok')
    return waits(
      `Waits for its number: the carrier does not let ${life.from} send.`,
      life.senderDetail,
      'See at the carrier that the number is yours and registered, or send from another.',
    );
  return null;
}

const waits = (sentence: string, cause: string | null = null, remedy: string | null = null): Waiting => ({
  sentence,
  cause: cause === null ? null : cause.charAt(0).toUpperCase() + cause.slice(1),
  remedy,
});
