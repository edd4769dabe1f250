import { addDays, dayIn } from '../ui/zone-clock.ts';
import { hasAll } from './kept.ts';

/** An hour of the week, on people's own clocks; 1 is Monday. */
export type WeekHour = { weekday: number; hour: number };

const isOne = (found: unknown): found is WeekHour => hasAll(found, 'weekday', 'hour');
const placeOf = (workspaceId: string) => `tidings.hour.${workspaceId}`;

/** With which hour new schedules of a workspace begin, in this browser; null for none. */
export function keepHour(workspaceId: string, hour: WeekHour | null): void {
  // A choice and nothing that somebody typed: it outlives a sign-out. A full or forbidden storage is no reason to stop anybody.
  try {
    if (hour === null) localStorage.removeItem(placeOf(workspaceId));
    else localStorage.setItem(placeOf(workspaceId), JSON.stringify(hour));
  } catch {}
}

export function findKeptHour(workspaceId: string): WeekHour | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(placeOf(workspaceId)) ?? 'null');
    return isOne(found) ? found : null;
  } catch {
    return null;
  }
}

/** The next such hour as a picker writes it, tomorrow at the earliest: today's may be over for whoever lives further east. */
export function nextWeekHour({ weekday, hour }: WeekHour, now: Date, zone: string): string {
  const today = dayIn(zone, now.getTime());
  const passed = new Date(today).getUTCDay() || 7;
  const ahead = (weekday - passed + 7) % 7 || 7;
  return `${addDays(today, ahead)}T${String(hour).padStart(2, '0')}:00`;
}
