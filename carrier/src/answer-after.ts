import type { Context } from './context.ts';
import type { Answer } from './submission.ts';

/** Gives an answer to the face that asked. */
export type Give = (answer: Answer) => void;

/**
 * Waits for the end of the latency first and only then for the ledger: the rows of all texts that are answered in the
 * same moment are written at once.
 */
export function answerAfter(ctx: Context, delayMs: number, answer: Answer, give: Give): void {
  const giveWritten = (failure: Error | null) =>
    give(failure ? { kind: 'error', message: failure.message } : answer);
  if (delayMs > 0) ctx.timetable.after(delayMs, () => ctx.ledger.whenWritten(giveWritten));
  else ctx.ledger.whenWritten(giveWritten);
}
