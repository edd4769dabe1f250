import type { BodyOf } from '@tidings/sdk';

type ScheduleBody = BodyOf<'/v1/campaigns/{id}/schedule', 'put'>;

/** What the form holds: an hour as the picker writes it, without a zone. */
export type Entered = Readonly<{
  clock: 'wall' | 'local';
  hour: string;
  past: 'now' | 'next_day' | 'skip';
  spread: 'none' | 'over_minutes' | 'per_hour' | 'per_day' | 'first_people';
  [size: string]: unknown;
}>;

/** The hour stays an hour on a wall: it is the server that knows when clocks change. */
export function scheduleBody(entered: Entered, zone: string, people: number): ScheduleBody {
  const { clock, hour, past, spread } = entered;
  return {
    ...(clock === 'local' ? { local: hour, past } : { wall: hour, zone }),
    ...(spread === 'none' ? {} : { [spread]: Number(entered[spread]) }),
    confirm_count: people,
  };
}
