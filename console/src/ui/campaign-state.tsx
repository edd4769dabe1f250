import { StateBadge, type Tone } from './state-badge.tsx';

const states = {
  draft: ['Draft', 'quiet'],
  checked: ['Ready to launch', 'calm'],
  scheduled: ['Scheduled', 'calm'],
  testing: ['Experiment', 'calm'],
  sending: ['Sending', 'calm'],
  paused: ['Paused', 'warn'],
  stopped: ['Stopped', 'bad'],
  finished: ['Finished', 'good'],
} as const satisfies Record<string, readonly [string, Tone]>;

export function CampaignState({ status }: { status: keyof typeof states }) {
  const [word, tone] = states[status];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
