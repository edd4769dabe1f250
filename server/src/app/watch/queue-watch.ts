import { publicId } from '../../platform/ids.ts';
import type { RestingQueue } from './watch.queries.ts';

/** A quarter of an hour: a worker that starts again, or a carrier that is away for a moment, is no reason to call anybody. */
export const restsTooLongMs = 900_000;

type Verdict = { readonly status: 'ok' | 'warning' | 'failed'; readonly sentence: string };

const shownAtMost = 5;
const rank = { ok: 0, warning: 1, failed: 2 } as const;

/** What stands still although it is due, why, and what to do about it. What somebody has stopped on purpose only warns. */
export function judgeQueues(queues: readonly RestingQueue[]): Verdict {
  if (queues.length === 0) return { status: 'ok', sentence: 'Nothing that is due stands still.' };
  const verdicts = queues.map(judgeQueue).sort((a, b) => rank[b.status] - rank[a.status]);
  const more = verdicts.length > shownAtMost ? ` And ${verdicts.length - shownAtMost} more.` : '';
  const shown = verdicts.slice(0, shownAtMost).map(({ sentence }) => sentence);
  return { status: verdicts[0]?.status ?? 'ok', sentence: `${shown.join(' ')}${more}` };
}

function judgeQueue(queue: RestingQueue): Verdict {
  const { chunks, lane, oldest, reason, senderId, gatewayId } = queue;
  const bundles = chunks === 1 ? '1 bundle' : `${chunks} bundles`;
  const what = `${bundles} of ${lane} texts from ${publicId('snd', senderId)}, due since ${oldest.toISOString()}`;
  const gateway = publicId('gtw', gatewayId);
  const [whose, state = ''] = reason.split(/_(.*)/);
  if (reason === 'held')
    return { status: 'warning', sentence: `On hold: ${what}. Decide what becomes of it and release it.` };
  if (reason === 'stopped') return { status: 'warning', sentence: `Stopped by somebody: ${what}.` };
  if (reason === 'set_aside')
    return failed(`Set aside because ten workers ended on it: ${what}. The log says what they met.`);
  if (whose === 'gateway')
    return failed(`${gateway} is ${wordsOf(state)}: ${what}. See what its carrier says.`);
  if (whose === 'sender')
    return failed(`The number is ${wordsOf(state)}: ${what}. See what its carrier says.`);
  return failed(
    `Nobody works on it: ${what}. See whether \`tidings work\` runs and has a line to ${gateway}.`,
  );
}

const failed = (sentence: string): Verdict => ({ status: 'failed', sentence });

const words: Readonly<Record<string, string>> = {
  ok: 'resting for a moment',
  no_funds: 'out of funds',
  misconfigured: 'refused by its carrier as it is set up',
};
const wordsOf = (state: string) => words[state] ?? state;
