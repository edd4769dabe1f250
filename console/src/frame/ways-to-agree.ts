import { t } from '../ui/language.ts';
import type { Choice } from './fields.tsx';

/** How people agree whose consent somebody here writes down. */
export const waysToAgree = (): Choice[] => [
  { value: 'paper', label: t('Paper') },
  { value: 'web_form', label: t('Web form') },
  { value: 'point_of_sale', label: t('At the till') },
  { value: 'verbal', label: t('By word of mouth') },
];
