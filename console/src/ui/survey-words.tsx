import { later, t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const states = {
  draft: [later('Draft'), 'quiet'],
  open: [later('Open'), 'good'],
  closed: [later('Closed'), 'calm'],
} as const satisfies Record<string, readonly [string, Tone]>;

export function SurveyState({ state }: { state: keyof typeof states }) {
  const [word, tone] = states[state];
  return <StateBadge tone={tone}>{t(word)}</StateBadge>;
}

export const surveyKinds = {
  survey: later('Survey'),
  poll: later('Poll: one question with choices'),
  nps: later('NPS: begins with 0 to 10'),
  review: later('Request for reviews'),
} as const;
