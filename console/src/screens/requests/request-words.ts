import { t } from '../../ui/language.ts';

/** What people may ask of their data, in the order in which it is offered. */
export function requestKinds() {
  return [
    { value: 'access', label: t('To see their data') },
    { value: 'rectification', label: t('To have it corrected') },
    { value: 'erasure', label: t('To be erased') },
    { value: 'restriction', label: t('That it is not used') },
    { value: 'portability', label: t('To carry it away') },
    { value: 'objection', label: t('To be left alone') },
  ];
}

export function channelWords(channel: string): string {
  const words: Record<string, string> = {
    email: t('E-mail'),
    phone: t('By phone'),
    letter: t('By letter'),
    in_person: t('In person'),
    text: t('By text'),
    form: t('By a form'),
  };
  return words[channel] ?? channel;
}
