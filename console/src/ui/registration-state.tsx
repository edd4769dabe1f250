import { t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

type Status = 'draft' | 'submitted' | 'pending' | 'approved' | 'rejected' | 'suspended' | 'expired';

export function RegistrationState({ status }: { status: Status }) {
  const words: Record<Status, [string, Tone]> = {
    draft: [t('Draft'), 'quiet'],
    submitted: [t('Handed in'), 'calm'],
    pending: [t('Being looked at'), 'calm'],
    approved: [t('Approved'), 'good'],
    rejected: [t('Turned down'), 'bad'],
    suspended: [t('Suspended'), 'bad'],
    expired: [t('Run out'), 'bad'],
  };
  const [word, tone] = words[status];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
