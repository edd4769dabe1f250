import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { findLists, findTags } from '../find/find.ts';
import { findSegments } from '../find/find-segment.ts';
import { readFile } from '../read-file.ts';
import { misuse } from '../refusal.ts';
import type { LanguageOptions } from './languages.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';

export type ContentOptions = {
  readonly name?: string;
  readonly program?: string;
  readonly sender?: string;
  readonly body?: string;
  readonly bodyFile?: string;
  readonly toList?: readonly string[];
  readonly toTag?: readonly string[];
  readonly toSegment?: readonly string[];
  readonly notList?: readonly string[];
  readonly notTag?: readonly string[];
  readonly notSegment?: readonly string[];
  readonly atMost?: number;
  readonly seed?: number;
  readonly subject?: string;
  readonly priority?: 'low' | 'normal' | 'high';
  readonly whenCapped?: 'wait' | 'skip';
  readonly brand?: boolean;
  readonly optOut?: boolean;
  readonly shortenLinks?: boolean;
  readonly utmSource?: string;
  readonly utmMedium?: string;
  readonly utmCampaign?: string;
} & LanguageOptions &
  MmsOptions;

/** The text from an option or a file; undefined where neither is given. */
export function readBody({ body, bodyFile }: ContentOptions): string | undefined {
  if (body !== undefined && bodyFile !== undefined) throw misuse('Give --body or --body-file, not both.');
  // Editors end a file with a line end, which would be texted, and paid for.
  return bodyFile === undefined ? body : readFile(bodyFile).trimEnd();
}

type Choice = NonNullable<BodyOf<'/v1/campaigns/{id}', 'patch'>['include']>;

/** Whom the `--to-…` options name; undefined where none is given. */
export const includedBy = ({ toList, toTag, toSegment }: ContentOptions, desk: Desk) =>
  choiceOf(desk, toList, toTag, toSegment);

/** Whom the `--not-…` options name; undefined where none is given. */
export const excludedBy = ({ notList, notTag, notSegment }: ContentOptions, desk: Desk) =>
  choiceOf(desk, notList, notTag, notSegment);

async function choiceOf(
  desk: Desk,
  lists: readonly string[] = [],
  tags: readonly string[] = [],
  segments: readonly string[] = [],
): Promise<Choice | undefined> {
  if (lists.length + tags.length + segments.length === 0) return undefined;
  return {
    lists: await findLists(desk, lists),
    tags: await findTags(desk, tags),
    ...(segments.length > 0 && { segments: await findSegments(desk, segments) }),
  };
}

/** Everything that is neither words nor people, as far as it is given. */
export const mannersOf = (options: ContentOptions) => ({
  ...(options.subject !== undefined && { subject: options.subject }),
  ...(options.priority && { priority: options.priority }),
  ...(options.whenCapped && { when_capped: options.whenCapped }),
  ...(options.brand !== undefined && { opens_with_brand: options.brand }),
  ...(options.optOut !== undefined && { ends_with_opt_out: options.optOut }),
  ...(options.shortenLinks !== undefined && { shorten_links: options.shortenLinks }),
  ...mmsOf(options),
});

/** What is added to its addresses; undefined where nothing is said of it. */
export function utmOf({ utmSource, utmMedium, utmCampaign }: ContentOptions) {
  const utm = {
    ...(utmSource !== undefined && { source: utmSource }),
    ...(utmMedium !== undefined && { medium: utmMedium }),
    ...(utmCampaign !== undefined && { campaign: utmCampaign }),
  };
  return Object.keys(utm).length === 0 ? undefined : utm;
}
