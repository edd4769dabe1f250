import { type Batch, going } from '../chunk.ts';
import { unknown } from '../verdict.ts';

/**
 * A former owner of this chunk had announced these texts and never said what came of them, or a hold has put them to the
 * question. They may be on a phone by now, so they are not sent: they become unknown, by name, and the carrier is asked.
 */
export function nameUnknown(batch: Batch): void {
  for (const text of going(batch)) {
    if (text.mayHaveLeft?.by === 'worker')
      text.verdict = unknown('worker.died', 'The worker died between handing over and noting the answer.');
    if (text.mayHaveLeft?.by === 'hold')
      text.verdict = unknown(
        'hold.asked',
        'It may have left in the time that the database does not know of.',
      );
  }
}
