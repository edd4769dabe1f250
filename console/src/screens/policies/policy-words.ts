import { t } from '../../ui/language.ts';

/** Whose hours count. */
export function profiles() {
  return [
    { value: 'strict', label: t('Strict: the narrowest hours of all that may count') },
    { value: 'statutory', label: t('What states and the federation have written') },
    { value: 'federal', label: t('The federation alone') },
  ];
}

/** Whom an emergency reaches. */
export function reaches() {
  return [
    { value: 'joined', label: t('People who have joined a program for them') },
    { value: 'known', label: t('Whoever is on record, where the law asks for no consent in danger') },
  ];
}

/** What counts as consent. */
export function standards() {
  return [
    { value: 'proven', label: t('Only what is proven word by word') },
    { value: 'written', label: t('What somebody has agreed to in writing') },
    { value: 'relationship', label: t('Also what a customer relationship allows') },
  ];
}
