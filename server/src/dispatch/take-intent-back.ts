import { isDatabaseAway, isDatabaseTrouble } from '../platform/db/trouble.ts';
import { going } from './chunk.ts';
import { giveBackSpend } from './steps/commit-spend.ts';
import type { Tools, Wave } from './steps/step.ts';
import { bookingsOf } from './steps/wait-for-pace.ts';
import { retry } from './verdict.ts';

const tryAgainMs = 250;

/**
 * Of a wave whose intent may be on record though nobody told us so: the database went away while it was saved. Nothing of
 * it has left, or will, so the intent is taken back, and its money and share of the day with it. Whoever takes the chunk next
 * would have to name its people unknown, and a campaign leaves those out. Waits for the database as long as the lease lasts;
 * where that is not enough, unknown they are.
 */
export async function takeIntentBack(tools: Tools, wave: Wave | null): Promise<void> {
  if (!wave?.isAnnounced) return;
  const { ctx, timing, signal } = tools;
  // Those alone: whoever was left out before the intent was neither in it nor paid for.
  const announced = { ...wave, texts: [...going(wave)] };
  for (const text of announced.texts) text.verdict = retry(0, 'intent.taken_back');
  const giveUpAtMs = ctx.clock.monotonicMs() + timing.leaseMs;
  for (;;) {
    try {
      return await takeBack(tools, announced);
    } catch (error) {
      const isAway = isDatabaseTrouble(error) || isDatabaseAway(error);
      if (!isAway || signal.aborted || ctx.clock.monotonicMs() > giveUpAtMs) {
        ctx.log.warn(
          { chunk: wave.chunk.id, err: error },
          'an intent that led to nothing could not be taken back',
        );
        return;
      }
    }
    await tools.wait(tryAgainMs);
  }
}

async function takeBack({ ctx, store, timing }: Tools, wave: Wave): Promise<void> {
  await ctx.db.tx(wave.workspaceId, async (tx) => {
    // The lost transaction may still be about to commit: it holds the chunk, so we look behind it and not beside it.
    if (!(await store.renewLease(tx, wave.chunk, timing.leaseMs))) return;
    const positions = wave.texts.map(({ position }) => position);
    if (!(await store.withdrawIntent(tx, wave.chunk, wave.number, positions))) return;
    await giveBackSpend(wave, { store }, tx);
    if (wave.dayCaps && wave.dayCaps.length > 0)
      await store.giveBackDayParts(tx, bookingsOf({ counters: wave.dayCaps }, wave.texts));
  });
}
