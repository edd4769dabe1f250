import type { ItemOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import type { ExitCode } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { type Cell, printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';

type Entry = ItemOf<'/v1/campaigns/{id}/people'>;

const largestPage = 200;

/** Who stands behind one number of a report, each with the reason. */
export async function listPeopleBehindLine(
  desk: Desk,
  wanted: string,
  line: string,
  { limit }: { limit: number },
): Promise<ExitCode> {
  const path = { id: await findCampaign(desk, wanted) };
  const query = { line, limit: Math.min(limit + 1, largestPage) };
  const page = await takePage(desk.tidings.each('/v1/campaigns/{id}/people', { path, query }), limit);
  desk.voice.answer(page, () =>
    printTable(['who', 'number or row', 'why'], page.data.map(rowOf), desk.voice.paint),
  );
  return tellMore(desk, page);
}

function rowOf(entry: Entry): Cell[] {
  if (entry.object === 'person') return [entry.contact.name, entry.contact.number, entry.sentence];
  return [`${entry.file_name}, line ${entry.line}`, entry.row.join(' | '), entry.sentence];
}
