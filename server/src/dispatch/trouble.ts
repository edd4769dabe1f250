import type { Tx } from '../platform/db/pool.ts';
import type { Text } from './chunk.ts';
import { silenceAtMost } from './silence.ts';
import type { Tools, Wave } from './steps/step.ts';
import { answerLost, longestWaitMs, pauseAfterTroubleMs, type Verdict } from './verdict.ts';

/** What a carrier's answers say about the account or the number rather than about the text. */
export type Trouble = {
  kind: 'misconfigured' | 'no_funds' | 'unreachable' | 'bad_sender';
  sentence: string;
};

const sentences: Record<Trouble['kind'], string> = {
  unreachable: 'The carrier cannot be reached. Sending goes on by itself as soon as it answers.',
  misconfigured: 'The carrier refuses our credentials. Correct the gateway; nothing is lost meanwhile.',
  no_funds: 'The carrier account has no funds left. Top it up; nothing is lost meanwhile.',
  bad_sender:
    'The carrier does not let this number send. Correct the sender or its registration; nothing is lost meanwhile.',
};

/** The gravest trouble that these answers name, which stops the account or the number and never fails a text. */
export function troubleOf(texts: readonly Text[], isSilent: boolean): Trouble | null {
  for (const kind of ['misconfigured', 'no_funds', 'bad_sender', 'unreachable'] as const) {
    const isNamed = texts.some(
      ({ verdict }) => verdict?.kind === 'retry' && verdict.reason === `carrier.${kind}`,
    );
    if (isNamed) return { kind, sentence: sentences[kind] };
  }
  return isSilent ? { kind: 'unreachable', sentence: silent } : null;
}

const silent =
  'The carrier takes texts and gives no answer for any. Those are unknown; the others wait until it answers, or take another route.';

/** Whether the account of this wave has stopped answering: several lost in a row, or those of a probe. */
export function hasGoneSilent({ by, sender, texts }: Wave, { silence }: Pick<Tools, 'silence'>): boolean {
  const lost = texts.filter(
    ({ verdict }) => verdict?.kind === 'unknown' && verdict.reason === answerLost,
  ).length;
  const answered = texts.filter(({ verdict }) => verdict !== null && isAnswer(verdict)).length;
  const inRow = silence.note(sender.gatewayId, answered, lost);
  return answered === 0 && lost > 0 && (by?.isTroubled || inRow >= silenceAtMost);
}

const isAnswer = (verdict: Verdict) =>
  verdict.kind === 'accepted' ||
  verdict.kind === 'failed' ||
  (verdict.kind === 'retry' && verdict.reason.startsWith('carrier.'));

/** Opens the breaker of the account or of the number, lets a carrier rest that asked for it, and closes what has healed. */
export async function noteTrouble(wave: Wave, trouble: Trouble | null, tools: Tools, tx: Tx): Promise<void> {
  const { store } = tools;
  const { gatewayId, id } = wave.sender;
  if (trouble?.kind === 'bad_sender' && wave.ways.length > 1) {
    // The number has other accounts: it rests from this one alone.
    await store.restPair(tx, { senderId: id, gatewayId }, trouble.sentence, pauseAfterTroubleMs.bad_sender);
  } else if (trouble?.kind === 'bad_sender') {
    await store.blockSender(tx, id, trouble.sentence, pauseAfterTroubleMs.bad_sender);
  } else if (trouble) {
    await store.blockGateway(
      tx,
      gatewayId,
      trouble.kind,
      trouble.sentence,
      pauseAfterTroubleMs[trouble.kind],
    );
  } else if (restAskedFor(wave.texts) > longestWaitMs) {
    await store.blockGateway(tx, gatewayId, 'ok', 'The carrier asks to go slower.', restAskedFor(wave.texts));
  } else if (wave.by?.isTroubled && hasAccepted(wave)) {
    await store.clearGateway(tx, gatewayId);
    await store.clearSender(tx, id);
  }
}

export const hasAccepted = ({ texts }: Pick<Wave, 'texts'>) =>
  texts.some(({ verdict }) => verdict?.kind === 'accepted');

/** How long the carrier wants to be left alone; the longest of what it said to this wave. */
function restAskedFor(texts: readonly Text[]): number {
  const asked = texts.map(({ verdict }) =>
    verdict?.kind === 'retry' && verdict.reason === 'carrier.throttled' ? verdict.afterMs : 0,
  );
  return Math.max(0, ...asked);
}
