import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly, findSenderOrOnly, findTemplate } from '../find/find.ts';
import { misuse } from '../refusal.ts';
import {
  type ContentOptions,
  excludedBy,
  includedBy,
  mannersOf,
  readBody,
  utmOf,
} from './campaign-content.ts';
import { languagesOf } from './languages.ts';

export type CreateOptions = ContentOptions & { readonly name: string; readonly template?: string };

export async function createCampaign(desk: Desk, options: CreateOptions): Promise<ExitCode> {
  const { atMost, seed } = options;
  const include = await includedBy(options, desk);
  if (!include) throw misuse('Say whom it is for, with --to-list, --to-tag or --to-segment.');
  const utm = utmOf(options);
  const campaign = await desk.tidings.call('post', '/v1/campaigns', {
    body: {
      name: options.name,
      ...(await readWords(desk, options)),
      program_id: await findProgramOrOnly(desk, options.program),
      sender_id: await findSenderOrOnly(desk, options.sender),
      ...mannersOf(options),
      ...(utm && { utm, shorten_links: true }),
      include,
      exclude: (await excludedBy(options, desk)) ?? { lists: [], tags: [] },
      ...(atMost !== undefined && { limit: { at_most: atMost, seed: seed ?? 0 } }),
    },
  });
  desk.voice.answer(
    campaign,
    () =>
      `Written as a draft: ${campaign.id}\nSee it as people would: tidings campaign preview ${campaign.id}`,
  );
  return exitCodes.ok;
}

async function readWords(desk: Desk, options: CreateOptions) {
  const { template } = options;
  const body = readBody(options);
  if (template === undefined) {
    if (body === undefined) throw misuse('Give the text with --body TEXT or --body-file FILE.');
    return { body, ...languagesOf(options) };
  }
  if (body !== undefined || options.text) throw misuse('Give --template, or words of your own, not both.');
  return { template_id: await findTemplate(desk, template) };
}
