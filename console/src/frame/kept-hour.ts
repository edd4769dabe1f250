import { addDays, dayIn } from '../ui/zone-clock.ts';
import { findKept, hasAll, keep } from './kept.ts';

/** An hour of the week, on people's own clocks; 1 is Monday. */
export type WeekHour = { weekday: number; hour: number };

const isOne = (found: unknown): found is WeekHour => hasAll(found, 'weekday', 'hour');
const keyOf = (workspaceId: string) => `hour.${workspaceId}`;

/** With which hour new schedules of a workspace begin, in this browser; null for none. */
export const keepHour = (workspaceId: string, hour: WeekHour | null): void => keep(keyOf(workspaceId), hour);
export const findKeptHour = (workspaceId: string): WeekHour | null => findKept(keyOf(workspaceId), isOne);

/** The next such hour as a picker writes it, tomorrow at the earliest: today's may be over for whoever lives further east. */
export function nextWeekHour({ weekday, hour }: WeekHour, now: Date, zone: string): string {
  const today = dayIn(zone, now.getTime());
  const passed = new Date(today).getUTCDay() || 7;
  const ahead = (weekday - passed + 7) % 7 || 7;
  return `${addDays(today, ahead)}T${String(hour).padStart(2, '0')}:00`;
}
