import type { Choice } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';

export function purposes(): Choice[] {
  return [
    { value: 'marketing', label: t('Marketing') },
    { value: 'transactional', label: t('Transactional') },
    { value: 'otp', label: t('One-time passwords') },
    { value: 'conversational', label: t('Conversational') },
    { value: 'survey', label: t('Survey') },
    { value: 'nonprofit', label: t('Nonprofit') },
    { value: 'political', label: t('Political') },
    { value: 'healthcare', label: t('Healthcare') },
    { value: 'emergency', label: t('Emergency') },
    { value: 'internal', label: t('Staff') },
  ];
}
