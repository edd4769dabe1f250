import type { AnswerOf, ItemOf } from '@tidings/sdk';
import type { Field, Values } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';

export type Person = AnswerOf<'/v1/contacts/{id}', 'get'>;
type Column = ItemOf<'/v1/contact-fields'>;

/** What is on file of a person that can be changed where it stands: what everybody has, then the business's own columns. */
export function fieldsOf(person: Person, columns: readonly Column[]): Field[] {
  const usual = { isRequired: false, isQuiet: true, whenEmpty: null } as const;
  const values = valuesOf(person);
  const own = columns.filter(({ is_standard }) => !is_standard);
  const zone = person.time_zone_source === 'own' ? null : person.time_zone;
  const fields: Field[] = [
    { name: 'first_name', label: t('First name') },
    { name: 'last_name', label: t('Last name') },
    { name: 'email', label: t('E-mail') },
    { name: 'language', label: t('Language'), kind: 'choice', choices: languageChoices(person.language) },
    { name: 'country', label: t('Country'), help: t('Two letters, such as US.') },
    { name: 'region', label: t('State or province') },
    {
      ...{ name: 'time_zone', label: t('Time zone'), kind: 'choice', choices: zoneChoices(values.time_zone) },
      help: zone
        ? t('Nobody has named one: {zone} is what address and number tell.', { zone })
        : t('Texts keep the hours of this zone.'),
    },
    ...own.map((column) => columnField(column, String(values[`fields/${column.name}`] ?? ''))),
  ];
  return fields.map((field) => ({ ...field, ...usual, initial: values[field.name] ?? '' }));
}

/** The same as values, by the names of the fields. A zone that nobody has named is none to keep. */
export function valuesOf(person: Person): Values {
  const { first_name, last_name, email, language, country, region, time_zone, time_zone_source } = person;
  const own = Object.entries(person.fields).map(([name, value]) => [`fields/${name}`, value]);
  const named = { time_zone: time_zone_source === 'own' ? time_zone : null };
  const facts = Object.entries({ first_name, last_name, email, language, country, region, ...named });
  return Object.fromEntries([...facts.map(([name, value]) => [name, value ?? '']), ...own]);
}

// What a file has brought may not be of the kind of its column; a field that cannot show it would take it away.
function columnField({ name, label, kind }: Column, value: string): Field {
  const about = { name: `fields/${name}`, label };
  if (kind === 'date' && (value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value)))
    return { ...about, kind: 'date' };
  if (kind === 'boolean' && ['', 'true', 'false'].includes(value))
    return {
      ...{ ...about, kind: 'choice' },
      choices: [
        { value: 'true', label: t('Yes') },
        { value: 'false', label: t('No') },
      ],
    };
  return kind === 'text' && value.length > longestLine ? { ...about, kind: 'long', rows: 3 } : about;
}

const longestLine = 80;

const commonLanguages = 'ar de en es fr hi ht it ja ko nl pl pt ru tl uk vi zh'.split(' ');

function languageChoices(now: string | null) {
  const tags = now === null || commonLanguages.includes(now) ? commonLanguages : [...commonLanguages, now];
  const named = tags.map((value) => ({ value, label: languageName(value) }));
  return named.toSorted((one, other) => one.label.localeCompare(other.label));
}

function zoneChoices(now: unknown) {
  const all = Intl.supportedValuesOf('timeZone');
  const zones = typeof now === 'string' && now !== '' && !all.includes(now) ? [now, ...all] : all;
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
