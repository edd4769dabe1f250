import { findKept, hasAll, keep } from './kept.ts';

/** An hour of the week, on people's own clocks; 1 is Monday. */
export type WeekHour = { weekday: number; hour: number };

const isOne = (found: unknown): found is WeekHour => hasAll(found, 'weekday', 'hour');
const keyOf = (workspaceId: string) => `hour.${workspaceId}`;

/** With which hour new schedules of a workspace begin, in this browser; null for none. */
export const keepHour = (workspaceId: string, hour: WeekHour | null): void => keep(keyOf(workspaceId), hour);
export const findKeptHour = (workspaceId: string): WeekHour | null => findKept(keyOf(workspaceId), isOne);

const dayMs = 86_400_000;

/** The next such hour as a picker writes it, tomorrow at the earliest: today's may be over for whoever lives further east. */
export function nextWeekHour({ weekday, hour }: WeekHour, now: Date, zone: string): string {
  const today = Date.parse(`${new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)}T00:00:00Z`);
  const passed = new Date(today).getUTCDay() || 7;
  const ahead = (weekday - passed + 7) % 7 || 7;
  const day = new Date(today + ahead * dayMs).toISOString().slice(0, 10);
  return `${day}T${String(hour).padStart(2, '0')}:00`;
}
