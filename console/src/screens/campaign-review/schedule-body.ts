import type { BodyOf } from '@tidings/sdk';

type ScheduleBody = BodyOf<'/v1/campaigns/{id}/schedule', 'put'>;

export const spreads = [
  ...(['none', 'over_minutes', 'per_minute', 'per_hour', 'per_day', 'first_people'] as const),
] as const;

/** What the form holds: an hour as the picker writes it, without a zone. */
export type Entered = Readonly<{
  clock: 'now' | 'wall' | 'local' | 'best';
  hour: string;
  /** Of the best hours of people: the day, and between which hours. */
  day: string;
  past: 'now' | 'next_day' | 'skip';
  spread: (typeof spreads)[number];
  [size: string]: unknown;
}>;

/** The hour stays an hour on a wall: it is the server that knows when clocks change. */
export function scheduleBody(entered: Entered, zone: string): ScheduleBody {
  const { clock, hour, past, spread } = entered;
  const [minutes, most, after] = ['recall_minutes', 'most_people', 'first_minutes'].map((name) =>
    numberOf(entered[name]),
  );
  return {
    ...(clock === 'local' ? { local: hour, past } : {}),
    ...(clock === 'wall' ? { wall: hour, zone } : {}),
    ...(clock === 'best' ? { best_hours: bestHours(entered), past } : {}),
    ...(spread === 'none' ? {} : { [spread]: numberOf(entered[spread]) ?? 0 }),
    ...(spread === 'first_people' && after !== null && after !== undefined ? { first_minutes: after } : {}),
    ...(minutes ? { recall_minutes: minutes } : {}),
    ...(most ? { most_people: most } : {}),
  };
}

function bestHours(entered: Entered): NonNullable<ScheduleBody['best_hours']> {
  const [from, to] = [numberOf(entered.from), numberOf(entered.to)];
  return { day: entered.day, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

const numberOf = (typed: unknown): number | null => {
  const words = String(typed ?? '').trim();
  return words === '' ? null : Number(words);
};

/** Whether there is enough to say when everybody would get it. */
export function isAskable(entered: Entered): boolean {
  const { clock, hour, day, spread } = entered;
  if (clock === 'best') return /^\d{4}-\d\d-\d\d$/.test(day ?? '');
  const hasHour = clock === 'now' || /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(hour ?? '');
  return hasHour && (spread === 'none' || (numberOf(entered[spread]) ?? 0) > 0);
}
