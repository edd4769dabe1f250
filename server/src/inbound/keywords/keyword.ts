/**
 * A keyword: words that people send to a number, and what happens then. `default` has no words: it answers what no
 * other keyword takes.
 */
export const keywordKinds = [
  'reply',
  'information',
  'join',
  'contest',
  'vote',
  'tag',
  'inbox',
  'webhook',
  'default',
] as const;
export type KeywordKind = (typeof keywordKinds)[number];

/** One thing to vote for, and the words that mean it beside its name. */
export type Choice = { readonly name: string; readonly words: readonly string[] };

/** What the business has written down; every version of it is kept. */
export type KeywordContent = {
  readonly kind: KeywordKind;
  /** As they were written; people's own spelling does not matter. The first names the keyword. */
  readonly words: readonly string[];
  readonly programId: string;
  /** Null for every number of the workspace. */
  readonly senderId: string | null;
  readonly startsAt: Date | null;
  /** The first moment at which it is over. */
  readonly endsAt: Date | null;
  /** The answer, with merge fields. Null where the kind has words of its own, or answers nothing. */
  readonly body: string | null;
  /** What goes along with the answer, ids of media in their order; none for a plain text. Not with what is read the second time. */
  readonly media: readonly string[];
  readonly mmsSubject: string | null;
  /** The MMS of these media and this subject; null where there are none. */
  readonly mmsId: string | null;
  /** What people read who have entered or voted before. */
  readonly againBody: string | null;
  /** Whether a text that goes on after the keyword is taken for it as well. */
  readonly mayGoOn: boolean;
  /** Whether a misspelling is answered with “Did you mean …?”. */
  readonly isSuggested: boolean;
  /** Answers to one person in a day of the workspace's clock; null for any number. */
  readonly perPersonPerDay: number | null;
  /** Uses in all, from its creation on; null for any number. */
  readonly most: number | null;
  readonly tags: readonly string[];
  /** How often one person may enter a contest. */
  readonly entries: 'once' | 'daily';
  readonly choices: readonly Choice[];
  /** Which of several votes of one person counts. */
  readonly counts: 'first' | 'last';
  /** Where calls go, https. */
  readonly address: string | null;
  /** A default answers a person once in so many hours. */
  readonly everyHours: number;
};

export type Keyword = KeywordContent & {
  readonly id: string;
  readonly version: number;
  readonly brandId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
};

/** The word by which people and screens know it. */
export const titleOf = ({ words, kind }: Pick<KeywordContent, 'words' | 'kind'>): string =>
  words[0] ?? (kind === 'default' ? 'the default answer' : 'a keyword');

/** Whether it is open at that hour, for a text to that number of ours. */
export function isOpen(
  keyword: Pick<Keyword, 'archivedAt' | 'startsAt' | 'endsAt' | 'senderId'>,
  senderId: string | null,
  at: Date,
): boolean {
  if (keyword.archivedAt !== null) return false;
  if (keyword.startsAt !== null && at < keyword.startsAt) return false;
  if (keyword.endsAt !== null && at >= keyword.endsAt) return false;
  return keyword.senderId === null || keyword.senderId === senderId;
}
