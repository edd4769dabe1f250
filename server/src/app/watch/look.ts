import type { Context } from '../../platform/context.ts';
import { countLateJobs } from '../../platform/jobs/index.ts';
import { countByLaw, sayConservation } from './conservation.ts';
import { dutyLooks } from './duties.ts';
import { type ConservationFigures, lookAtConservation, nothingLookedAt } from './look-at-conservation.ts';
import type { Look, NewReading } from './one-look.ts';
import { judgeQueues, restsTooLongMs } from './queue-watch.ts';
import { judgeLag, type LagFigures, lagByGateway, lookAtReceipts, nothingProbed } from './receipt-lag.ts';
import { listReadings, listRestingQueues, type Reading, saveReading } from './watch.queries.ts';

export const conservation: Look = {
  name: 'conservation',
  async look(ctx, before) {
    const figures = await lookAtConservation(ctx, figuresOf(before, nothingLookedAt));
    return conservationReading(figures);
  },
};

export function conservationReading(figures: ConservationFigures): NewReading {
  const { breaches, looked } = figures;
  return {
    name: 'conservation',
    status: breaches.length === 0 ? 'ok' : 'failed',
    sentence: sayConservation(breaches, looked),
    figures: { ...figures, broken: countByLaw(breaches) },
  };
}

export const queue: Look = {
  name: 'queue',
  async look(ctx) {
    const wish = { at: ctx.clock.now(), restedMs: restsTooLongMs };
    const resting = await ctx.db.system((tx) => listRestingQueues(tx, wish));
    return { name: 'queue', ...judgeQueues(resting), figures: { resting: resting.length } };
  },
};

export const receipts: Look = {
  name: 'receipts',
  async look(ctx, before) {
    const figures: LagFigures = await lookAtReceipts(ctx, figuresOf(before, nothingProbed));
    return { name: 'receipts', ...judgeLag(lagByGateway(figures)), figures };
  },
};

const jobsAreLateAfterSeconds = 900;

export const chores: Look = {
  name: 'chores',
  async look(ctx) {
    const found = await ctx.db.system((tx) => countLateJobs(tx, jobsAreLateAfterSeconds));
    const { late, givenUp, kinds } = found;
    const sentences = [
      ...(late > 0 ? [`${late} chores have been due for more than a quarter of an hour.`] : []),
      ...(givenUp > 0
        ? [`${givenUp} chores were given up after their last try (${kinds.join(', ')}); the log says why.`]
        : []),
    ];
    return {
      name: 'chores',
      status: sentences.length === 0 ? 'ok' : 'warning',
      sentence: sentences.length === 0 ? 'All chores get done.' : sentences.join(' '),
      figures: { late, givenUp },
    };
  },
};

const looks: readonly Look[] = [conservation, queue, receipts, chores, ...dutyLooks];

/**
 * The round of every minute. Each check is on its own: one that breaks is told as failed and keeps no other from being
 * made. What comes to be wrong is said in the log once, a broken law with every round.
 */
export async function lookAround(ctx: Context): Promise<void> {
  const before = new Map((await ctx.db.system(listReadings)).map((reading) => [reading.name, reading]));
  for (const { name, look } of looks) {
    const last = before.get(name) ?? null;
    const reading = await look(ctx, last).catch((error: Error) => couldNotLook(ctx, name, last, error));
    await ctx.db.system((tx) => saveReading(tx, reading));
    tell(ctx, reading, last?.status ?? 'ok');
  }
}

function couldNotLook(ctx: Context, name: string, last: Reading | null, error: Error): NewReading {
  ctx.log.warn({ check: name, err: error }, 'A check of the service by itself could not be made.');
  // A database that was away is no reason to forget; what breaks the check twice may be what it goes on from.
  const figures = last && last.sentence !== couldNotBeMade ? last.figures : {};
  return { name, status: 'warning', sentence: couldNotBeMade, figures };
}

const couldNotBeMade = 'This check could not be made; the log says why.';

function tell(
  { log }: Context,
  { name, status, sentence, figures }: NewReading,
  was: Reading['status'],
): void {
  const fields = { check: name, status };
  if (name === 'conservation' && status === 'failed')
    log.error({ ...fields, broken: figures.broken }, sentence);
  else if (status === was) return;
  else if (status === 'failed') log.error(fields, sentence);
  else if (status === 'warning') log.warn(fields, sentence);
  else log.info(fields, sentence);
}

function figuresOf<T extends object>(reading: Reading | null, nothing: T): T {
  return { ...nothing, ...(reading?.figures as Partial<T> | undefined) };
}
