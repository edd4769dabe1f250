import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';

/** Who would get a campaign at once, and who would be held until when, where they are. */
export async function showCampaignHours(
  desk: Desk,
  wanted: string,
  { at }: { at?: string },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const hours = await desk.tidings.call('get', '/v1/campaigns/{id}/hours', {
    path: { id },
    ...(at === undefined ? {} : { query: { at } }),
  });
  desk.voice.answer(hours, () => tell(desk, hours));
  return exitCodes.ok;
}

type Hours = Awaited<ReturnType<typeof ask>>;
const ask = (desk: Desk, id: string) =>
  desk.tidings.call('get', '/v1/campaigns/{id}/hours', { path: { id } });

const decisions = { allow: 'goes', hold: 'held', drop: 'never' } as const;

function tell(desk: Desk, { at, now, later, lines }: Hours): string {
  const people = (count: number) => countOf(count, 'person', 'people');
  const rows = lines.map((line) => [
    decisions[line.decision],
    formatUntil(line),
    line.people,
    line.jurisdictions.join(' '),
    line.zones.join(' '),
  ]);
  return [
    `Launched at ${formatTime(at)}: ${people(now)} would get it now, ${people(later)} later.`,
    printTable(['', 'until', 'people', 'law of', 'clock of'], rows, desk.voice.paint),
  ].join('\n');
}

function formatUntil({ until, is_opening_unknown: isUnknown }: Hours['lines'][number]): string {
  if (until === null) return '';
  return isUnknown ? `${formatTime(until)}, then judged again` : formatTime(until);
}
