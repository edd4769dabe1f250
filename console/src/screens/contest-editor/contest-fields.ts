import type { AnswerOf } from '@tidings/sdk';
import type { Field } from '../../frame/fields.tsx';
import type { KeywordOffers } from '../../frame/keyword-offers.ts';
import { t } from '../../ui/language.ts';

export type Contest = AnswerOf<'/v1/contests/{id}', 'get'>;

/** The form of a contest: a new one, or a draft as it stands. A draft is written anew as a whole, so what is emptied is gone. */
export function contestFields({ programs, senders, keywords }: KeywordOffers, one: Contest | null): Field[] {
  return [
    { name: 'name', label: t('Name of the contest'), initial: one?.name },
    { name: 'prize', label: t('Prize, and what it is worth'), initial: one?.prize },
    {
      name: 'program_id',
      label: t('Program'),
      kind: 'choice',
      initial: one?.program_id,
      // A text that tells of a contest promotes, so other programs are refused.
      choices: programs
        .filter(({ purpose }) => purpose === 'marketing')
        .map(({ id, name, brand_name }) => ({ value: id, label: `${name} (${brand_name})` })),
      help: t('For marketing: a text that tells of a contest promotes.'),
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
      label: t('Keyword that enters'),
      kind: 'choice',
      isRequired: false,
      initial: one?.keyword_id ?? '',
      choices: keywords
        .filter(({ kind }) => kind === 'contest')
        .map(({ id, words }) => ({ value: id, label: words.join(', ') })),
      help: t('Of the kind contest. Without one, people enter at the page alone.'),
    },
    {
      name: 'rules',
      label: t('Official rules'),
      kind: 'long',
      rows: 10,
      initial: one?.rules,
      help: t(
        'They stand at the page of the contest beside the free entry. From the opening on they stay as they are.',
      ),
    },
    { name: 'starts_at', label: t('Begins'), kind: 'moment', initial: one?.starts_at },
    {
      name: 'ends_at',
      label: t('Ends'),
      kind: 'moment',
      initial: one?.ends_at,
    },
    {
      name: 'entries',
      label: t('How often one person may enter'),
      kind: 'choice',
      initial: one?.entries,
      choices: [
        { value: 'once', label: t('Only once') },
        { value: 'daily', label: t('Once each day') },
      ],
    },
    {
      name: 'least_age',
      label: t('Least age'),
      kind: 'number',
      isRequired: false,
      initial: one?.least_age ?? '',
      help: t('13 to 25. By text people are asked; the page has a box.'),
    },
    {
      name: 'regions',
      label: t('Where people must live'),
      kind: 'words',
      isRequired: false,
      initial: one?.regions?.join(', '),
      placeholder: 'US-TX, US-FL',
      help: t(
        'States as US-TX, countries as CA. Blank for everywhere; then the rules say “void where prohibited”.',
      ),
    },
    { name: 'winners', label: t('Winners'), kind: 'number', initial: one?.winners ?? 1 },
    {
      name: 'alternates',
      label: t('Alternates'),
      kind: 'number',
      initial: one?.alternates ?? 3,
      help: t('Drawn with the winners; the next one wins when a prize is lost.'),
    },
    {
      name: 'claim_hours',
      label: t('Hours to claim the prize'),
      kind: 'number',
      initial: one?.claim_hours ?? 168,
    },
    {
      name: 'won_body',
      label: t('What winners read'),
      kind: 'long',
      rows: 3,
      initial: one?.won_body,
      help: t(
        'Name the contest and say what to do. “You have won” is what fraud says, and carriers drop it.',
      ),
    },
    {
      name: 'entered_body',
      label: t('What people read who have entered by text'),
      kind: 'long',
      rows: 2,
      isRequired: false,
      initial: one?.entered_body ?? '',
    },
    {
      name: 'beacon_source',
      label: t('A number that nobody can know before'),
      isRequired: false,
      initial: one?.beacon_source ?? '',
      placeholder: t('the Powerball numbers of 16 December'),
      help: t(
        'Name where it will stand. The draw uses it, so that whoever holds the database cannot choose who wins.',
      ),
    },
  ];
}
