import type { Field } from '../../frame/fields.tsx';
import type { KeywordOffers } from '../../frame/keyword-offers.ts';
import { t } from '../../ui/language.ts';
import { surveyKinds } from '../../ui/survey-words.tsx';
import type { Survey } from './questions.ts';

/** The form of a survey but for its questions: a new one, or a draft as it stands, which is written anew as a whole. */
export function surveyFields({ programs, senders, keywords }: KeywordOffers, one: Survey | null): Field[] {
  return [
    {
      name: 'kind',
      label: t('Kind'),
      kind: 'choice',
      initial: one?.kind,
      choices: Object.entries(surveyKinds).map(([value, word]) => ({ value, label: t(word) })),
      help: t('A request for reviews asks everybody alike, so it has no branches.'),
    },
    { name: 'name', label: t('Name of the survey'), initial: one?.name },
    {
      name: 'program_id',
      label: t('Program'),
      kind: 'choice',
      initial: one?.program_id,
      choices: programs.map(({ id, name, brand_name }) => ({ value: id, label: `${name} (${brand_name})` })),
    },
    {
      name: 'sender_id',
      label: t('From'),
      kind: 'choice',
      isRequired: false,
      initial: one?.sender_id ?? '',
      choices: senders.map(({ id, number }) => ({ value: id, label: number })),
    },
    {
      name: 'keyword_id',
      label: t('Keyword that begins it'),
      kind: 'choice',
      isRequired: false,
      initial: one?.keyword_id ?? '',
      choices: keywords
        .filter(({ kind }) => kind !== 'default')
        .map(({ id, words }) => ({ value: id, label: words.join(', ') })),
      help: t('Of the same program. Whoever sends it is asked.'),
    },
    {
      name: 'invitation',
      label: t('What stands before the first question where people are texted'),
      kind: 'long',
      rows: 2,
      isRequired: false,
      initial: one?.invitation ?? '',
      help: t('Blank where people come by the keyword only.'),
    },
    {
      name: 'thanks',
      label: t('What people read who have answered everything'),
      kind: 'long',
      rows: 2,
      initial: one?.thanks,
    },
    {
      name: 'tag',
      label: t('Tag for whoever has answered'),
      isRequired: false,
      initial: one?.tag ?? '',
    },
    {
      name: 'expires_hours',
      label: t('Hours in which one can answer'),
      kind: 'number',
      initial: one?.expires_hours ?? 72,
    },
    { name: 'reminders', label: t('Reminders'), kind: 'number', initial: one?.reminders ?? 0 },
    {
      name: 'remind_hours',
      label: t('Each after so many hours'),
      kind: 'number',
      initial: one?.remind_hours ?? 24,
      isShown: ({ reminders }) => Number(reminders) > 0,
    },
    {
      name: 'ends_at',
      label: t('Ends'),
      kind: 'moment',
      isRequired: false,
      initial: one?.ends_at,
    },
    {
      name: 'most',
      label: t('Most whole answers'),
      kind: 'number',
      isRequired: false,
      initial: one?.most ?? '',
    },
    {
      name: 'counts',
      label: t('Of one person who sends the keyword again'),
      kind: 'choice',
      initial: one?.counts,
      choices: [
        { value: 'first', label: t('The first answer counts') },
        { value: 'last', label: t('The last answer counts') },
      ],
    },
    {
      name: 'is_anonymous',
      label: t('Anonymous'),
      kind: 'switch',
      initial: one?.is_anonymous,
      help: t('Nobody is told who said what, and closing it takes the numbers out for good.'),
    },
  ];
}
