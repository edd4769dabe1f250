import type { ItemOf } from '@tidings/sdk';
import type { Field, Values } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';

export type Form = ItemOf<'/v1/forms'>;

/** Of a form, as its fields show it. */
export const valuesOf = (form: Form | null): Values => ({
  name: form?.name ?? '',
  title: form?.title ?? '',
  intro: form?.intro ?? '',
  locale: form?.locale ?? 'en',
  asks: form?.asks ?? [],
  tags: (form?.tags ?? []).join(', '),
  asks_code: form?.asks_code ?? false,
  asks_tracking: form?.asks_tracking ?? false,
});

/** What a form may ask for beside the number. */
export const formAsks = () => [
  { value: 'first_name', label: t('First name') },
  { value: 'last_name', label: t('Last name') },
  { value: 'email', label: t('E-mail') },
];

// What is emptied on a form that is up is taken off it.
const emptied: Readonly<Record<string, Field['whenEmpty']>> = { title: null, intro: null, tags: [] };

/** What is entered for a form, whether it is put up or changed. */
export function formFields(form: Form | null): Field[] {
  const fields: Field[] = [
    { name: 'name', label: t('Name'), help: t('For you; people do not see it.') },
    {
      name: 'title',
      label: t('Heading'),
      isRequired: false,
      help: t('Left empty, it is the name of the program.'),
    },
    { name: 'intro', label: t('Introduction'), kind: 'long', rows: 2, isRequired: false },
    {
      name: 'locale',
      label: t('Language'),
      kind: 'choice',
      choices: ['en', 'es', 'fr', 'de', 'pt'].map((value) => ({ value, label: languageName(value) })),
    },
    {
      name: 'asks',
      label: t('Asks for, beside the number'),
      kind: 'many',
      choices: formAsks(),
    },
    {
      name: 'tags',
      label: t('Tags that people get who join here'),
      kind: 'words',
      rows: 1,
      isRequired: false,
      help: t('With commas between them.'),
    },
    { name: 'asks_code', label: t('Texts a code and asks for it'), kind: 'switch' },
    {
      name: 'asks_tracking',
      label: t('Asks if it may be kept which links they open'),
      kind: 'switch',
    },
  ];
  const values = valuesOf(form);
  return fields.map((field) => {
    const whenEmpty = form === null ? undefined : emptied[field.name];
    return { ...field, ...(whenEmpty === undefined ? {} : { whenEmpty }), initial: values[field.name] };
  });
}
