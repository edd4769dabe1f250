import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { printHours } from '../print/hours-table.ts';
import { countOf, formatTime } from '../print/numbers.ts';

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

function tell(desk: Desk, { at, now, later, lines }: Hours): string {
  const people = (count: number) => countOf(count, 'person', 'people');
  return [
    `Launched at ${formatTime(at)}: ${people(now)} would get it now, ${people(later)} later.`,
    printHours(lines, desk.voice.paint),
  ].join('\n');
}
