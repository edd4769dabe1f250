import type { Field, Values } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';
import { cityOf } from '../../ui/times.ts';

const is = (kind: string) => (values: Values) => values.spread === kind;

const isBest = ({ clock }: Values) => clock === 'best';

/** Everything that can be said about when a campaign goes, once. `hour`: with which it begins, on the clock of each person. */
export function scheduleFields(zone: string, hour: string | null = null): Field[] {
  return [
    {
      name: 'clock',
      label: t('By which clock'),
      kind: 'choice',
      ...(hour === null ? {} : { initial: 'local' }),
      choices: [
        { value: 'wall', label: t('The clock of {city}, for everybody', { city: cityOf(zone) }) },
        { value: 'local', label: t('The clock of each person') },
        { value: 'best', label: t('The best hour of each person') },
        { value: 'now', label: t('Now') },
      ],
    },
    {
      name: 'hour',
      label: t('Day and hour'),
      kind: 'wall',
      initial: hour ?? '',
      isShown: ({ clock }) => clock === 'wall' || clock === 'local',
    },
    {
      name: 'day',
      label: t('Day'),
      help: t('Each gets it at the hour at which they are likeliest to answer.'),
      kind: 'date',
      isShown: isBest,
    },
    { name: 'from', label: t('Nobody before this hour'), kind: 'number', initial: '9', isShown: isBest },
    { name: 'to', label: t('Nobody after this hour'), kind: 'number', initial: '20', isShown: isBest },
    {
      name: 'past',
      label: t('Whose hour is over already'),
      kind: 'choice',
      isShown: ({ clock }) => clock === 'local' || clock === 'best',
      choices: [
        { value: 'next_day', label: t('gets it on the next day') },
        { value: 'now', label: t('gets it at once') },
        { value: 'skip', label: t('is left out') },
      ],
    },
    {
      name: 'spread',
      label: t('How'),
      kind: 'choice',
      choices: [
        { value: 'none', label: t('All at once') },
        { value: 'over_minutes', label: t('Evenly over some minutes') },
        { value: 'per_minute', label: t('So many a minute') },
        { value: 'per_hour', label: t('So many an hour') },
        { value: 'per_day', label: t('So many a day') },
        { value: 'first_people', label: t('A few first, then wait for a word') },
      ],
    },
    { name: 'over_minutes', label: t('Minutes'), kind: 'number', isShown: is('over_minutes') },
    { name: 'per_minute', label: t('People a minute'), kind: 'number', isShown: is('per_minute') },
    { name: 'per_hour', label: t('People an hour'), kind: 'number', isShown: is('per_hour') },
    { name: 'per_day', label: t('People a day'), kind: 'number', isShown: is('per_day') },
    {
      name: 'first_people',
      label: t('People who come first'),
      help: t('Drawn at random. With an auto-pause (below the schedule) a bad start stops by itself.'),
      kind: 'number',
      isShown: is('first_people'),
    },
    {
      name: 'first_minutes',
      label: t('The others follow by themselves after so many minutes'),
      help: t('Blank: they wait until somebody lets them go on.'),
      kind: 'number',
      isRequired: false,
      isShown: is('first_people'),
    },
    {
      name: 'recall_minutes',
      label: t('Minutes in which it can be taken back'),
      help: t('Before the first text. What waits for its hour can be taken back until then in any case.'),
      kind: 'number',
      isRequired: false,
    },
    {
      name: 'most_people',
      label: t('To no more than so many people'),
      help: t('With more by then it does not start. Blank: a tenth more than were found now.'),
      kind: 'number',
      isRequired: false,
    },
  ];
}
