import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';

/** What goes and went when; exit code 7 where two of them meet. */
export async function showCalendar(
  desk: Desk,
  { from, until }: { from?: string; until?: string },
): Promise<ExitCode> {
  const calendar = await desk.tidings.call('get', '/v1/campaign-calendar', {
    query: {
      ...(from !== undefined && { from: readTime(from, '--from') }),
      ...(until !== undefined && { until: readTime(until, '--until') }),
    },
  });
  desk.voice.answer(calendar, () => {
    const table = printTable(
      ['from', 'name', 'status', 'people', 'campaign'],
      calendar.entries.map(({ starts_at, name, status, people, campaign_id, kind }) => [
        ...[formatTime(starts_at), name, kind === 'coming' ? 'comes by a rule' : status, people, campaign_id],
      ]),
      desk.voice.paint,
    );
    const clashes = calendar.clashes.map(({ sentence }) => `Mind: ${sentence}`);
    return [table, ...clashes].join('\n');
  });
  return calendar.clashes.length > 0 ? exitCodes.warned : exitCodes.ok;
}
