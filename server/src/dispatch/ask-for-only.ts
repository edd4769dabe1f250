import { isMarketing } from '../compliance/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { quietly } from '../platform/db/together.ts';
import type { Lease } from './chunk.queries.ts';
import type { Batch, Early, OnlyText, Run, Text } from './chunk.ts';
import { askVelocity, isOfVelocity } from './steps/drop-over-velocity.ts';
import type { Tools } from './steps/step.ts';
import { askToTake } from './steps/take-chunk.ts';
import { bookingsAhead, bookingsOf } from './steps/wait-for-pace.ts';

/** What a lease said of its only text is not what stands in the chunk: whatever was asked by it is to be undone and asked anew. */
export class GuessedWrong extends Error {}

/** Not where what the person was sent lately is locked between consent and run (marketing, conversations). */
export const isAskedForAtOnce = ({ purpose }: OnlyText): boolean =>
  !isMarketing(purpose) && purpose !== 'conversational';

/**
 * Asks for everything that could keep a single urgent text by what its lease says of it, together with the chunk itself and in the
 * order of locks: consent, run, chunk, pace.
 */
export function askForOnly(early: Early | null, lease: Lease, tools: Tools, tx: Tx): void {
  const { only, baseId, fence, lane, claim } = lease;
  if (!early || !only || baseId === null || !isAskedForAtOnce(only)) return;
  const { runId, programId, brandId, number, purpose, parts } = only;
  const { store, timing } = tools;
  const asked = { programId, brandId, numbers: [number], doNotCallKeys: [] };
  early.only = { text: only, consents: quietly(store.lockConsents(tx, asked)) };
  if (isOfVelocity(lane, purpose)) early.velocity = askVelocity(store, tx, [{ id: baseId, number }]);
  const chunk = { id: lease.id, fence, lane, isRecorded: true };
  early.taken = quietly(
    askToTake({ run: { id: runId }, chunk }, tools, tx, [{ id: baseId }], timing.leaseMs, claim),
  );
  const counters = early.paces?.of ?? [];
  // Which of a registration's limits count it is known with the person's carrier.
  if (counters.length === 0 || counters.some(({ level }) => level === 'registration')) return;
  // Nor which account's limits do, where the number has several.
  if (early.gateways.size > 1) return;
  const bookings = bookingsOf({ counters }, [{ parts, contact: null }]);
  early.turn = { bookings, booked: quietly(store.bookPace(tx, bookings, true)) };
}

/** Refuses to go on with answers to a question that would be put otherwise now. */
export function requireExpected(batch: Batch, early: Early | null): void {
  if (early?.only && !isExpected(batch, early, early.only.text)) throw new GuessedWrong();
}

function isExpected(
  batch: Batch,
  { turn }: Early,
  { runId, programId, brandId, number, purpose }: OnlyText,
): boolean {
  const { run, texts } = batch;
  const [text] = texts;
  if (!text || !run || texts.length > 1) return false;
  const isOfRun = run.id === runId && run.programId === programId && run.brandId === brandId;
  const isThis = text.number === number && text.purpose === purpose && isUndecided(text, run);
  if (!isOfRun || !isThis) return false;
  return turn === null || isSame(turn.bookings, bookingsAhead(batch, texts));
}

const isUndecided = ({ verdict, mayHaveLeft }: Text, { kind }: Run): boolean =>
  kind !== 'answer' && verdict === null && mayHaveLeft === null;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
