import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

const largestPage = 200;

export async function listReplyCases(
  desk: Desk,
  { all = false, limit }: { all?: boolean; limit: number },
): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, largestPage), ...(all ? {} : { open: true }) };
  const page = await takePage(desk.tidings.each('/v1/reply-cases', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'number', 'due', 'verdict', 'reply', 'why'],
      page.data.map(({ id, number, due_at, is_overdue, verdict, body, why }) => [
        ...[id, number, is_overdue ? `${due_at} (overdue)` : due_at, verdict ?? ''],
        ...[plain(body), plain(why ?? '')],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

const verdicts = ['opt_out', 'keep', 'wrong_number'] as const;
const outcomes = {
  opt_out: 'They get no more texts.',
  keep: 'Marketing goes on, unless another reply of theirs waits.',
  wrong_number: 'This number gets no more texts, and is marked as somebody else’s.',
} as const;

export async function judgeReplyCase(
  desk: Desk,
  id: string,
  said: string,
  { note }: { note?: string },
): Promise<ExitCode> {
  const verdict = verdicts.find((one) => one === said.replaceAll('-', '_'));
  if (!verdict) throw misuse(`A verdict is one of ${verdicts.join(', ')}.`);
  return orBlocked(async () => {
    const body = { verdict, ...(note === undefined ? {} : { note }) };
    const judged = await desk.tidings.call('post', '/v1/reply-cases/{id}/judgement', { path: { id }, body });
    desk.voice.answer(judged, () => outcomes[verdict]);
    return exitCodes.ok;
  });
}
