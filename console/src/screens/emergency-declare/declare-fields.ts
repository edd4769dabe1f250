import { drillPurposes } from '@tidings/policy/permission';
import type { ItemOf } from '@tidings/sdk';
import { type AudienceOffered, audienceFields } from '../../frame/audience-fields.ts';
import type { Choice, Field, Values } from '../../frame/fields.tsx';
import { reasonWords } from '../../ui/emergency-words.tsx';
import { t } from '../../ui/language.ts';

export type Offered = AudienceOffered & {
  programs: readonly Pick<ItemOf<'/v1/programs'>, 'id' | 'name' | 'brand_name' | 'purpose'>[];
  senders: readonly Pick<ItemOf<'/v1/senders'>, 'id' | 'number'>[];
};

/** Programs for emergencies before those that only a drill may use; none that promotes. */
export function programChoices(programs: Offered['programs']): Choice[] {
  const meant = programs.filter(({ purpose }) => purpose === 'emergency');
  const drills = programs.filter(({ purpose }) => drillPurposes.includes(purpose));
  return [
    ...meant.map(({ id, name, brand_name }) => ({ value: id, label: `${name} (${brand_name})` })),
    ...drills.map(({ id, name }) => ({ value: id, label: t('{name}, for drills only', { name }) })),
  ];
}

const isAsking = ({ ask }: Values): boolean => ask === true;

/** The form of an emergency. The reason has no answer that is chosen beforehand: it goes on record. */
export function declareFields(offered: Offered): Field[] {
  return [
    {
      name: 'reason',
      label: t('What endangers people'),
      kind: 'choice',
      choices: Object.entries(reasonWords).map(([value, word]) => ({ value, label: t(word) })),
      mustChoose: true,
      help: t('The law lets such texts pass for health and safety, and for nothing else.'),
    },
    { name: 'note', label: t('What it is about, for the record'), kind: 'long', rows: 2 },
    {
      name: 'is_drill',
      label: t('This is a drill'),
      kind: 'switch',
      help: t('Every text begins with “DRILL”, and waits behind what is meant.'),
    },
    {
      name: 'program_id',
      label: t('Program'),
      kind: 'choice',
      choices: programChoices(offered.programs),
      help: t('Only people who have joined it are texted, unless the policies say otherwise.'),
    },
    {
      name: 'sender_id',
      label: t('From'),
      kind: 'choice',
      isRequired: false,
      choices: offered.senders.map(({ id, number }) => ({ value: id, label: number })),
      help: t('Left out, the number that you have had longest.'),
    },
    ...audienceFields(offered, 'include'),
    ...audienceFields(offered, 'exclude'),
    {
      name: 'message',
      label: t('What people are told'),
      kind: 'long',
      help: t('The same for everybody, to the letter. Begin with your name, and say what to do.'),
    },
    {
      name: 'ask',
      label: t('Ask them whether they are safe'),
      kind: 'switch',
      initial: true,
      help: t('Behind your words stands “Reply 1 if you are safe, 2 if you need help.”'),
    },
    {
      name: 'question',
      label: t('The question in your own words'),
      isRequired: false,
      isShown: isAsking,
      help: t('It has to say that 1 means safe and 2 that help is needed.'),
    },
    {
      name: 'repeats',
      label: t('How often whoever is silent is texted again'),
      kind: 'number',
      initial: 3,
      isShown: isAsking,
    },
    {
      name: 'repeat_minutes',
      label: t('After so many minutes'),
      kind: 'number',
      initial: 30,
      isShown: isAsking,
    },
    {
      name: 'repeat_message',
      label: t('What they are told then'),
      kind: 'long',
      rows: 2,
      isRequired: false,
      isShown: isAsking,
      help: t('Left out, the same again, with “We have not heard from you.” before it.'),
    },
    {
      name: 'safe_message',
      label: t('The answer to whoever is safe'),
      isRequired: false,
      isShown: isAsking,
    },
    {
      name: 'help_message',
      label: t('The answer to whoever needs help'),
      isRequired: false,
      isShown: isAsking,
    },
  ];
}
