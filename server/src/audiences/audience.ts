import { Invalid, type ProblemDetail } from '../platform/errors.ts';

/** Lists (by their uuid), tags and segments (by their uuid), taken together: whoever is in any of them. */
export type Audience = {
  readonly lists: readonly string[];
  readonly tags: readonly string[];
  readonly segments?: readonly string[];
};

/** At most so many of those who would get the text, drawn by lot; the same seed draws the same of the same people. */
export type AudienceLimit = { readonly atMost: number; readonly seed: number };

/** Whom a campaign is for: everybody in `include` who is not in `exclude`, or as many of them as the limit says. */
export type AudienceChoice = {
  readonly include: Audience;
  readonly exclude: Audience;
  readonly limit?: AudienceLimit | null;
};

/** What a choice names as it stands in the workspace: names of lists and segments by uuid, and the tags somebody carries. */
export type KnownNames = {
  readonly lists: ReadonlyMap<string, string>;
  readonly tags: ReadonlySet<string>;
  readonly segments?: ReadonlyMap<string, string>;
};

export const nobody: Audience = { lists: [], tags: [] };

/** The same audience written the same way: each name once, in order. Two equal audiences then hash alike. */
export function normaliseAudience(audience: Audience): Audience {
  const segments = [...new Set(audience.segments)].sort();
  return {
    lists: [...new Set(audience.lists)].sort(),
    tags: [...new Set(audience.tags)].sort(),
    // Absent where there are none, as it is in what was written before there were any.
    ...(segments.length === 0 ? {} : { segments }),
  };
}

export const segmentsOf = ({ segments = [] }: Audience): readonly string[] => segments;

export function normaliseChoice(choice: AudienceChoice): AudienceChoice {
  return {
    include: normaliseAudience(choice.include),
    exclude: normaliseAudience(choice.exclude),
    ...(choice.limit ? { limit: choice.limit } : {}),
  };
}

/** Refuses a choice that names nothing to include, or a list or tag that this workspace does not have. */
export function requireKnown(choice: AudienceChoice, known: KnownNames): void {
  const { lists, tags } = choice.include;
  if (lists.length + tags.length + segmentsOf(choice.include).length === 0) {
    throw new Invalid(
      'audience.empty',
      'Choose at least one list or tag, or a segment: this campaign is for nobody yet.',
      [
        {
          pointer: '/include',
          code: 'audience.empty',
          detail: 'Name a list, a tag or a segment to include.',
        },
      ],
    );
  }
  const unknown = (['include', 'exclude'] as const).flatMap((side) => unknownIn(choice[side], side, known));
  const first = unknown[0];
  if (first) throw new Invalid(first.code, first.detail, unknown);
}

function unknownIn(audience: Audience, side: string, known: KnownNames): ProblemDetail[] {
  const lists = audience.lists.flatMap((id, place) =>
    known.lists.has(id) ? [] : [detail(`/${side}/lists/${place}`, 'audience.unknown_list', unknownList)],
  );
  const tags = audience.tags.flatMap((tag, place) =>
    known.tags.has(tag) ? [] : [detail(`/${side}/tags/${place}`, 'audience.unknown_tag', unknownTag(tag))],
  );
  const segments = segmentsOf(audience).flatMap((id, place) =>
    known.segments?.has(id)
      ? []
      : [detail(`/${side}/segments/${place}`, 'audience.unknown_segment', unknownSegment)],
  );
  return [...lists, ...tags, ...segments];
}

const unknownList = 'This list is not in this workspace. Take its id from the lists.';
const unknownSegment =
  'This segment is not in this workspace, or it was archived. Take its id from the segments.';
const unknownTag = (tag: string) => `Nobody carries the tag “${tag}”. Check how it is written.`;
const detail = (pointer: string, code: string, text: string): ProblemDetail => ({
  pointer,
  code,
  detail: text,
});

/** The choice in one sentence, as screens and errors say it. A list that is gone is shown as deleted. */
export function describeChoice(choice: AudienceChoice, known: KnownNames): string {
  const included = phrase(choice.include, known);
  if (included === '') return 'Nobody.';
  const excluded = phrase(choice.exclude, known);
  const whole = excluded === '' ? `Everybody ${included}` : `Everybody ${included}, except those ${excluded}`;
  return choice.limit ? `${whole}; at most ${choice.limit.atMost} of them, drawn by lot.` : `${whole}.`;
}

function phrase(audience: Audience, known: KnownNames): string {
  const { lists, tags } = audience;
  const names = lists.map((id) => (known.lists.has(id) ? `“${known.lists.get(id)}”` : '“(deleted)”'));
  const onLists =
    names.length === 0 ? '' : `on ${names.length === 1 ? 'the list' : 'the lists'} ${orOf(names)}`;
  const tagged = tags.length === 0 ? '' : `tagged ${orOf(tags.map((tag) => `“${tag}”`))}`;
  const rules = segmentsOf(audience).map((id) => `“${known.segments?.get(id) ?? '(gone)'}”`);
  const inSegments =
    rules.length === 0 ? '' : `in the ${rules.length === 1 ? 'segment' : 'segments'} ${orOf(rules)}`;
  return [onLists, tagged, inSegments].filter((part) => part !== '').join(' or ');
}

function orOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
