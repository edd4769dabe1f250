import type { Rehearsal, Rehearsed } from '@tidings/carrier/without-port';
import { bookingsOf } from '../../dispatch/index.ts';
import type { Buckets, Counter } from '../../senders/index.ts';
import type { Book } from './book.ts';
import type { Judged } from './judge.ts';
import type { Passenger } from './passenger.ts';
import type { Purse } from './purse.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { openWaitingChunks, WaitingChunk } from './waiting-chunks.ts';

/** Everything a flight goes by. None of it reaches a carrier, a gateway or a table of real texts. */
export type Flight = {
  readonly clock: VirtualClock<WaitingChunk>;
  readonly chunks: ReturnType<typeof openWaitingChunks>;
  /** Null where nobody has said what texts cost. */
  readonly purse: Purse | null;
  readonly judge: (one: Passenger, ms: number) => Judged;
  readonly buckets: Buckets;
  readonly counters: readonly Counter[];
  readonly carrier: Rehearsal;
  readonly book: Book;
  readonly from: string;
  /** Whoever still waits then is left waiting. */
  readonly horizonMs: number;
  /** How long after a lost answer the carrier is asked what became of the text. */
  readonly settleMs: number;
  /** Called after each chunk with how many people have come to their end so far; throws to end the flight. */
  readonly onChunk: (ended: number) => Promise<void>;
};

/** What dispatch waits when a carrier says that it is overloaded (gateways/rehearsal/outcomes.ts). */
const overloadedForMs = 1_000;
const leastWaitMs = 1_000;
// As dispatch has it: a list that never shows what was accepted would send to the same person for ever.
const resendAtMost = 2;

/** Lets the campaign run: chunk after chunk at its hour, each text judged, paced and handed over at its own instant. */
export async function fly(flight: Flight): Promise<void> {
  const { clock, chunks, book, horizonMs, onChunk } = flight;
  const line = { restUntilMs: 0, ended: 0 };
  for (;;) {
    const chunk = clock.next(horizonMs);
    if (!chunk) break;
    for (const one of await chunks.take(chunk)) {
      const again = handle(flight, line, one);
      if (again === null) line.ended += 1;
      else await chunks.put(again, one);
    }
    await onChunk(line.ended);
  }
  for (const chunk of clock.rest()) {
    const people = chunks.count(chunk);
    if (people > 0) book.end('waiting', 'beyond_horizon', people);
  }
}

type Line = { restUntilMs: number; ended: number };

/** Null when the person has come to their end; otherwise when they are looked at again. */
function handle(flight: Flight, line: Line, one: Passenger): number | null {
  const { clock, judge, book, buckets, counters, horizonMs, purse } = flight;
  if (clock.nowMs >= horizonMs) return end(book, 'waiting', 'beyond_horizon');
  const judged = judge(one, clock.nowMs);
  if (judged.kind !== 'go') return settle(flight, one, judged);
  const capped = purse?.holdOf(one, clock.nowMs);
  if (capped) return settle(flight, one, waitingFor(capped, judged.zones));
  const bookings = bookingsOf({ counters }, [{ parts: one.parts, contact: one, mms: one.isMms ? {} : null }]);
  const { atMs, heldBy } = buckets.book(bookings, Math.max(clock.nowMs, line.restUntilMs));
  clock.passTo(atMs);
  // Its window may have closed while it waited for its turn.
  const now =
    judged.closesAtMs !== null && clock.nowMs >= judged.closesAtMs ? judge(one, clock.nowMs) : judged;
  if (now.kind !== 'go') return settle(flight, one, now);
  purse?.commit(one, clock.nowMs);
  book.leave(one, clock.nowMs, now.zones, heldBy);
  return submit(flight, line, one, now.closesAtMs);
}

const waitingFor = (
  { cap, untilMs }: { cap: string; untilMs: number },
  zones: readonly string[],
): Extract<Judged, { kind: 'wait' }> => ({ kind: 'wait', untilMs, reason: `spend_${cap}`, zones });

function settle(
  { book, clock }: Flight,
  one: Passenger,
  judged: Exclude<Judged, { kind: 'go' }>,
): number | null {
  if (judged.kind !== 'wait') return end(book, judged.kind, judged.reason);
  if (!one.isHeld) book.hold(judged.reason, judged.zones, judged.untilMs);
  one.isHeld = true;
  // Whatever a rule says, time goes on.
  return Math.max(judged.untilMs, clock.nowMs + leastWaitMs);
}

function submit(flight: Flight, line: Line, one: Passenger, validUntilMs: number | null): number | null {
  const { clock, carrier, book, from } = flight;
  const { number: to, parts, length, attempt } = one;
  const reference = `sim_${one.contactId}`;
  const answer = carrier.rehearse({ reference, from, to, parts, length, attempt, validUntilMs }, clock.nowMs);
  one.attempt += 1;
  if (answer.kind === 'refused') {
    flight.purse?.giveBack(one);
    return heedRefusal(flight, line, answer);
  }
  if (answer.kind === 'dropped') return askLater(flight, one);
  if (answer.isAnswerLost) book.loseAnswer();
  book.take(one, clock.nowMs, answer.route, answer.reply);
  return null;
}

function heedRefusal(
  { clock, book }: Flight,
  line: Line,
  { code, retryAfterMs, isByFault }: Extract<Rehearsed, { kind: 'refused' }>,
): number | null {
  const waitMs = code === 'unavailable' || code === 'down' ? overloadedForMs : retryAfterMs;
  if (waitMs === null) return end(book, 'refused', code);
  book.retry(code);
  // Above the carrier's limit every text of the number would be refused: it rests for as long as it is asked to. Dispatch
  // tries on meanwhile, which takes many more refusals and comes to the same end.
  if (code === 'throttled' && !isByFault) line.restUntilMs = clock.nowMs + waitMs;
  return bySecond(clock.nowMs + waitMs);
}

/** Nothing was accepted, which nobody knows before the carrier is asked; then it goes once more, twice at most. */
function askLater({ clock, book, settleMs }: Flight, one: Passenger): number | null {
  book.loseAnswer();
  if (one.resends >= resendAtMost) return end(book, 'unknown', 'carrier.never_had_it');
  one.resends += 1;
  book.retry('never_had_it');
  return bySecond(clock.nowMs + settleMs);
}

function end(book: Book, place: Parameters<Book['end']>[0], reason: string): null {
  book.end(place, reason);
  return null;
}

// By the full second, so that those of a moment wait together.
const bySecond = (ms: number): number => Math.ceil(ms / 1_000) * 1_000;
