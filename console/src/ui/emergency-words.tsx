import { later, t } from './language.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const states = {
  declared: [later('Waits for a second person'), 'warn'],
  active: [later('Under way'), 'bad'],
  ended: [later('Over'), 'quiet'],
  withdrawn: [later('Taken back'), 'quiet'],
} as const satisfies Record<string, readonly [string, Tone]>;

export function EmergencyState({ state, isDrill }: { state: keyof typeof states; isDrill: boolean }) {
  const [word, tone] = states[state];
  return (
    <>
      <StateBadge tone={tone}>{t(word)}</StateBadge>
      {isDrill && (
        <>
          {' '}
          <StateBadge tone="odd">{t('Drill')}</StateBadge>
        </>
      )}
    </>
  );
}

/** The closed list of what the law takes for an emergency, in the order in which it is offered. */
export const reasonWords = {
  severe_weather: later('Severe weather'),
  fire: later('Fire'),
  flood: later('Flood'),
  earthquake: later('Earthquake'),
  hazardous_material: later('Hazardous material'),
  violence: later('Violence'),
  power_or_water: later('Power or water'),
  public_health: later('Public health'),
  transport: later('Transport'),
  evacuation: later('Evacuation'),
  other_danger: later('Other danger to health or safety'),
  end_of_danger: later('End of danger'),
} as const;
