import type { Field } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';

type Facts = Readonly<Record<string, unknown>>;

export const risks = () => [
  { value: 'unknown', label: t('Not known yet') },
  { value: 'unlikely', label: t('Unlikely: the authority need not be told') },
  { value: 'risk', label: t('A risk: the authority must be told') },
  { value: 'high', label: t('High: the people must be told, too') },
];

/** What a register must say of a breach (GDPR art. 33(3)); none of it has to be known at once. */
export function factFields(now: Facts = {}): Field[] {
  const text = (name: string) => String(now[name] ?? '');
  const list = (name: string) => (Array.isArray(now[name]) ? now[name].join(', ') : '');
  const long = { kind: 'long', rows: 2, isRequired: false } as const;
  return [
    {
      ...{ name: 'risk', label: t('Risk to people'), kind: 'choice', choices: risks() },
      initial: now.risk ?? 'unknown',
    },
    { ...long, name: 'nature', label: t('What happened'), initial: text('nature') },
    {
      ...{ name: 'data_categories', label: t('Kinds of data'), kind: 'words', isRequired: false },
      initial: list('data_categories'),
    },
    {
      ...{ name: 'people_categories', label: t('Whose'), kind: 'words', isRequired: false },
      initial: list('people_categories'),
    },
    {
      ...{ name: 'people', label: t('About how many people'), kind: 'number', isRequired: false },
      initial: text('people'),
    },
    {
      ...{ name: 'records', label: t('About how many records'), kind: 'number', isRequired: false },
      initial: text('records'),
    },
    { ...long, name: 'consequences', label: t('What it may lead to'), initial: text('consequences') },
    { ...long, name: 'measures', label: t('What was done about it'), initial: text('measures') },
  ];
}
