import { referenceOf, type Submission, type SubmitLimits } from '../../gateways/index.ts';
import { publicId } from '../../platform/ids.ts';
import { going, type Text, usefulForMs } from '../chunk.ts';
import { elsewhere } from '../go-elsewhere.ts';
import type { Moment } from '../leaving.ts';
import { releaseRoom } from '../room.ts';
import { submitSafely } from '../submit-safely.ts';
import { takeLateAnswer } from '../take-late-answer.ts';
import { retry, unknown, type Verdict, verdictOf } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';

/**
 * Hands the wave over, each text once and none retried, as evenly as the sender's pace wants it. That may take a second;
 * what has not left when sending is stopped stays here, and so does what waits for a line.
 */
export async function submit(wave: Wave, tools: Tools): Promise<void> {
  wave.submittedAt = tools.ctx.clock.now();
  if (wave.stop || !wave.isAnnounced) return;
  const isStopped = () => tools.switchboard.isStopped(wave.workspaceId, wave.chunk.lane);
  const leftMs = () => wave.intentAtMs + tools.timing.guardMs - tools.ctx.clock.monotonicMs();
  const limits: SubmitLimits = {
    // A process that was frozen after its intent may wake when others already ask the carrier. Then it must be silent.
    mayStillLeave: () => leftMs() >= 0 && !isStopped(),
    answerWithinMs: tools.timing.submitTimeoutMs,
  };
  const answers = waitForAnswers(going(wave).length, tools);
  for (const { texts, durationMs } of lotsOf(going(wave), wave.turn?.msPerPart ?? 0)) {
    const moment = tools.leaving.take(wave.sender.id, durationMs, leftMs());
    if (moment === null) {
      for (const text of texts) answers.give(text, verdictOf({ kind: 'not_sent' }));
      continue;
    }
    if (moment.waitMs >= shortestWaitMs) await tools.wait(moment.waitMs);
    const heldBack = tools.signal.aborted ? 'worker.stopping' : isStopped() ? 'sending.stopped' : null;
    if (heldBack) {
      moment.giveBack();
      for (const text of texts) answers.give(text, retry(0, heldBack));
    } else handOver(wave, texts, limits, tools, { give: answers.give, isThere: moment.isThere });
  }
  await answers.mostAreThere;
  for (const text of going(wave))
    text.verdict = unknown('carrier.slow_answer', 'The carrier has not answered yet.');
  releaseRoom(tools, wave);
}

type Answers = {
  give(text: Text, verdict: Verdict): void;
  mostAreThere: Promise<void>;
};

// A wave is settled without the last tenth of its answers when they take more than twice as long as the others did, and
// this much at the least. One text in a thousand that hangs would otherwise keep five hundred waiting for ten seconds.
const stragglersShare = 0.1;
const patienceAtLeastMs = 250;

/** Resolves when all answers are there, or all but some stragglers that take much longer than the others. */
function waitForAnswers(count: number, { ctx: { clock }, after }: Tools): Answers {
  const { promise, resolve } = Promise.withResolvers<void>();
  const startedAtMs = clock.monotonicMs();
  let missing = count;
  let stopWaiting: (() => void) | null = null;
  const isTold = () => {
    missing -= 1;
    if (missing === 0) {
      stopWaiting?.();
      resolve();
    } else if (!stopWaiting && missing <= count * stragglersShare) {
      stopWaiting = after(Math.max(patienceAtLeastMs, clock.monotonicMs() - startedAtMs), resolve);
    }
  };
  if (count === 0) resolve();
  return {
    give(text, verdict) {
      text.verdict = verdict;
      isTold();
    },
    mostAreThere: promise,
  };
}

function handOver(
  wave: Wave,
  texts: readonly Text[],
  limits: SubmitLimits,
  tools: Tools,
  { give, isThere }: Pick<Answers, 'give'> & Pick<Moment, 'isThere'>,
): void {
  const { clock } = tools.ctx;
  const handedOverAtMs = clock.monotonicMs();
  const noteAnswer = tools.meters.answersOf(wave.sender.gatewayId);
  const shared = { tag: campaignTag(wave), usefulMs: usefulForMs(wave, tools.ctx) };
  const hasCome = tools.late.expect(texts.length);
  submitSafely(
    wave.gateway,
    texts.map((text) => submissionOf(wave, text, shared, tools)),
    limits,
    (place, certain) => {
      const text = texts[place];
      if (!text) return;
      isThere();
      noteAnswer(clock.monotonicMs() - handedOverAtMs);
      if (text.verdict === null) {
        give(text, elsewhere(wave, text, verdictOf(certain)));
        hasCome();
      } else void takeLateAnswer(tools, wave, text, certain, wave.submittedAt).finally(hasCome);
    },
  );
}

// Timers are no finer than this, and a carrier that counts by the second sees no difference.
const tickMs = 5;
const shortestWaitMs = 1;

type Lot = { texts: Text[]; durationMs: number };

/** Splits texts into those that leave together: a tick's worth of the pace, or one text where that takes longer. */
export function lotsOf(texts: readonly Text[], msPerPart: number): Lot[] {
  const lots: Lot[] = [];
  for (const text of texts) {
    const lot = lots.at(-1);
    const durationMs = text.parts * msPerPart;
    if (lot && lot.durationMs < tickMs) {
      lot.texts.push(text);
      lot.durationMs += durationMs;
    } else lots.push({ texts: [text], durationMs });
  }
  return lots;
}

/** What texts that leave together have in common: the tag of their campaign, and for how long they are of use. */
type SharedByLot = { readonly tag: string | null; readonly usefulMs: number | null };

function submissionOf(
  { sender }: Wave,
  text: Text,
  { tag, usefulMs }: SharedByLot,
  { ctx, instanceId }: Tools,
): Submission {
  const plain: Submission = {
    reference: referenceOf(instanceId, text.id),
    tag: tag ?? `${text.kind}:${text.cause ?? ''}`.slice(0, 64),
    from: sender.number,
    to: text.number,
    body: text.body,
    validForMs: validFor(text, usefulMs, ctx),
    purpose: text.purpose,
  };
  const { mms } = text;
  if (!mms) return plain;
  return { ...plain, media: mms.urls, ...(mms.subject !== null && { subject: mms.subject }) };
}

const campaignTag = ({ run }: Wave) => (run?.kind === 'campaign' ? publicId('cmp', run.id) : null);

// The carrier may keep a text for hours. It must not arrive after the person's window has closed, or when it is of no use
// any more; a rehearsal's clock, which may run faster, says nothing about the carrier's hours.
function validFor({ closesAt }: Text, usefulMs: number | null, { clock }: Tools['ctx']): number | null {
  const openMs = closesAt && !clock.isRehearsal ? closesAt.getTime() - clock.now().getTime() : null;
  if (usefulMs === null && openMs === null) return null;
  const boundMs = Math.min(usefulMs ?? Number.POSITIVE_INFINITY, openMs ?? Number.POSITIVE_INFINITY);
  return Math.max(1, Math.floor(boundMs));
}
