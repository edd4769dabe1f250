import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

/** Slower or faster while it sends; `free` takes its own limit away. It holds within a second. */
export async function setCampaignPace(desk: Desk, wanted: string, pace: string): Promise<ExitCode> {
  const partsPerSecond = pace === 'free' ? null : Number(pace);
  if (partsPerSecond !== null && !(partsPerSecond > 0))
    throw misuse('Say how many parts a second, such as 5 or 0.5, or “free” for no limit of its own.');
  const path = { id: await findCampaign(desk, wanted) };
  await desk.tidings.call('put', '/v1/campaigns/{id}/pace', {
    path,
    body: { parts_per_second: partsPerSecond },
  });
  const { pace: now } = await desk.tidings.call('get', '/v1/campaigns/{id}/report', { path });
  desk.voice.answer(now, () => `It may go at most at ${now.sentence}.`);
  return exitCodes.ok;
}

const largestPage = 200;

/** What people sent back to it, newest first. */
export async function listCampaignReplies(
  desk: Desk,
  wanted: string,
  { limit }: { readonly limit: number },
): Promise<ExitCode> {
  const path = { id: await findCampaign(desk, wanted) };
  const query = { limit: Math.min(limit + 1, largestPage) };
  const page = await takePage(desk.tidings.each('/v1/campaigns/{id}/replies', { path, query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['when', 'who', 'number', 'words'],
      page.data.map(({ at, contact, body, is_opt_out: isOptOut }) => [
        ...[formatTime(at), contact.name, contact.number],
        isOptOut ? `${body} (opted out)` : body,
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

const whom = { failed: 'failed', 'not-clicked': 'not_clicked', 'not-replied': 'not_replied' } as const;
export const whoAgain = Object.keys(whom) as readonly (keyof typeof whom)[];

/** A draft to whom it did not reach, or who got it and did nothing. Nothing is sent by it. */
export async function sendCampaignAgain(
  desk: Desk,
  wanted: string,
  { to }: { readonly to: keyof typeof whom },
): Promise<ExitCode> {
  const path = { id: await findCampaign(desk, wanted) };
  const made = await desk.tidings.call('post', '/v1/campaigns/{id}/send-again', {
    path,
    body: { to: whom[to] },
  });
  desk.voice.answer(
    made,
    () => `“${oneLine(made.name)}” is a draft. See whom it goes to: tidings campaign check ${made.id}`,
  );
  return exitCodes.ok;
}
