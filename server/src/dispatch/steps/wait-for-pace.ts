import { countParts } from '@tidings/sms';
import type { Tx } from '../../platform/db/pool.ts';
import { quietly } from '../../platform/db/together.ts';
import { type Booking, bookAheadMs, paceShare } from '../../senders/index.ts';
import { type Batch, type Early, going, type Text } from '../chunk.ts';
import { earlyIn } from '../early.ts';
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
  const texts = going(wave);
  if (wave.stop || wave.turn || texts.length === 0) return;
  const turn = await (earlyIn(wave, tx)?.turn?.booked ??
    tools.store.bookPace(tx, bookingsOf(wave, texts), isUrgent(wave.chunk.lane), mostMsPerPart(wave, texts)));
  const backInMs = turn.waitMs - bookAheadMs;
  if (turn.isBooked) wave.turn = turn;
  // Others have had the rest of a carrier's day meanwhile: the chunk is decided about again, and who is over it is held.
  else if (turn.isDayFull) wave.stop = 'pace.day_full';
  else if (turn.waitMs <= bookAheadMs) wave.stop = 'pace.lowered';
  else if (backInMs <= worthWaitingMs) wave.comeBackInMs = backInMs;
  else wave.stop = 'pace.full';
}

/**
 * Books the turn of a single urgent text before it is known whether it leaves, where it is known how many parts it has and by which
 * account it would: a text by several accounts, or with media, is booked when its turn comes.
 */
export function askForTurn(
  batch: Batch,
  texts: readonly Text[],
  { store }: Pick<Tools, 'store'>,
  tx: Tx,
): Early['turn'] {
  const bookings = bookingsAhead(batch, texts);
  return bookings && { bookings, booked: quietly(store.bookPace(tx, bookings, true)) };
}

/** What would be booked ahead; null where that is not known yet. */
export function bookingsAhead(batch: Batch, texts: readonly Text[]): Booking[] | null {
  const [way] = batch.ways;
  const [text] = texts;
  if (!text || batch.texts.length > 1 || text.mmsId !== null || text.mayHaveLeft) return null;
  if (batch.ways.length > 1 || way?.isDrained) return null;
  return bookingsOf(batch, [{ ...text, parts: countParts(text.body).parts }]);
}

/**
 * The text that a turn was booked ahead for does not leave now: neither the pace nor a carrier's day has had it. A form that is made
 * to send passwords by the hundred would else fill the queue of a slow number with what is refused, before the real ones.
 */
export async function giveBackTurn(wave: Wave, { store }: Pick<Tools, 'store'>, tx: Tx): Promise<void> {
  const turn = earlyIn(wave, tx)?.turn;
  if (turn && (await turn.booked).isBooked) await store.giveBackPace(tx, turn.bookings);
}

// A wave is a second of the narrowest pace that its chunk was opened with. When the pace was more than halved since, its
// texts would leave over many seconds under an intent that nobody can take back; the chunk is opened anew instead.
const slowedBy = 2;

function mostMsPerPart({ paces }: Wave, texts: readonly Text[]): number {
  if (texts.length === 1 || paces.length === 0) return Number.POSITIVE_INFINITY;
  return (slowedBy * 1000) / Math.min(...paces.map((pace) => pace.partsPerSecond)) / paceShare;
}

/** False while the wave has a turn that is still to come. */
export const isItsTurn = ({ turn, comeBackInMs }: Wave): boolean =>
  comeBackInMs === 0 && (turn === null || turn.waitMs < atOnceMs);

/** What each level counts of these texts; a level without a limit books nothing, one that was given a limit just now does. */
export function bookingsOf(batch: Pick<Batch, 'counters'>, texts: readonly Counted[]): Booking[] {
  const parts = texts.reduce((sum, text) => sum + text.parts, 0);
  return batch.counters.flatMap(({ level, subject }) => {
    const counted = level === 'registration' ? partsFor(subject, texts) : parts;
    return counted > 0 ? [{ level, subject, parts: counted }] : [];
  });
}

/** What the pace asks about a text. */
export type Counted = Pick<Text, 'parts'> & {
  readonly contact: Pick<NonNullable<Text['contact']>, 'carrier'> | null;
  /** What goes with it as an MMS; null or left out for words alone. */
  readonly mms?: object | null;
};

/**
 * Whether a registration's counter at a carrier counts a text. A number whose carrier nobody knows counts with each. AT&T
 * counts pictures by a limit of their own, and not with the words.
 */
export function isCountedBy(subject: string, { contact, mms = null }: Counted): boolean {
  const carrier = subject.slice(subject.lastIndexOf(':') + 1);
  if (carrier === 'att' && mms !== null) return false;
  if (carrier === 'att_mms' && mms === null) return false;
  return !contact?.carrier || contact.carrier === (carrier === 'att_mms' ? 'att' : carrier);
}

const partsFor = (subject: string, texts: readonly Counted[]): number =>
  texts.reduce((sum, text) => sum + (isCountedBy(subject, text) ? text.parts : 0), 0);
