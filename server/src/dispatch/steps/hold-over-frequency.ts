import { type Cap, type CapAnswer, capAnswer, keepsUsDayCap, type Mark } from '@tidings/policy';
import {
  capsOf,
  idNumber,
  isMarketing,
  purposeNumber,
  subjectNumber,
  wishedCap,
} from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going, type Run, type Text } from '../chunk.ts';
import { drop, hold, type Verdict } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Who has had as many texts as the law, the program's promise and the workspace allow waits or is left out, as the
 * campaign chose. What each person was sent is locked until the transaction ends, which is the one that commits the
 * intent and notes the text (noteFrequency), so two campaigns of the same moment see each other.
 */
export async function holdOverFrequency(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const { run } = batch;
  if (!run || run.kind === 'answer') return;
  // Tests go to people of the house, who ask for them: caps are about what others have to bear.
  const texts = going(batch).filter(
    (text) => isMarketing(text.purpose) && text.kind !== 'test' && !text.mayHaveLeft,
  );
  if (texts.length === 0) return;
  const frequency = await tools.store.findFrequency(tx, run.programId);
  const tallies = await tools.store.lockTallies(
    tx,
    texts.map((text) => text.number),
  );
  const caps = {
    us: capsOf(frequency, run.priority, true),
    elsewhere: capsOf(frequency, run.priority, false),
  };
  const now = Math.floor(tools.ctx.clock.now().getTime() / 1000);
  // Of two texts to one number in this batch the second finds the first.
  const soFar = new Map<string, Mark[]>();
  for (const text of texts) {
    const known = tallies.get(text.number);
    const here = soFar.get(text.number) ?? [];
    const earlier = known ?? [];
    const mark = markOf(text, run, now);
    const answer = capAnswer(
      capsFor(text, caps),
      here.length > 0 ? [...earlier, ...here] : earlier,
      mark,
      now,
    );
    if (answer) text.verdict = frequencyVerdict(answer, run, now);
    else soFar.set(text.number, [...here, mark]);
    text.tally = { earlier, mark, isNew: !known };
  }
}

const markOf = (text: Text, run: Run, now: number): Mark => ({
  messageId: text.id,
  at: now,
  brand: idNumber(run.brandId),
  program: idNumber(run.programId),
  subject: subjectNumber(run.subject),
  purpose: purposeNumber(text.purpose),
});

type Caps = { readonly us: readonly Cap[]; readonly elsewhere: readonly Cap[] };

function capsFor({ number, contact }: Text, { us, elsewhere }: Caps): readonly Cap[] {
  const caps = keepsUsDayCap(number, contact?.country ?? null) ? us : elsewhere;
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
