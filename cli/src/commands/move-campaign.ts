import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';
import type { Campaign } from './campaign.ts';

export type Move = 'pause' | 'resume' | 'stop';

const sentences: Readonly<Record<Move, (campaign: Campaign) => string>> = {
  pause: ({ id, name }) =>
    `“${name}” is held: nothing more leaves, and what is on the wire arrives. Go on: tidings campaign resume ${id}`,
  resume: ({ name }) => `“${name}” goes on.`,
  stop: ({ name }) => `“${name}” is stopped for good. Whoever was not texted by now never will be.`,
};

/** Never asks: whoever wants texts to stop leaving wants it now. */
export async function moveCampaign(desk: Desk, move: Move, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const campaign = await desk.tidings.call('post', `/v1/campaigns/{id}/${move}`, { path: { id } });
  desk.voice.answer(campaign, () => sentences[move](campaign));
  return exitCodes.ok;
}

export async function listCampaigns(desk: Desk, options: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/campaigns', { query: { limit: 200 } }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'status', 'people', 'written', 'launched'],
      page.data.map(({ id, name, status, will_receive, created_at, launched_at }) => [
        ...[id, name, status, will_receive, formatTime(created_at)],
        launched_at === null ? null : formatTime(launched_at),
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
