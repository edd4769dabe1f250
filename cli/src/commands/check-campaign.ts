import { type AnswerOf, TidingsError } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { printFlight } from '../print/flight.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printPreview } from '../print/preview.ts';
import { blocked } from '../refusal.ts';
import type { Campaign } from './campaign.ts';

/** The text as real people would get it. Shows what stands against a launch, and refuses nothing. */
export async function previewCampaign(
  desk: Desk,
  wanted: string,
  options: { count?: number },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  desk.voice.progress.show('Writing the text for everybody');
  const preview = await desk.tidings.call('post', '/v1/campaigns/{id}/preview', {
    path: { id },
    body: options.count === undefined ? {} : { count: options.count },
  });
  desk.voice.answer(preview, () => printPreview(preview, desk.voice.paint));
  return exitCodes.ok;
}

type Flight = AnswerOf<'/v1/campaigns/{id}/check', 'get'>;

const exitOf: Readonly<Record<Flight['verdict'], ExitCode>> = {
  go: exitCodes.ok,
  warnings: exitCodes.warned,
  no_go: exitCodes.blocked,
};

/** Everything that a launch would meet, in one answer, which is kept where nothing must be mended first. */
export async function checkCampaign(desk: Desk, wanted: string, { at }: { at?: string }): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  desk.voice.progress.show('Asking everybody in the audience');
  const flight = await keepOrLook(desk, { path: { id }, ...(at === undefined ? {} : { query: { at } }) });
  desk.voice.answer({ ...flight, is_checked: flight.is_kept }, () =>
    [
      printFlight(flight, desk.voice.paint),
      ...(flight.is_kept && flight.verdict !== 'no_go' ? [sentenceOf(flight)] : []),
    ].join('\n\n'),
  );
  return exitOf[flight.verdict];
}

/** What cannot be kept, or not by this caller, can still be looked at, with every reason. */
async function keepOrLook(
  { tidings }: Desk,
  asked: { path: { id: string }; query?: { at: string } },
): Promise<Flight> {
  try {
    return await tidings.call('post', '/v1/campaigns/{id}/check', asked);
  } catch (error) {
    if (!(error instanceof TidingsError) || ![403, 422].includes(error.status)) throw error;
    return tidings.call('get', '/v1/campaigns/{id}/check', asked);
  }
}

/** All that stands against a campaign comes back at once, and blocks it. */
export async function runCheck(desk: Desk, id: string): Promise<Campaign> {
  desk.voice.progress.show('Checking the text for everybody');
  try {
    return (await desk.tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } })).campaign;
  } catch (error) {
    throw error instanceof TidingsError && error.status === 422 ? blocked(error) : error;
  }
}

function sentenceOf({ campaign, schedule }: Flight): string {
  const { id, estimate, will_receive: people } = campaign;
  const parts = estimate ? ` in ${countOf(estimate.parts.total, 'part', 'parts')}` : '';
  if (schedule !== null)
    return `${countOf(people ?? 0, 'person', 'people')} would be texted${parts}.\nIt starts by itself at ${formatTime(schedule.starts_at)}. Take it back: tidings campaign unschedule ${id}`;
  return `${countOf(people ?? 0, 'person', 'people')} would be texted${parts}.\nSend it: tidings campaign launch ${id} --confirm-count ${people ?? 0}`;
}
