import { addDays, isDay, startOfDay } from '../../ui/zone-clock.ts';

export type AuditShown = { act?: string; since?: string; until?: string };

/** What to ask for: whole days of the zone, the last one with all its hours. The service takes what is before `until`. */
export function auditQuery({ act, since, until }: AuditShown, zone: string): AuditShown {
  return {
    ...(act ? { act } : {}),
    ...(isDay(since) ? { since: startOfDay(zone, since) } : {}),
    ...(isDay(until) ? { until: startOfDay(zone, addDays(until, 1)) } : {}),
  };
}
