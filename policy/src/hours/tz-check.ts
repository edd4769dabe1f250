import { offsetMsAt } from './zone-time.ts';

// British Columbia and Alberta went to daylight time for good in 2026 (tzdata 2026b and 2026c). Older data is an hour off
// there all winter: texts would leave an hour late in the morning, and an hour too late at night.
const knownOffsets = [
  { zone: 'America/Vancouver', at: '2027-01-15T12:00:00Z', hours: -7, since: '2026b' },
  { zone: 'America/Edmonton', at: '2027-01-15T12:00:00Z', hours: -6, since: '2026c' },
  { zone: 'America/New_York', at: '2027-07-15T12:00:00Z', hours: -4, since: '2007a' },
  { zone: 'America/Phoenix', at: '2027-07-15T12:00:00Z', hours: -7, since: '1970' },
] as const;

/** What is wrong with the time-zone data of this machine, in one sentence; undefined when it knows what it must. */
export function faultOfZoneData(): string | undefined {
  const wrong = knownOffsets.filter(
    ({ zone, at, hours }) => offsetMsAt(zone, Date.parse(at)) !== hours * 3_600_000,
  );
  if (wrong.length === 0) return undefined;
  const zones = wrong.map(({ zone, since }) => `${zone} (right since tzdata ${since})`).join(', ');
  return `The time-zone data of this Node is too old: it is wrong for ${zones}. Quiet hours would be off by an hour there; use a newer Node.`;
}
