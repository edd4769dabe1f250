import type { BodyOf } from '@tidings/sdk';
import type { Choice, Field, Values } from '../../frame/fields.tsx';
import { waysToAgree } from '../../frame/ways-to-agree.ts';
import { t } from '../../ui/language.ts';

type Body = BodyOf<'/v1/contacts', 'post'>;
type Consent = NonNullable<Body['consent']>;

/** What the form makes of what was entered: a person, and what was said of their consent. */
export type Entered = Omit<Body, 'consent'> & {
  program_id?: string;
  method?: string;
  occurred_at?: string;
  words_shown?: string;
};

const hasConsent = (values: Values) => values.program_id !== '';

export function personFields(
  choices: { programs: readonly Choice[]; lists: readonly Choice[] },
  nowMs: number,
): Field[] {
  return [
    { name: 'number', label: t('Number'), help: t('With country code, or as written in your country.') },
    { name: 'first_name', label: t('First name'), isRequired: false },
    { name: 'last_name', label: t('Last name'), isRequired: false },
    { name: 'email', label: t('E-mail'), isRequired: false },
    { name: 'region', label: t('State or province'), isRequired: false },
    { name: 'tags', label: t('Tags'), kind: 'words', isRequired: false, help: t('Separated by commas.') },
    { name: 'lists', label: t('Lists'), kind: 'many', choices: choices.lists },
    {
      ...{ name: 'program_id', label: t('They have joined'), kind: 'choice', isRequired: false },
      help: t('Without it they are kept and not texted.'),
      choices: choices.programs,
    },
    {
      ...{ name: 'method', label: t('How they agreed'), kind: 'choice', isShown: hasConsent },
      choices: waysToAgree(),
    },
    {
      ...{ name: 'occurred_at', label: t('When they agreed'), kind: 'moment', isShown: hasConsent },
      initial: new Date(nowMs).toISOString(),
    },
    {
      ...{ name: 'words_shown', label: t('The words they agreed to'), kind: 'long', rows: 3 },
      ...{ isRequired: false, isShown: hasConsent },
    },
  ];
}

/** Without a program there is no consent, whatever else was entered about one. */
export function bodyOfPerson({ program_id, method, occurred_at, words_shown, ...person }: Entered): Body {
  if (!program_id || !method || !occurred_at) return person;
  const consent: Consent = { program_id, method, occurred_at, ...(words_shown && { words_shown }) };
  return { ...person, consent };
}
