import { t } from './language.ts';
import { StateBadge } from './state-badge.tsx';

type Standing = 'approved' | 'rehearsal' | 'grace' | 'closed';

/** Whether a number may text the US, in a word and a sentence. */
export function SenderPapers({ standing, sentence }: { standing: Standing; sentence: string }) {
  const tone = { approved: 'good', rehearsal: 'calm', grace: 'warn', closed: 'bad' } as const;
  const words = {
    approved: t('Approved'),
    rehearsal: t('Rehearsal'),
    grace: t('For now'),
    closed: t('No'),
  };
  return (
    <>
      <StateBadge tone={tone[standing]}>{words[standing]}</StateBadge>
      <div className="quiet">{sentence}</div>
    </>
  );
}
