import type { Tx } from '../../platform/db/pool.ts';
import { type Booking, bookAheadMs } from '../../senders/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { isUrgent } from '../lane.ts';
import type { Tools, Wave } from './step.ts';

// Less than a timer's own grain is no wait.
const atOnceMs = 2;
// Two chunks of a number that book in turns find the queue full for a moment all the time; giving them back would be work.
const worthWaitingMs = 2_000;

/**
 * Books the wave's parts at every level that counts them. Where its turn is now, the intent follows in this transaction;
 * where it is not, the intent waits for a transaction of its own, so that it is fresh when the texts leave. A queue that
 * is full for some seconds sends the chunk back: others may go meanwhile.
 */
export async function waitForPace(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (wave.stop || wave.turn || going(wave).length === 0) return;
  const turn = await tools.store.bookPace(tx, bookingsOf(wave, going(wave)), isUrgent(wave.chunk.lane));
  const backInMs = turn.waitMs - bookAheadMs;
  if (turn.isBooked) wave.turn = turn;
  else if (backInMs <= worthWaitingMs) wave.comeBackInMs = backInMs;
  else wave.stop = 'pace.full';
}

/** False while the wave has a turn that is still to come. */
export const isItsTurn = ({ turn, comeBackInMs }: Wave): boolean =>
  comeBackInMs === 0 && (turn === null || turn.waitMs < atOnceMs);

/** What each level that has a limit counts of these texts. */
export function bookingsOf(batch: Pick<Batch, 'paces'>, texts: readonly Text[]): Booking[] {
  const parts = texts.reduce((sum, text) => sum + text.parts, 0);
  return batch.paces.flatMap(({ level, subject }) => {
    const counted = level === 'registration' ? partsFor(carrierOf(subject), texts) : parts;
    return counted > 0 ? [{ level, subject, parts: counted }] : [];
  });
}

const carrierOf = (subject: string) => subject.slice(subject.lastIndexOf(':') + 1);

/** A number whose carrier nobody knows may be with any of them, and counts with each. */
function partsFor(carrier: string, texts: readonly Text[]): number {
  return texts.reduce(
    (sum, { contact, parts }) => sum + (!contact?.carrier || contact.carrier === carrier ? parts : 0),
    0,
  );
}
