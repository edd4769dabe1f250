import { Invalid, type ProblemDetail } from '../platform/errors.ts';

/** Lists (by their uuid) and tags, taken together: whoever is on any of them. */
export type Audience = { readonly lists: readonly string[]; readonly tags: readonly string[] };

/** Whom a campaign is for: everybody in `include` who is not in `exclude`. */
export type AudienceChoice = { readonly include: Audience; readonly exclude: Audience };

/** The lists and tags of a choice as they stand in the workspace: list names by uuid, and the tags somebody carries. */
export type KnownNames = { readonly lists: ReadonlyMap<string, string>; readonly tags: ReadonlySet<string> };

export const nobody: Audience = { lists: [], tags: [] };

/** The same audience written the same way: each name once, in order. Two equal audiences then hash alike. */
export function normaliseAudience(audience: Audience): Audience {
  return { lists: [...new Set(audience.lists)].sort(), tags: [...new Set(audience.tags)].sort() };
}

export function normaliseChoice(choice: AudienceChoice): AudienceChoice {
  return { include: normaliseAudience(choice.include), exclude: normaliseAudience(choice.exclude) };
}

/** Refuses a choice that names nothing to include, or a list or tag that this workspace does not have. */
export function requireKnown(choice: AudienceChoice, known: KnownNames): void {
  if (choice.include.lists.length + choice.include.tags.length === 0) {
    throw new Invalid('audience.empty', 'Choose at least one list or tag: this campaign is for nobody yet.', [
      { pointer: '/include', code: 'audience.empty', detail: 'Name a list or a tag to include.' },
    ]);
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
  return [...lists, ...tags];
}

const unknownList = 'This list is not in this workspace. Take its id from the lists.';
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
  return excluded === '' ? `Everybody ${included}.` : `Everybody ${included}, except those ${excluded}.`;
}

function phrase({ lists, tags }: Audience, known: KnownNames): string {
  const names = lists.map((id) => (known.lists.has(id) ? `“${known.lists.get(id)}”` : '“(deleted)”'));
  const onLists =
    names.length === 0 ? '' : `on ${names.length === 1 ? 'the list' : 'the lists'} ${orOf(names)}`;
  const tagged = tags.length === 0 ? '' : `tagged ${orOf(tags.map((tag) => `“${tag}”`))}`;
  return [onLists, tagged].filter((part) => part !== '').join(' or ');
}

function orOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
