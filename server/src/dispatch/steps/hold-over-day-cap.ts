import { dayAt, instantOf } from '@tidings/policy/hours';
import { leftToday } from '../../senders/index.ts';
import { type Batch, going } from '../chunk.ts';
import { isUrgent } from '../lane.ts';
import { hold } from '../verdict.ts';
import type { Tools } from './step.ts';
import { isCountedBy } from './wait-for-pace.ts';

/** Why such a text waits. */
export const dayIsFull = 'carrier_day';

const zone = 'America/Los_Angeles'; // Where the days of T-Mobile begin and end.

/**
 * What a carrier would refuse for today waits for its next day; people with other carriers are texted at once. This looks, and the
 * booking of each wave (waitForPace) counts: of two chunks that both saw the last of a day, the second is decided about again.
 * Urgent texts are counted and never held: nobody knows for certain that they are for that carrier's phones.
 */
export function holdOverDayCap(batch: Batch, tools: Tools): void {
  const { dayCaps = [], chunk } = batch;
  if (dayCaps.length === 0 || isUrgent(chunk.lane)) return;
  const now = tools.ctx.clock.now().getTime();
  const until = new Date(instantOf(zone, dayAt(zone, now) + 1, 0));
  for (const cap of dayCaps) {
    let left = leftToday(cap);
    const isUntouched = left === (cap.partsPerDay ?? 0);
    let isFirst = true;
    for (const text of going(batch)) {
      if (text.mayHaveLeft || !isCountedBy(cap.subject, text)) continue;
      // A text that is longer than a whole day takes goes first in it, or it would never go.
      if (text.parts <= left || (isFirst && isUntouched)) left -= text.parts;
      else text.verdict = hold(until, dayIsFull);
      isFirst = false;
    }
  }
}
