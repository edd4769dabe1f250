import { t } from './language.ts';
import { StateBadge } from './state-badge.tsx';

/** Whether people can join by a form. */
export function FormState({ status }: { status: 'live' | 'closed' }) {
  const isOpen = status === 'live';
  return <StateBadge tone={isOpen ? 'good' : 'quiet'}>{isOpen ? t('Open') : t('Closed')}</StateBadge>;
}
