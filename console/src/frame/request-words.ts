import { t } from '../ui/language.ts';

/** What people may ask of their data, in the order in which it is offered. */
export const requestKinds = () => [
  { value: 'access', label: t('To see their data') },
  { value: 'rectification', label: t('To have it corrected') },
  { value: 'erasure', label: t('To be erased') },
  { value: 'restriction', label: t('That it is not used') },
  { value: 'portability', label: t('To carry it away') },
  { value: 'objection', label: t('To be left alone') },
];

/** By which way they asked. */
export const requestChannels = () => [
  { value: 'email', label: t('E-mail') },
  { value: 'phone', label: t('By phone') },
  { value: 'letter', label: t('By letter') },
  { value: 'in_person', label: t('In person') },
  { value: 'text', label: t('By text') },
  { value: 'form', label: t('By a form') },
];
