import { TidingsError } from '@tidings/sdk';
import { requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { digitsOf, findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { printPreview } from '../print/preview.ts';
import { blocked, failure } from '../refusal.ts';
import type { Campaign } from './campaign.ts';
import { runCheck } from './check-campaign.ts';

export type LaunchOptions = { readonly confirmCount?: number; readonly dryRun?: boolean };

const unasked =
  'Nobody is here to be asked. Say with --confirm-count how many people you believe will be texted; `tidings campaign check` tells.';

/** Refusals of a launch that are not about its state or the caller: a check or a rule says no. */
const blocking: ReadonlySet<string> = new Set([
  'campaign.count_changed',
  'campaign.not_checked',
  'campaign.changed_since_check',
  'campaign.changed_meanwhile',
  'campaign.changed_since_seen',
  'audience.nobody',
]);

/** Checks what is a draft, has the number of people confirmed, and sends. */
export async function launchCampaign(desk: Desk, wanted: string, options: LaunchOptions): Promise<ExitCode> {
  const isDecided = options.confirmCount !== undefined || options.dryRun === true;
  requireConsentOrSomebody(desk, isDecided, unasked);
  const id = await findCampaign(desk, wanted);
  const campaign = await checkedCampaign(desk, id);
  if (options.dryRun) return showLaunch(desk, campaign);
  const confirmed = options.confirmCount ?? (await askForCount(desk, campaign));
  desk.ifInterrupted(`Whether it was launched is not sure. See: tidings campaign status ${id}`);
  const launched = await launch(desk, campaign, confirmed);
  desk.voice.answer(launched, () => sentenceOf(launched));
  return exitCodes.ok;
}

/** A campaign that was launched before is left as it is: the server has the right words for it. */
export async function checkedCampaign(desk: Desk, id: string): Promise<Campaign> {
  const campaign = await desk.tidings.call('get', '/v1/campaigns/{id}', { path: { id } });
  return campaign.status === 'draft' ? runCheck(desk, id) : campaign;
}

async function showLaunch(desk: Desk, campaign: Campaign): Promise<ExitCode> {
  const preview = await desk.tidings.call('post', '/v1/campaigns/{id}/preview', {
    path: { id: campaign.id },
    body: {},
  });
  desk.voice.answer(preview, () => printPreview(preview, desk.voice.paint));
  desk.voice.note('Nothing was sent.');
  return preview.problems.length > 0 ? exitCodes.blocked : exitCodes.ok;
}

async function askForCount(desk: Desk, { name, status, will_receive: people }: Campaign): Promise<number> {
  // Launched before: the server refuses, and there is nothing to ask.
  if (status !== 'checked') return people ?? 0;
  desk.voice.progress.clear();
  const answer = await desk.around.ask(
    `“${name}” goes to ${countOf(people ?? 0, 'person', 'people')}. Type their number to send it: `,
  );
  const digits = digitsOf(answer);
  if (digits !== '' && /^[\d,. ]+$/.test(answer.trim())) return Number(digits);
  throw failure('command.declined', 'Nothing was sent.');
}

async function launch(desk: Desk, { id, version }: Campaign, confirmed: number): Promise<Campaign> {
  try {
    return await desk.tidings.call('post', '/v1/campaigns/{id}/launch', {
      path: { id },
      // Whoever was asked for a number has thought about this version, and none that came while they did.
      body: { confirm_count: confirmed, confirm_version: version },
    });
  } catch (error) {
    throw isBlocking(error) ? blocked(error) : error;
  }
}

function isBlocking(error: unknown): error is TidingsError {
  return error instanceof TidingsError && (error.status === 422 || blocking.has(error.code));
}

function sentenceOf({ id, name, will_receive: people }: Campaign): string {
  return `“${name}” is on its way to ${countOf(people ?? 0, 'person', 'people')}.\nFollow it: tidings campaign status ${id} --watch\nHold it: tidings campaign pause ${id}`;
}
