import { t } from './language.ts';

export function senderKinds(): { value: string; label: string }[] {
  return [
    { value: 'long_code', label: t('Long code (10DLC)') },
    { value: 'toll_free', label: t('Toll-free') },
    { value: 'short_code', label: t('Short code') },
    { value: 'alphanumeric', label: t('Name') },
  ];
}
