import type { Context } from '../../platform/context.ts';
import type { Answer, Question } from '../checks.ts';
import { dutyLooks } from './duties.ts';
import { conservationReading, queue } from './look.ts';
import { type ConservationFigures, lookAtConservation, nothingLookedAt } from './look-at-conservation.ts';
import { listReadings, type Reading } from './watch.queries.ts';

// Three rounds: one may be late because a worker has just been started again.
const silentTooLongSeconds = 200;

/** Whoever asks waits for it, so it looks at more than a round does: a million and a half texts take three seconds. */
const asked = { chunks: 3_000, days: 8 };

/**
 * What doctor asks of the work itself. Queues and conservation are looked at now; receipts and chores
 * cannot be judged in a moment, so the last round answers, and says how old it is.
 */
export async function questionsOfTheWork(ctx: Context): Promise<Question[]> {
  const readings = await ctx.db.system(listReadings).catch((): Reading[] => []);
  const of = (name: string) => readings.find((reading) => reading.name === name) ?? null;
  return [
    { name: 'rounds', ask: () => judgeRounds(of('conservation')) },
    { name: 'conservation', ask: () => askConservation(ctx, of('conservation')) },
    { name: 'queue', ask: async () => answerOf(await queue.look(ctx, null)) },
    { name: 'receipts', ask: () => repeat(of('receipts')) },
    { name: 'chores', ask: () => repeat(of('chores')) },
    ...dutyLooks.map(({ name, look }) => ({ name, ask: async () => answerOf(await look(ctx, null)) })),
  ];
}

/** Looks from the first text of the last days on, and again at whatever the rounds have found. */
async function askConservation(ctx: Context, last: Reading | null): Promise<Answer> {
  const found = (last?.figures as Partial<ConservationFigures> | undefined)?.breaches ?? [];
  const figures = await lookAtConservation(ctx, { ...nothingLookedAt, breaches: found }, asked);
  return answerOf(conservationReading(figures));
}

export function judgeRounds(last: Pick<Reading, 'ageSeconds'> | null): Answer {
  if (last === null)
    return {
      status: 'ok',
      sentence: 'The service has not looked at itself yet; it does within a minute of its start.',
    };
  const age = `${Math.round(last.ageSeconds)} s`;
  if (last.ageSeconds <= silentTooLongSeconds)
    return { status: 'ok', sentence: `The service looked at itself ${age} ago.` };
  return {
    status: 'warning',
    sentence: `The service has not looked at itself for ${age}; unless it is stopped, see whether \`tidings work\` runs.`,
  };
}

const answerOf = ({ status, sentence }: Answer): Answer => ({ status, sentence });
const repeat = (reading: Reading | null): Answer =>
  reading ? answerOf(reading) : { status: 'ok', sentence: 'Nothing has been looked at yet.' };
