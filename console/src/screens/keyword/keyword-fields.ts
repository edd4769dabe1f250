import type { AnswerOf, BodyOf } from '@tidings/sdk';
import { bodyOf, type Field, type Values } from '../../frame/fields.tsx';
import type { KeywordOffers } from '../../frame/keyword-offers.ts';
import { keywordKinds } from '../../ui/keyword-kinds.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';

export type Keyword = AnswerOf<'/v1/keywords/{id}', 'get'>;
export type KeywordWish = BodyOf<'/v1/keywords', 'post'>;
type Choice = Keyword['choices'][number];

const is =
  (...kinds: Keyword['kind'][]) =>
  ({ kind }: Values) =>
    kinds.includes(kind as Keyword['kind']);
const isNot =
  (...kinds: Keyword['kind'][]) =>
  (values: Values) =>
    !is(...kinds)(values);

/** The form of a keyword: a new one, or one as it stands. */
export function keywordFields(
  { programs, senders }: KeywordOffers,
  one: Keyword | null,
  country: string,
): Field[] {
  return [
    { name: 'kind', label: t('What it does'), kind: 'choice', choices: keywordKinds(), initial: one?.kind },
    {
      ...{ name: 'words', label: t('Words'), kind: 'words', initial: one?.words.join(', ') },
      help: t('The first names it, the others are aliases. Capitals and accents do not matter.'),
      isShown: isNot('default'),
    },
    {
      ...{ name: 'program_id', label: t('Program'), kind: 'choice', initial: one?.program_id },
      choices: programs.map(({ id, name, brand_name }) => ({ value: id, label: `${name} (${brand_name})` })),
    },
    {
      ...{ name: 'sender_id', label: t('To which number'), kind: 'choice', isRequired: false },
      ...{ initial: one?.sender_id ?? '', help: t('Left open, it is for all numbers.') },
      choices: senders.map(({ id, number }) => ({ value: id, label: formatNumber(number, country) })),
    },
    {
      ...{ name: 'may_go_on', label: t('Also when other words follow it'), kind: 'switch' },
      ...{ initial: one?.may_go_on ?? false, isShown: isNot('default') },
      help: t('“PIZZA please” then counts as PIZZA. Otherwise the whole text must be the word.'),
    },
    {
      ...{ name: 'is_suggested', label: t('Ask “Did you mean …?” after a slip'), kind: 'switch' },
      ...{ initial: one?.is_suggested ?? true, isShown: isNot('default') },
    },
    {
      ...{ name: 'body', label: t('Answer'), kind: 'long', rows: 3, isRequired: false },
      ...{ initial: one?.body ?? '', isShown: isNot('join') },
    },
    {
      ...{ name: 'again_body', label: t('Answer to who has taken part already'), kind: 'long', rows: 2 },
      ...{ isRequired: false, initial: one?.again_body ?? '', isShown: is('contest', 'vote') },
    },
    {
      ...{ name: 'choices', label: t('What one can vote for'), kind: 'long', rows: 4, isRequired: false },
      ...{ initial: writeChoices(one?.choices ?? []), isShown: is('vote') },
      help: t('One in each line; other words for it behind an equals sign: Blue = azul, b'),
    },
    {
      ...{ name: 'counts', label: t('Which vote counts'), kind: 'choice', initial: one?.counts },
      isShown: is('vote'),
      choices: [
        { value: 'first', label: t('the first of each person') },
        { value: 'last', label: t('the last of each person') },
      ],
    },
    {
      ...{ name: 'entries', label: t('How often one may enter'), kind: 'choice', initial: one?.entries },
      isShown: is('contest'),
      choices: [
        { value: 'once', label: t('once') },
        { value: 'daily', label: t('once a day') },
      ],
    },
    {
      ...{ name: 'tags', label: t('Tags the person gets'), kind: 'words', isRequired: false },
      initial: one?.tags.join(', ') ?? '',
    },
    {
      ...{ name: 'address', label: t('Address that is called'), isRequired: false },
      ...{ initial: one?.address ?? '', placeholder: 'https://', isShown: is('webhook') },
    },
    {
      ...{ name: 'every_hours', label: t('Answers a person once in so many hours'), kind: 'number' },
      ...{ initial: String(one?.every_hours ?? 24), isShown: is('default') },
    },
    {
      ...{ name: 'starts_at', label: t('Begins'), kind: 'moment', isRequired: false },
      initial: one?.starts_at,
    },
    {
      ...{ name: 'ends_at', label: t('Ends'), kind: 'moment', isRequired: false },
      initial: one?.ends_at,
    },
    {
      ...{ name: 'per_person_per_day', label: t('Answers to one person a day at most'), kind: 'number' },
      ...{ isRequired: false, initial: String(one?.per_person_per_day ?? '') },
    },
    {
      ...{ name: 'most', label: t('Ends after so many uses'), kind: 'number', isRequired: false },
      initial: String(one?.most ?? ''),
    },
  ];
}

// What is not entered is not left as it was: a vote that becomes an answer has no choices any more.
const blank = {
  ...{ words: [], sender_id: null, body: null, again_body: null, tags: [], choices: [], address: null },
  ...{ starts_at: null, ends_at: null, per_person_per_day: null, most: null },
} as const;

/** The whole keyword that a form says, for making it, changing it, and asking what stands against it. */
export function keywordBody(fields: readonly Field[], values: Values, zone: string): KeywordWish {
  const entered = bodyOf(fields, values, zone);
  const choices = readChoices(String(entered.choices ?? ''));
  return { ...blank, ...entered, choices } as unknown as KeywordWish;
}

export function readChoices(written: string): Choice[] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', others = ''] = line.split('=', 2);
      const words = others.split(',').map((word) => word.trim());
      return { name: name.trim(), words: words.filter(Boolean) };
    });
}

export const writeChoices = (choices: readonly Choice[]): string =>
  choices
    .map(({ name, words = [] }) => (words.length > 0 ? `${name} = ${words.join(', ')}` : name))
    .join('\n');
