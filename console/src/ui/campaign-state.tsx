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

type CampaignStateProps = {
  status: keyof typeof states;
  /** Everybody whom it is on its way to waits for an hour: nothing leaves at the moment. */
  isWaiting?: boolean;
};

export function CampaignState({ status, isWaiting = false }: CampaignStateProps) {
  const [word, tone] =
    status === 'sending' && isWaiting ? ([later('Waiting'), 'quiet'] as const) : states[status];
  return <StateBadge tone={tone}>{t(word)}</StateBadge>;
}
