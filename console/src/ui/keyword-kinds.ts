import { t } from './language.ts';

export type KeywordKind =
  | ('join' | 'reply' | 'information' | 'tag' | 'contest' | 'vote' | 'inbox' | 'webhook')
  | 'default';

/** What a keyword can do, in words. */
export function keywordKinds(): { value: KeywordKind; label: string }[] {
  return [
    { value: 'join', label: t('Joins the program') },
    { value: 'reply', label: t('Answers') },
    { value: 'information', label: t('Tells what was asked for') },
    { value: 'tag', label: t('Puts a tag on the person') },
    { value: 'contest', label: t('Enters a contest') },
    { value: 'vote', label: t('Takes a vote') },
    { value: 'inbox', label: t('Goes to the inbox') },
    { value: 'webhook', label: t('Calls your system') },
    { value: 'default', label: t('Answers what no keyword takes') },
  ];
}

export const keywordKind = (kind: KeywordKind): string =>
  keywordKinds().find(({ value }) => value === kind)?.label ?? kind;

/** The words of a keyword as they are shown; the one for everything else has none. */
export const keywordTitle = (words: readonly string[]): string =>
  words.join(', ').toUpperCase() || t('Anything else');
