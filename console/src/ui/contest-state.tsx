import { later, t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const states = {
  draft: [later('Draft'), 'quiet'],
  open: [later('Open'), 'good'],
  closed: [later('Closed, not drawn yet'), 'warn'],
  drawn: [later('Drawn'), 'calm'],
  cancelled: [later('Called off'), 'bad'],
} as const satisfies Record<string, readonly [string, Tone]>;

export function ContestState({ state }: { state: keyof typeof states }) {
  const [word, tone] = states[state];
  return <StateBadge tone={tone}>{t(word)}</StateBadge>;
}
