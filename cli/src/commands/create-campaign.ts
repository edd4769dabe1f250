import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists, findProgramOrOnly, findSenderOrOnly, findTags, findTemplate } from '../find/find.ts';
import { findSegments } from '../find/find-segment.ts';
import { readFile } from '../read-file.ts';
import { misuse } from '../refusal.ts';
import { type LanguageOptions, languagesOf } from './languages.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';

export type CreateOptions = {
  readonly name: string;
  readonly program?: string;
  readonly sender?: string;
  readonly body?: string;
  readonly bodyFile?: string;
  readonly toList?: readonly string[];
  readonly toTag?: readonly string[];
  readonly toSegment?: readonly string[];
  readonly notSegment?: readonly string[];
  readonly atMost?: number;
  readonly seed?: number;
  readonly notList?: readonly string[];
  readonly notTag?: readonly string[];
  readonly subject?: string;
  readonly priority?: 'low' | 'normal' | 'high';
  readonly whenCapped?: 'wait' | 'skip';
  readonly shortenLinks?: boolean;
  readonly utmSource?: string;
  readonly utmMedium?: string;
  readonly utmCampaign?: string;
  readonly template?: string;
  readonly brand?: boolean;
  readonly optOut?: boolean;
} & LanguageOptions &
  MmsOptions;

export async function createCampaign(desk: Desk, options: CreateOptions): Promise<ExitCode> {
  const { toList = [], toTag = [], toSegment = [], notList = [], notTag = [], notSegment = [] } = options;
  const { atMost, seed } = options;
  if (toList.length + toTag.length + toSegment.length === 0)
    throw misuse('Say whom it is for, with --to-list, --to-tag or --to-segment.');
  const words = await readWords(desk, options);
  const campaign = await desk.tidings.call('post', '/v1/campaigns', {
    body: {
      name: options.name,
      ...words,
      program_id: await findProgramOrOnly(desk, options.program),
      sender_id: await findSenderOrOnly(desk, options.sender),
      ...(options.subject !== undefined && { subject: options.subject }),
      ...(options.priority && { priority: options.priority }),
      ...(options.brand && { opens_with_brand: true }),
      ...(options.optOut && { ends_with_opt_out: true }),
      ...((options.shortenLinks || utmOf(options)) && { shorten_links: true }),
      ...(utmOf(options) && { utm: utmOf(options) }),
      ...(options.whenCapped && { when_capped: options.whenCapped }),
      ...mmsOf(options),
      include: {
        lists: await findLists(desk, toList),
        tags: await findTags(desk, toTag),
        ...(toSegment.length > 0 && { segments: await findSegments(desk, toSegment) }),
      },
      exclude: {
        lists: await findLists(desk, notList),
        tags: await findTags(desk, notTag),
        ...(notSegment.length > 0 && { segments: await findSegments(desk, notSegment) }),
      },
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
  const { template, body, bodyFile } = options;
  if (template === undefined) return { body: readBody(options), ...languagesOf(options) };
  if (body !== undefined || bodyFile !== undefined || options.text)
    throw misuse('Give --template, or words of your own, not both.');
  return { template_id: await findTemplate(desk, template) };
}

function readBody({ body, bodyFile }: CreateOptions): string {
  if (body !== undefined && bodyFile !== undefined) throw misuse('Give --body or --body-file, not both.');
  if (body !== undefined) return body;
  if (bodyFile === undefined) throw misuse('Give the text with --body TEXT or --body-file FILE.');
  // Editors end a file with a line end, which would be texted, and paid for.
  return readFile(bodyFile).trimEnd();
}

/** What is added to its addresses; they become short links with it. */
const utmOf = ({ utmSource, utmMedium, utmCampaign }: CreateOptions) =>
  utmSource === undefined && utmMedium === undefined && utmCampaign === undefined
    ? null
    : {
        ...(utmSource !== undefined && { source: utmSource }),
        ...(utmMedium !== undefined && { medium: utmMedium }),
        ...(utmCampaign !== undefined && { campaign: utmCampaign }),
      };
