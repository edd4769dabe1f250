import { answerPurpose, type Cap, type CapAnswer, capAnswer, type Mark } from '@tidings/policy';
import {
  capsOf,
  idNumber,
  isMarketing,
  isUnderUsDayCap,
  noPolicy,
  purposeNumber,
  subjectNumber,
  whereaboutsOf,
  wishedCap,
} from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going, type Run, type Text } from '../chunk.ts';
import { drop, hold, type Verdict } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Who has had as many texts as the law, the program's promise and the workspace allow waits or is left out, as the
 * campaign chose. What each person was sent is locked until the transaction ends, which is the one that commits the
 * intent and notes the text (noteFrequency), so two campaigns of the same moment see each other. What somebody of the
 * business writes in a conversation is held by none of it and only noted: a person can bear so many texts, whoever writes them.
 */
export async function holdOverFrequency(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const { run } = batch;
  if (!run) return;
  const texts = going(batch).filter(isTallied);
  if (texts.length === 0) return;
  // Where nobody is judged, what the caps are need not be known.
  const frequency = texts.some(isCapped)
    ? await tools.store.findFrequency(tx, run.programId)
    : { ...noPolicy, textsPerMonth: null };
  const tallies = await tools.store.lockTallies(
    tx,
    texts.map((text) => text.number),
  );
  const caps = {
    us: capsOf(frequency, run.priority, true),
    elsewhere: capsOf(frequency, run.priority, false),
  };
  const at = tools.ctx.clock.now();
  const isUnder = ({ number, contact, relationshipUntil = null }: Text) =>
    isUnderUsDayCap(
      {
        ...{ number, country: contact?.country ?? null, relationshipUntil },
        where: () => whereaboutsOf(number, contact, batch.workspaceZone),
      },
      frequency,
      batch.hours.own.profile,
      at,
    );
  const now = Math.floor(at.getTime() / 1000);
  // Of two texts to one number in this batch the second finds the first.
  const soFar = new Map<string, Mark[]>();
  for (const text of texts) {
    const known = tallies.get(text.number);
    const here = soFar.get(text.number) ?? [];
    const earlier = known ?? [];
    const mark = markOf(text, run, now);
    const answer = isCapped(text)
      ? capAnswer(
          capsFor(text, isUnder(text) ? caps.us : caps.elsewhere),
          here.length > 0 ? [...earlier, ...here] : earlier,
          mark,
          now,
        )
      : null;
    if (answer) text.verdict = frequencyVerdict(answer, run, now);
    else soFar.set(text.number, [...here, mark]);
    text.tally = { earlier, mark, isNew: !known };
  }
}

// Tests go to people of the house, who ask for them, and what answers by itself to whoever has just sent a keyword for it:
// caps are about what comes unasked.
const isCapped = ({ purpose, kind, mayHaveLeft }: Text): boolean =>
  isMarketing(purpose) && kind !== 'test' && kind !== 'auto' && !mayHaveLeft;

const isWritten = ({ purpose, kind, mayHaveLeft }: Text): boolean =>
  purpose === 'conversational' && (kind === 'answer' || kind === 'direct') && !mayHaveLeft;

/** Whether what the person was sent lately is locked for it. */
export const isTallied = (text: Text): boolean => isCapped(text) || isWritten(text);

const markOf = (text: Text, run: Run, now: number): Mark => ({
  messageId: text.id,
  at: now,
  brand: idNumber(run.brandId),
  program: idNumber(run.programId),
  subject: subjectNumber(run.subject),
  purpose: text.purpose === 'conversational' ? answerPurpose : purposeNumber(text.purpose),
});

function capsFor({ contact }: Text, caps: readonly Cap[]): readonly Cap[] {
  const wished = contact?.wishes?.frequency;
  return wished ? [...caps, wishedCap(wished)] : caps;
}

// Whoever would have to wait longer is left out: by then it is another week’s news.
export const longestWaitSeconds = 72 * 3_600;
const hourMs = 3_600_000;

/** What becomes of a text that a cap has no room for; `now` in Unix seconds. */
export function frequencyVerdict(
  { until, trace }: CapAnswer,
  run: Pick<Run, 'whenCapped'>,
  now: number,
): Verdict {
  const sentence = trace.map((entry) => entry.sentence).join(' ');
  if (run.whenCapped === 'skip') return drop('frequency.skipped', sentence);
  if (until - now > longestWaitSeconds) return drop('frequency.too_long', sentence);
  // By the full hour, so that people of a chunk wait together.
  return hold(new Date(Math.ceil((until * 1000) / hourMs) * hourMs), `frequency_cap: ${trace[0]?.rule}`);
}
