import type { Gateway } from '../../gateways/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import type { Timing } from '../timing.ts';
import { hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** Why a text waits whose window closes before its carrier would have to give it up. */
export const closingSoon = 'hours_end_soon';

// A carrier that cannot be told when to give up brings nearly every text within this; of a phone that is off nobody can say.
const usuallyThereWithinSeconds = 60;

/**
 * What has to arrive within a person's window must not be with a carrier that may go on trying after it has closed. Some can be
 * told of no less than twenty seconds, a minute, with pictures five: a text with less time than that waits for the next window,
 * and is judged anew when this one has closed.
 */
export function holdBeforeClosing(batch: Batch, { ctx: { clock }, timing }: Tools): void {
  // The carrier's minutes are none of a clock that runs faster.
  if (clock.isRehearsal) return;
  const now = clock.now();
  for (const text of going(batch))
    if (text.closesAt && endsTooSoon(text, text.way?.by.gateway ?? batch.gateway, now, timing))
      text.verdict = hold(text.closesAt, closingSoon);
}

/** Whether the carrier would still be trying when the person's window has closed, whenever under its intent the text leaves. */
export function endsTooSoon(
  { closesAt, mms }: Pick<Text, 'closesAt' | 'mms'>,
  { validitySeconds }: Pick<Gateway, 'validitySeconds'>,
  now: Date,
  { guardMs }: Pick<Timing, 'guardMs'>,
): boolean {
  if (!closesAt || validitySeconds === undefined) return false;
  const { least, leastWithMedia = least } = validitySeconds ?? { least: usuallyThereWithinSeconds };
  const leastMs = (mms ? leastWithMedia : least) * 1_000;
  return closesAt.getTime() - now.getTime() < leastMs + guardMs;
}
