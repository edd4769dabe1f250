import { t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

type Health = 'unknown' | 'ok' | 'warn' | 'skip' | 'rest';

export function SenderHealth({ state, sentence }: { state: Health; sentence: string }) {
  const words: Record<Health, [string, Tone]> = {
    unknown: [t('Not known yet'), 'quiet'],
    ok: [t('Well'), 'good'],
    warn: [t('Watch it'), 'warn'],
    skip: [t('Passed over'), 'bad'],
    rest: [t('Resting'), 'bad'],
  };
  const [word, tone] = words[state];
  return (
    <>
      <StateBadge tone={tone}>{word}</StateBadge>
      <div className="quiet">{sentence}</div>
    </>
  );
}
