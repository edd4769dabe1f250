import { t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

type State = 'ok' | 'unreachable' | 'misconfigured' | 'no_funds';

export function GatewayState({ state, isDraining }: { state: State; isDraining: boolean }) {
  if (state === 'ok' && isDraining) return <StateBadge tone="warn">{t('Being drained')}</StateBadge>;
  const words: Record<State, [string, Tone]> = {
    ok: [t('Works'), 'good'],
    unreachable: [t('Cannot be reached'), 'bad'],
    misconfigured: [t('Refuses the account'), 'bad'],
    no_funds: [t('No funds'), 'bad'],
  };
  const [word, tone] = words[state];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
