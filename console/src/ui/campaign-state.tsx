import { later, t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const states = {
  draft: [later('Draft'), 'quiet'],
  checked: [later('Ready to launch'), 'calm'],
  scheduled: [later('Scheduled'), 'calm'],
  testing: [later('Experiment'), 'calm'],
  sending: [later('Sending'), 'calm'],
  paused: [later('Paused'), 'warn'],
  stopped: [later('Stopped'), 'bad'],
  finished: [later('Finished'), 'good'],
} as const satisfies Record<string, readonly [string, Tone]>;

export function CampaignState({ status }: { status: keyof typeof states }) {
  const [word, tone] = states[status];
  return <StateBadge tone={tone}>{t(word)}</StateBadge>;
}
